import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useMembers } from '#app/use-members.ts'
import { formatNumber } from '#ui/numbers.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { mailTiles } from './mail-words.ts'
import { MailsByDay } from './mails-by-day.tsx'
import { NoNumbers } from './no-numbers.tsx'
import { NumberTiles } from './number-tiles.tsx'
import { ReportFilters } from './report-filters.tsx'
import type { Days } from './report-range.ts'
import classes from './reports.module.css'
import { SequenceComparison } from './sequence-comparison.tsx'
import { useReport } from './use-report.ts'

/** What came of everything that was sent, over all cadences and journeys. */
export const ReportsPage = () => {
  const { days, settings } = useReport()
  return (
    <>
      <PageTitle title="Reports" />
      <ReportFilters>
        <OwnerSelect />
      </ReportFilters>
      {settings.error && <FailedState error={settings.error} onRetry={() => void settings.refetch()} />}
      {!days && !settings.error && <LoadingRows rows={6} height={64} />}
      {days && <Overview days={days} />}
    </>
  )
}

const Overview = ({ days }: { days: Days }) => {
  const { search, rangeName } = useReport()
  const report = useQuery(
    apiQuery('/reports/overview', {
      params: { query: { ...days, ...(search.owner && { ownerId: search.owner }) } },
    }),
  )
  if (report.isPending) return <LoadingRows rows={6} height={64} />
  if (report.error) return <FailedState error={report.error} onRetry={() => void report.refetch()} />
  const { mails, started, sequences, days: byDay } = report.data
  if (sequences.length === 0) return <NoNumbers />
  return (
    <>
      <NumberTiles
        tiles={[{ label: 'Prospects started', value: formatNumber(started) }, ...mailTiles(mails)]}
      />
      <div className={classes.stack}>
        <MailsByDay title="Mails by day" days={byDay} fileName={`mails-${rangeName}`} />
        <SequenceComparison sequences={sequences} fileName={`cadences-${rangeName}`} />
      </div>
    </>
  )
}

const OwnerSelect = () => {
  const { search, change } = useReport()
  const { items: members } = useMembers()
  if (members.length < 2) return null
  return (
    <Select
      aria-label="Owner of the cadences"
      placeholder="Cadences of everybody"
      clearable
      w={{ base: '100%', xs: 220 }}
      data={members.map(({ userId, name, email }) => ({ value: userId, label: name || email }))}
      value={search.owner ?? null}
      onChange={(owner) => change({ owner: owner ?? undefined })}
    />
  )
}

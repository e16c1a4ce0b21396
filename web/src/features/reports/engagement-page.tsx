import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { Funnel } from './funnel.tsx'
import { LinkedinTouches } from './linkedin-touches.tsx'
import { MachinesApart } from './machines-apart.tsx'
import { mailTiles } from './mail-words.ts'
import { MailsByDay } from './mails-by-day.tsx'
import { NoNumbers } from './no-numbers.tsx'
import { NumberTiles } from './number-tiles.tsx'
import classes from './reports.module.css'
import { useReport } from './use-report.ts'
import { type SequenceQuery, WithSequence } from './with-sequence.tsx'

/** What people did with the mails of a cadence, and what machines did. */
export const EngagementPage = () => (
  <>
    <PageTitle title="Engagement · Reports" />
    <WithSequence>{(query) => <Engagement query={query} />}</WithSequence>
  </>
)

const Engagement = ({ query }: { query: SequenceQuery }) => {
  const { rangeName } = useReport()
  const report = useQuery(apiQuery('/reports/engagement', { params: { query } }))
  if (report.isPending) return <LoadingRows rows={6} height={64} />
  if (report.error) return <FailedState error={report.error} onRetry={() => void report.refetch()} />
  const { mails, days, linkedin, started } = report.data
  if (mails.sent === 0 && mails.bounced === 0 && started === 0 && linkedin.all === 0) return <NoNumbers />
  return (
    <>
      <NumberTiles
        tiles={[{ label: 'Prospects started', value: formatNumber(started) }, ...mailTiles(mails)]}
      />
      <div className={classes.stack}>
        <Funnel mails={mails} fileName={`funnel-${rangeName}`} />
        <MailsByDay title="Mails by day" days={days} fileName={`engagement-${rangeName}`} />
        <MachinesApart mails={mails} fileName={`machines-${rangeName}`} />
        {linkedin.all > 0 && <LinkedinTouches linkedin={linkedin} fileName={`linkedin-${rangeName}`} />}
      </div>
    </>
  )
}

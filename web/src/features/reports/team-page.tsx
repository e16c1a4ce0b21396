import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { formatDuration } from '#features/tasks/durations.ts'
import { BarChart, ChartWithTable } from '#ui/charts/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { CHART, COLORS, QUIET } from './chart-style.ts'
import { mailColumns } from './mail-words.ts'
import { ReportFilters } from './report-filters.tsx'
import type { Days } from './report-range.ts'
import classes from './reports.module.css'
import { TeamOutcomes } from './team-outcomes.tsx'
import { type Member, nameOf } from './team-words.ts'
import { useReport } from './use-report.ts'

/** What each member sent, rang and did. */
export const TeamPage = () => {
  const { days, settings } = useReport()
  return (
    <>
      <PageTitle title="Team · Reports" />
      <ReportFilters />
      {settings.error && <FailedState error={settings.error} onRetry={() => void settings.refetch()} />}
      {!days && !settings.error && <LoadingRows rows={6} height={64} />}
      {days && <Team days={days} />}
    </>
  )
}

const Team = ({ days }: { days: Days }) => {
  const { rangeName } = useReport()
  const report = useQuery(apiQuery('/reports/team', { params: { query: days } }))
  if (report.isPending) return <LoadingRows rows={6} height={64} />
  if (report.error) return <FailedState error={report.error} onRetry={() => void report.refetch()} />
  const { members } = report.data
  const bars = members.map((member) => ({
    name: nameOf(member),
    replied: member.mails.replied,
    calls: member.calls.made,
    tasks: member.tasks.done,
  }))
  const number = (header: string, value: (member: Member) => number) => ({
    header,
    value,
    show: (member: Member) => formatNumber(value(member)),
  })
  return (
    <div className={classes.stack}>
      <ChartWithTable
        title="What each did"
        about="Answers to the mails of his mailboxes, calls he made, and tasks of his that were done."
        summary={bars
          .map(
            ({ name, replied, calls, tasks }) =>
              `${name}: ${replied} replies, ${calls} calls, ${tasks} tasks`,
          )
          .join('; ')}
        chart={
          <BarChart
            {...CHART}
            h={90 + bars.length * 52}
            orientation="vertical"
            gridAxis="y"
            maxBarWidth={12}
            data={bars}
            dataKey="name"
            yAxisProps={{ width: 120 }}
            xAxisProps={{ allowDecimals: false }}
            series={[
              { name: 'replied', label: 'Replies', color: COLORS.replied },
              { name: 'calls', label: 'Calls', color: 'blue.4' },
              { name: 'tasks', label: 'Tasks done', color: COLORS.opened },
            ]}
            barChartProps={QUIET}
          />
        }
        rows={members}
        keyOf={({ userId }) => userId}
        columns={[
          { header: 'Member', value: nameOf },
          number('Calls', ({ calls }) => calls.made),
          number('Answered', ({ calls }) => calls.answered),
          {
            header: 'Talked',
            value: ({ calls }) => calls.seconds,
            show: ({ calls }) => formatDuration(calls.seconds),
          },
          number('Tasks done', ({ tasks }) => tasks.done),
          number('Skipped', ({ tasks }) => tasks.skipped),
          number('Overdue now', ({ tasks }) => tasks.overdue),
          ...mailColumns<Member>(({ mails }) => mails),
        ]}
        fileName={`team-${rangeName}`}
      />
      <TeamOutcomes members={members} fileName={`outcomes-${rangeName}`} />
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { type AnswerOf, apiQuery } from '#api/index.ts'
import { ENROLMENT_STATUSES } from '#ui/badges/index.ts'
import { BarChart, ChartWithTable } from '#ui/charts/index.ts'
import { formatNumber, formatShare } from '#ui/numbers.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { FailedState, LoadingRows } from '#ui/states/index.ts'
import { formatCalendarDay } from '#ui/time/index.ts'
import { CHART, QUIET } from './chart-style.ts'
import { NoNumbers } from './no-numbers.tsx'
import { NumberTiles } from './number-tiles.tsx'
import { type Point, seriesOf } from './series.ts'
import { STATUS_COLORS, STATUSES, type StatusCounts, sumOfStatuses } from './statuses.ts'
import { useReport } from './use-report.ts'
import { type SequenceQuery, WithSequence } from './with-sequence.tsx'

/** Where those stand who were started on a day. */
export const CohortPage = () => (
  <>
    <PageTitle title="Cohorts · Reports" />
    <WithSequence>{(query) => <Cohort query={query} />}</WithSequence>
  </>
)

type Row = Point<StatusCounts>
type Day = AnswerOf<'get', '/reports/cohort'>['days'][number]

const countsOf = (day: Day): StatusCounts => sumOfStatuses([day])

const Cohort = ({ query }: { query: SequenceQuery }) => {
  const { days: range = {}, rangeName } = useReport()
  const report = useQuery(apiQuery('/reports/cohort', { params: { query } }))
  if (report.isPending) return <LoadingRows rows={6} height={64} />
  if (report.error) return <FailedState error={report.error} onRetry={() => void report.refetch()} />
  const { days } = report.data
  if (days.length === 0) return <NoNumbers text="Nobody was started on these days." />
  const total = sumOfStatuses(days)
  const { points, step } = seriesOf(
    days.map((day) => ({ day: day.day, ...countsOf(day) })),
    range,
    sumOfStatuses([]),
  )
  const started = days.reduce((sum, day) => sum + day.started, 0)
  const present = STATUSES.filter((status) => total[status] > 0)
  return (
    <>
      <NumberTiles
        tiles={[
          { label: 'Started', value: formatNumber(started) },
          tile('Under way', total.in_cadence, started),
          tile('Replied', total.replied + total.replied_stopped, started),
          tile('Completed', total.completed, started),
          tile('Bounced', total.bounced, started),
        ]}
      />
      <ChartWithTable
        title="Prospects by the day of their start"
        about={`Each ${step} shows where those stand now who were started ${step === 'day' ? 'on it' : 'in it'}.`}
        summary={`Of ${formatNumber(started)} started, ${present
          .map((status) => `${formatNumber(total[status])} ${ENROLMENT_STATUSES[status].label.toLowerCase()}`)
          .join(', ')}.`}
        chart={
          <BarChart
            {...CHART}
            h={300}
            type="stacked"
            data={points.map((point) => ({ ...point, label: formatCalendarDay(point.day) }))}
            dataKey="label"
            maxBarWidth={28}
            series={present.map((status) => ({
              name: status,
              label: ENROLMENT_STATUSES[status].label,
              color: STATUS_COLORS[status],
            }))}
            barChartProps={QUIET}
          />
        }
        rows={points}
        keyOf={(row: Row) => row.day}
        columns={[
          { header: step === 'week' ? 'Week from' : 'Day', value: (row: Row) => row.day },
          { header: 'Started', value: startedOf, show: (row) => formatNumber(startedOf(row)) },
          ...STATUSES.map((status) => ({
            header: ENROLMENT_STATUSES[status].label,
            value: (row: Row) => row[status],
            show: (row: Row) => formatNumber(row[status]),
          })),
        ]}
        fileName={`cohorts-${rangeName}`}
      />
    </>
  )
}

const startedOf = (counts: StatusCounts): number => STATUSES.reduce((sum, status) => sum + counts[status], 0)

const tile = (label: string, part: number, of: number) => ({
  label,
  value: formatShare(part, of),
  about: formatNumber(part),
})

import { AreaChart, ChartWithTable } from '#ui/charts/index.ts'
import { countOf } from '#ui/numbers.ts'
import { formatCalendarDay } from '#ui/time/index.ts'
import { CHART, COLORS, QUIET } from './chart-style.ts'
import { type MailNumbers, mailColumns, NO_MAILS } from './mail-words.ts'
import { seriesOf } from './series.ts'
import { useReport } from './use-report.ts'

type Props = { title: string; days: readonly { day: string; mails: MailNumbers }[]; fileName: string }

const SERIES = [
  { name: 'sent', label: 'Sent', color: COLORS.sent },
  { name: 'opened', label: 'Opened', color: COLORS.opened },
  { name: 'replied', label: 'Replied', color: COLORS.replied },
]

/** What was sent day by day, and what came of it. */
export const MailsByDay = ({ title, days, fileName }: Props) => {
  const { days: range = {} } = useReport()
  const { points, step } = seriesOf(
    days.map(({ day, mails }) => ({ day, ...mails })),
    range,
    NO_MAILS,
  )
  const shown = points.map((point) => ({ ...point, label: formatCalendarDay(point.day) }))
  const sent = points.reduce((total, point) => total + point.sent, 0)
  return (
    <ChartWithTable
      title={title}
      about={
        step === 'week'
          ? 'By the week in which mails were sent.'
          : 'By the day on which mails were sent, with all that came of them since.'
      }
      summary={`${title}: ${countOf(sent, 'mail')} sent from ${shown[0]?.label ?? ''} to ${shown.at(-1)?.label ?? ''}.`}
      chart={
        <AreaChart
          {...CHART}
          data={shown}
          dataKey="label"
          series={SERIES}
          curveType="monotone"
          withDots={false}
          strokeWidth={2}
          fillOpacity={0.14}
          areaChartProps={QUIET}
        />
      }
      rows={points}
      keyOf={({ day }) => day}
      columns={[
        { header: step === 'week' ? 'Week from' : 'Day', value: ({ day }) => day },
        ...mailColumns<(typeof points)[number]>((row) => row),
      ]}
      fileName={fileName}
    />
  )
}

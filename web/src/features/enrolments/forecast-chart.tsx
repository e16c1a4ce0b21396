import { BarChart, type ChartColumn, ChartWithTable } from '#ui/charts/index.ts'
import { countOf } from '#ui/numbers.ts'
import { formatCalendarDay } from '#ui/time/index.ts'
import { type ForecastRow, rowsOf, seriesOf } from './forecast-rows.ts'
import type { StartForecast } from './types.ts'

const COLORS = ['accent.6', 'blue.5', 'yellow.6', 'grape.5', 'cyan.6', 'pink.5']

/** On a phone the legend has a line for each mailbox, which would be taken from the bars. */
const PLOT = 200
const LEGEND_LINE = 28

/** The days on which mails would go, a bar a day, stacked by mailbox. Below them, in grey, what waits in these mailboxes already. */
export const ForecastChart = ({ forecast }: { forecast: StartForecast }) => {
  const series = seriesOf(forecast)
  const { rows, unit } = rowsOf(forecast, series)
  if (rows.length === 0) return null
  const hasOthers = rows.some(({ others }) => others > 0)
  const entries = series.length + Number(hasOthers)
  const label = ({ day }: ForecastRow): string =>
    unit === 'day' ? formatCalendarDay(day) : `Week of ${formatCalendarDay(day)}`
  const columns: ChartColumn<ForecastRow>[] = [
    { header: unit === 'day' ? 'Day' : 'Week', value: ({ day }) => day, show: label },
    ...series.map(({ key, label: header }) => ({
      header,
      value: ({ mails }: ForecastRow) => mails[key] ?? 0,
    })),
    { header: 'First mails', value: ({ firstMails }) => firstMails },
    { header: 'Follow-ups', value: ({ followUps }) => followUps },
    { header: 'Already waiting', value: ({ others }) => others },
  ]
  return (
    <ChartWithTable
      title={unit === 'day' ? 'Mails by day' : 'Mails by week'}
      about={hasOthers ? 'Grey: mails to prospects who wait in these mailboxes already' : undefined}
      summary={`${countOf(forecast.mails, 'mail')} from ${label(rows[0] ?? EMPTY)} to ${label(rows.at(-1) ?? EMPTY)}`}
      chart={
        <BarChart
          h={{ base: PLOT + (entries > 1 ? entries * LEGEND_LINE : 0), sm: 240 }}
          data={rows.map((row) => ({ label: label(row), others: row.others, ...row.mails }))}
          dataKey="label"
          type="stacked"
          withLegend={entries > 1}
          legendProps={{ verticalAlign: 'bottom' }}
          maxBarWidth={36}
          series={[
            ...(hasOthers ? [{ name: 'others', label: 'Already waiting', color: 'gray.4' }] : []),
            ...series.map(({ key, label: name }, index) => ({
              name: key,
              label: name,
              color: COLORS[index] ?? 'gray.6',
            })),
          ]}
        />
      }
      columns={columns}
      rows={rows}
      keyOf={({ day }) => day}
      fileName="forecast"
    />
  )
}

const EMPTY: ForecastRow = { day: '1970-01-01', mails: {}, firstMails: 0, followUps: 0, others: 0 }

import type { AnswerOf } from '#api/index.ts'
import { BarChart, ChartWithTable } from '#ui/charts/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import { CHART, COLORS, QUIET } from './chart-style.ts'

type Touches = AnswerOf<'get', '/reports/engagement'>['linkedin']

/** What the outcomes of LinkedIn tasks say. */
export const LinkedinTouches = ({ linkedin, fileName }: { linkedin: Touches; fileName: string }) => {
  const rows = [
    { what: 'Requests sent', touches: linkedin.connectionRequestSent },
    { what: 'Requests accepted', touches: linkedin.connectionRequestAccepted },
    { what: 'InMails sent', touches: linkedin.inMailSent },
    { what: 'Messages sent', touches: linkedin.messageSent },
    { what: 'Responses', touches: linkedin.responded },
  ]
  return (
    <ChartWithTable
      title="LinkedIn"
      about={`By the outcomes of ${formatNumber(linkedin.all)} touches.`}
      summary={rows.map(({ what, touches }) => `${what} ${formatNumber(touches)}`).join(', ')}
      chart={
        <BarChart
          {...CHART}
          h={230}
          withLegend={false}
          data={rows}
          dataKey="what"
          orientation="vertical"
          gridAxis="y"
          maxBarWidth={22}
          yAxisProps={{ width: 130 }}
          series={[{ name: 'touches', label: 'Touches', color: COLORS.clicked }]}
          barChartProps={QUIET}
        />
      }
      rows={rows}
      keyOf={({ what }) => what}
      columns={[
        { header: 'What', value: ({ what }) => what },
        { header: 'Touches', value: ({ touches }) => touches, show: ({ touches }) => formatNumber(touches) },
      ]}
      fileName={fileName}
    />
  )
}

import { BarChart, ChartWithTable } from '#ui/charts/index.ts'
import { formatNumber, formatShare } from '#ui/numbers.ts'
import { CHART, COLORS, QUIET } from './chart-style.ts'
import type { MailNumbers } from './mail-words.ts'

/** From the first mails to the answers: how many are left at each stage. */
export const Funnel = ({ mails, fileName }: { mails: MailNumbers; fileName: string }) => {
  const rows = [
    { stage: 'Sent', mails: mails.sent },
    { stage: 'Opened', mails: mails.opened },
    { stage: 'Clicked', mails: mails.clicked },
    { stage: 'Replied', mails: mails.replied },
  ]
  return (
    <ChartWithTable
      title="From sent to answered"
      about="Mails, each counted once, as far as people acted on them."
      summary={rows.map(({ stage, mails: count }) => `${stage} ${formatNumber(count)}`).join(', ')}
      chart={
        <BarChart
          {...CHART}
          h={210}
          withLegend={false}
          data={rows}
          dataKey="stage"
          orientation="vertical"
          gridAxis="none"
          maxBarWidth={26}
          yAxisProps={{ width: 70 }}
          series={[{ name: 'mails', label: 'Mails', color: COLORS.replied }]}
          withBarValueLabel
          valueFormatter={formatNumber}
          barProps={{ radius: 4 }}
          barChartProps={QUIET}
        />
      }
      rows={rows}
      keyOf={({ stage }) => stage}
      columns={[
        { header: 'Stage', value: ({ stage }) => stage },
        { header: 'Mails', value: (row) => row.mails, show: (row) => formatNumber(row.mails) },
        {
          header: 'Of sent',
          value: (row) => (mails.sent === 0 ? null : Math.round((10_000 * row.mails) / mails.sent) / 100),
          show: (row) => formatShare(row.mails, mails.sent),
        },
      ]}
      fileName={fileName}
    />
  )
}

import { BarChart, ChartWithTable } from '#ui/charts/index.ts'
import { formatNumber, formatShare } from '#ui/numbers.ts'
import { CHART, COLORS, QUIET } from './chart-style.ts'
import type { MailNumbers } from './mail-words.ts'

/** Opens and clicks by people, and those by scanners and prefetchers, which count nowhere else. */
export const MachinesApart = ({ mails, fileName }: { mails: MailNumbers; fileName: string }) => {
  const rows = [
    { what: 'Opens', people: mails.opens, machines: mails.machineOpens },
    { what: 'Clicks', people: mails.clicks, machines: mails.machineClicks },
  ]
  return (
    <ChartWithTable
      title="People and machines"
      about="Mail scanners and prefetchers open mails and follow links, too. They are told apart here and are in no other number."
      summary={rows
        .map(
          (row) =>
            `${row.what}: ${formatNumber(row.people)} by people, ${formatNumber(row.machines)} by machines`,
        )
        .join('; ')}
      chart={
        <BarChart
          {...CHART}
          h={190}
          type="stacked"
          data={rows}
          dataKey="what"
          orientation="vertical"
          gridAxis="y"
          maxBarWidth={26}
          yAxisProps={{ width: 60 }}
          series={[
            { name: 'people', label: 'People', color: COLORS.clicked },
            { name: 'machines', label: 'Machines', color: COLORS.machine },
          ]}
          valueFormatter={formatNumber}
          barChartProps={QUIET}
        />
      }
      rows={rows}
      keyOf={({ what }) => what}
      columns={[
        { header: 'What', value: ({ what }) => what },
        { header: 'By people', value: (row) => row.people, show: (row) => formatNumber(row.people) },
        { header: 'By machines', value: (row) => row.machines, show: (row) => formatNumber(row.machines) },
        {
          header: 'Share of machines',
          value: ({ people, machines }) =>
            people + machines === 0 ? null : Math.round((10_000 * machines) / (people + machines)) / 100,
          show: ({ people, machines }) => formatShare(machines, people + machines),
        },
      ]}
      fileName={fileName}
    />
  )
}

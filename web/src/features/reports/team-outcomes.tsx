import { BarChart, ChartWithTable } from '#ui/charts/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import { CHART, QUIET } from './chart-style.ts'
import { commonestOutcomes } from './commonest-outcomes.ts'
import { type Member, nameOf } from './team-words.ts'

const COLORS = ['accent.7', 'accent.4', 'blue.4', 'yellow.5', 'orange.5', 'gray.5'] as const

/** How the tasks of each member ended. */
export const TeamOutcomes = ({ members, fileName }: { members: readonly Member[]; fileName: string }) => {
  const outcomes = commonestOutcomes(members, COLORS.length)
  if (outcomes.length === 0) return null
  const countOf = (member: Member, outcome: string): number =>
    member.outcomes.find((one) => one.outcome === outcome)?.tasks ?? 0
  const rows = members.filter((member) => member.outcomes.length > 0)
  return (
    <ChartWithTable
      title="Outcomes"
      about="What the tasks of each member ended with."
      summary={rows
        .map((member) =>
          [nameOf(member), ...member.outcomes.map(({ outcome, tasks }) => `${outcome} ${tasks}`)].join(' '),
        )
        .join('; ')}
      chart={
        <BarChart
          {...CHART}
          h={90 + rows.length * 42}
          type="stacked"
          orientation="vertical"
          gridAxis="y"
          maxBarWidth={22}
          data={rows.map((member) => ({
            name: nameOf(member),
            ...Object.fromEntries(outcomes.map((outcome, index) => [`o${index}`, countOf(member, outcome)])),
          }))}
          dataKey="name"
          yAxisProps={{ width: 120 }}
          xAxisProps={{ allowDecimals: false }}
          series={outcomes.map((outcome, index) => ({
            name: `o${index}`,
            label: outcome,
            color: COLORS[index] ?? 'gray.5',
          }))}
          barChartProps={QUIET}
        />
      }
      rows={rows}
      keyOf={({ userId }) => userId}
      columns={[
        { header: 'Member', value: nameOf },
        ...outcomes.map((outcome) => ({
          header: outcome,
          value: (member: Member) => countOf(member, outcome),
          show: (member: Member) => formatNumber(countOf(member, outcome)),
        })),
      ]}
      fileName={fileName}
    />
  )
}

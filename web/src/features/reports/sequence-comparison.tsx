import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '#api/index.ts'
import { BarChart, ChartWithTable } from '#ui/charts/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import { CHART, COLORS, QUIET } from './chart-style.ts'
import { mailColumns } from './mail-words.ts'

type Sequence = AnswerOf<'get', '/reports/overview'>['sequences'][number]
type Props = { sequences: readonly Sequence[]; fileName: string }

/** A chart of more would be a forest; the table has all. */
const MOST_BARS = 12

/** Cadences and journeys beside each other, by the share of their mails that was answered. */
export const SequenceComparison = ({ sequences, fileName }: Props) => {
  const rate = ({ mails }: Sequence, name: 'opened' | 'replied'): number =>
    mails.sent === 0 ? 0 : Math.round((1000 * mails[name]) / mails.sent) / 10
  const bars = sequences
    .toSorted((a, b) => b.mails.sent - a.mails.sent)
    .slice(0, MOST_BARS)
    .map((one) => ({ name: one.name, opened: rate(one, 'opened'), replied: rate(one, 'replied') }))
  return (
    <ChartWithTable
      title="Cadences and journeys"
      about={
        sequences.length > MOST_BARS
          ? `The ${MOST_BARS} that sent most, in percent of their mails; the table has all ${sequences.length}.`
          : 'In percent of the mails that each sent.'
      }
      summary={`Replies in percent of mails: ${bars.map(({ name, replied }) => `${name} ${replied}`).join(', ')}.`}
      chart={
        <BarChart
          {...CHART}
          h={80 + bars.length * 46}
          data={bars}
          dataKey="name"
          orientation="vertical"
          gridAxis="y"
          maxBarWidth={14}
          yAxisProps={{ width: 130 }}
          xAxisProps={{ domain: [0, 100] }}
          series={[
            { name: 'opened', label: 'Opened', color: COLORS.opened },
            { name: 'replied', label: 'Replied', color: COLORS.replied },
          ]}
          valueFormatter={(value) => `${value}%`}
          barChartProps={QUIET}
        />
      }
      rows={sequences}
      keyOf={({ id }) => id}
      columns={[
        { header: 'Name', value: ({ name }) => name, show: (one) => <SequenceLink {...one} /> },
        { header: 'Owner', value: ({ ownerEmail }) => ownerEmail },
        { header: 'Started', value: ({ started }) => started, show: ({ started }) => formatNumber(started) },
        ...mailColumns<Sequence>(({ mails }) => mails),
      ]}
      fileName={fileName}
    />
  )
}

const SequenceLink = ({ id, kind, name }: Sequence) => (
  <Anchor
    size="sm"
    renderRoot={(props) =>
      kind === 'cadence' ? (
        <Link to="/cadences/$cadenceId" params={{ cadenceId: id }} {...props} />
      ) : (
        <Link to="/journeys/$journeyId" params={{ journeyId: id }} {...props} />
      )
    }
  >
    {name}
  </Anchor>
)

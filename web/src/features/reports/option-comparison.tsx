import { SegmentedControl, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { formatNumber, formatShare } from '#ui/numbers.ts'
import { Section } from '#ui/section.tsx'
import { IntervalBar } from './interval-bar.tsx'
import { optionName, type Step, stepName } from './step-words.ts'
import { verdictWords } from './verdict-words.ts'

const MEASURES = [
  { value: 'replied', label: 'Replies', what: 'replies' },
  { value: 'clicked', label: 'Clicks', what: 'clicks' },
  { value: 'opened', label: 'Opens', what: 'opens' },
] as const
type Measure = (typeof MEASURES)[number]

/** Which option of a step is better, and how sure that is. */
export const OptionComparison = ({ step }: { step: Step }) => {
  const [measure, setMeasure] = useState<Measure>(MEASURES[0])
  const comparison = step.comparison[measure.value]
  if (comparison === null) return null
  const options = new Map(step.options.map((option) => [option.id, option]))
  const nameOf = (id: string): string => {
    const option = options.get(id)
    return option ? optionName(option) : 'Option'
  }
  const { headline, detail } = verdictWords(comparison, { nameOf, what: measure.what })
  const most = Math.min(1, 1.08 * Math.max(0.01, ...comparison.options.map(({ interval }) => interval.high)))
  return (
    <Section
      title={`${stepName(step)}: which option is better`}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={`${stepName(step)}: compared by`}
          data={MEASURES.map(({ value, label }) => ({ value, label }))}
          value={measure.value}
          onChange={(value) => setMeasure(MEASURES.find((one) => one.value === value) ?? measure)}
        />
      }
    >
      <Stack gap="md">
        <div role="status">
          <Text fw={600}>{headline}</Text>
          <Text size="sm" c="dimmed">
            {detail}
          </Text>
        </div>
        <Table.ScrollContainer minWidth={560}>
          <Table aria-label={`${stepName(step)}, options by ${measure.what}`}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Option</Table.Th>
                <Table.Th data-number>Mails</Table.Th>
                <Table.Th data-number>{measure.label}</Table.Th>
                <Table.Th w="40%">Where the true share lies (95 %)</Table.Th>
                <Table.Th data-number>Chance to be best</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {comparison.options.map(({ id, share, interval, chanceToBeBest }) => {
                const option = options.get(id)
                return (
                  <Table.Tr key={id}>
                    <Table.Td>
                      <Text size="sm" fw={550}>
                        {nameOf(id)}
                      </Text>
                      <Text size="xs" c="dimmed" lineClamp={1}>
                        {option?.template || option?.subject}
                      </Text>
                    </Table.Td>
                    <Table.Td data-number>{formatNumber(option?.mails.sent ?? 0)}</Table.Td>
                    <Table.Td data-number>{formatShare(share, 1)}</Table.Td>
                    <Table.Td>
                      <IntervalBar
                        low={interval.low}
                        high={interval.high}
                        share={share}
                        most={most}
                        isLeading={comparison.verdict === 'decided' && id === comparison.leaderId}
                      />
                    </Table.Td>
                    <Table.Td data-number>
                      {comparison.verdict === 'too_few' ? '–' : formatShare(chanceToBeBest, 1)}
                    </Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Stack>
    </Section>
  )
}

import { Group, NumberInput, Select, Stack, Text, Title } from '@mantine/core'
import type { WaitStep } from './draft.ts'
import { ofField, sentence } from './mistakes.ts'
import { waitWords } from './step-words.ts'

type Told = { mistakes: { path: string; message: string }[] }
type Props = { step: WaitStep; onChange(step: WaitStep): void; isReadOnly: boolean; told: Told }

const UNITS = [
  { value: 'minutes', label: 'minutes' },
  { value: 'hours', label: 'hours' },
  { value: 'days', label: 'days' },
  { value: 'business_days', label: 'business days' },
] as const

/** How long the next step waits. */
export const WaitStepEditor = ({ step, onChange, isReadOnly, told }: Props) => {
  const { amount, unit } = step.wait
  const mistake = ofField(told.mistakes, 'wait')
  const change = (wait: Partial<WaitStep['wait']>) => onChange({ ...step, wait: { ...step.wait, ...wait } })
  return (
    <Stack gap="md" maw={480}>
      <Title order={2}>Wait</Title>
      <Group gap="sm" align="flex-start">
        <NumberInput
          label="How long"
          w={120}
          min={1}
          allowDecimal={false}
          value={amount}
          onChange={(value) => change({ amount: Number(value) || 0 })}
          error={mistake && sentence(mistake)}
          readOnly={isReadOnly}
        />
        <Select
          label="Unit"
          w={180}
          allowDeselect={false}
          data={UNITS}
          value={unit}
          onChange={(value) => {
            const found = UNITS.find((one) => one.value === value)
            if (found) change({ unit: found.value })
          }}
          readOnly={isReadOnly}
        />
      </Group>
      <Text size="sm" c="dimmed">
        The next step is due {waitWords(step.wait)} after the one before it: from the moment a mail was
        accepted, or a task done. Mails go at the first moment after it that the hours of sending allow.
      </Text>
    </Stack>
  )
}

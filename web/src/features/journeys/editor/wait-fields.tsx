import { Group, NumberInput, Select } from '@mantine/core'
import type { Wait } from '../types.ts'

const UNITS = [
  { value: 'minutes', label: 'minutes' },
  { value: 'hours', label: 'hours' },
  { value: 'days', label: 'days' },
  { value: 'business_days', label: 'business days' },
] as const

type Props = {
  label: string
  wait: Wait
  onChange(wait: Wait): void
  isReadOnly: boolean
  error?: string | undefined
}

/** How long: a number and its unit. */
export const WaitFields = ({ label, wait, onChange, isReadOnly, error }: Props) => (
  <Group gap="sm" align="flex-start" wrap="nowrap">
    <NumberInput
      label={label}
      flex={1}
      min={1}
      allowDecimal={false}
      value={wait.amount}
      onChange={(value) => onChange({ ...wait, amount: Number(value) || 0 })}
      error={error}
      readOnly={isReadOnly}
    />
    <Select
      label="Unit"
      flex={1}
      allowDeselect={false}
      data={UNITS}
      value={wait.unit}
      onChange={(value) => {
        const found = UNITS.find((one) => one.value === value)
        if (found) onChange({ ...wait, unit: found.value })
      }}
      readOnly={isReadOnly}
    />
  </Group>
)

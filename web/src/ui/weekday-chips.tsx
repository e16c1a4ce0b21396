import { Chip, Group, Input } from '@mantine/core'
import type { ReactNode } from 'react'

/** Monday is 1 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

const DAYS: readonly { day: Weekday; label: string }[] = [
  { day: 1, label: 'Mon' },
  { day: 2, label: 'Tue' },
  { day: 3, label: 'Wed' },
  { day: 4, label: 'Thu' },
  { day: 5, label: 'Fri' },
  { day: 6, label: 'Sat' },
  { day: 7, label: 'Sun' },
]

type Props = {
  /** What happens on these days, for those who hear it. */
  about: string
  days: readonly Weekday[]
  onChange(days: Weekday[]): void
  error?: ReactNode
  isReadOnly?: boolean
}

/** Days of the week, any number of them, in their order. */
export const WeekdayChips = ({ about, days, onChange, error, isReadOnly = false }: Props) => (
  <Input.Wrapper label="Days" labelElement="div" error={error}>
    <Chip.Group
      multiple
      value={days.map(String)}
      onChange={(chosen) =>
        onChange(DAYS.map(({ day }) => day).filter((day) => chosen.includes(String(day))))
      }
    >
      <Group gap={6} mt={4} role="group" aria-label={about}>
        {DAYS.map(({ day, label }) => (
          <Chip key={day} value={String(day)} size="sm" radius="sm" disabled={isReadOnly}>
            {label}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  </Input.Wrapper>
)

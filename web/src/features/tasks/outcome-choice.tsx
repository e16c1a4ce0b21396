import { Chip, Fieldset, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import classes from './tasks.module.css'
import type { TaskKind } from './tasks-search.ts'

type Props = { kind: TaskKind; value: string | null; onChange(outcome: string | null): void }

/** The outcomes that the company has for a kind of task; the keys 1 to 9 choose them too. */
export const OutcomeChoice = ({ kind, value, onChange }: Props) => {
  const { data } = useQuery({ ...apiQuery('/settings'), staleTime: 60_000 })
  const outcomes = (data?.taskOutcomes ?? []).filter(({ kinds }) => kinds.includes(kind))
  const toggle = (label: string) => onChange(value === label ? null : label)
  useShortcuts(
    'Outcome',
    outcomes.slice(0, 9).map(({ label }, index) => ({
      keys: String(index + 1),
      label,
      run: () => toggle(label),
    })),
  )
  if (outcomes.length === 0) return null
  const chosen = outcomes.find(({ label }) => label === value)
  return (
    <Fieldset variant="unstyled" legend="Outcome" className={classes.group}>
      <Group gap={8}>
        {outcomes.map(({ label }) => (
          <Chip
            key={label}
            size="sm"
            radius="sm"
            checked={value === label}
            onChange={() => toggle(label)}
            variant="outline"
          >
            {label}
          </Chip>
        ))}
      </Group>
      {chosen?.stops && (
        <Text size="xs" c="dimmed" mt={6}>
          Ends the cadence for this prospect.
        </Text>
      )}
    </Fieldset>
  )
}

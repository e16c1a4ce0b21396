import { Chip, Group, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { formatNumber } from '#ui/numbers.ts'
import { choicesOf, chosenKey, type EnrolmentFilter } from './enrolment-filter.ts'
import type { SequenceRef } from './types.ts'

type Props = { sequence: SequenceRef; filter: EnrolmentFilter; onFilter(filter: EnrolmentFilter): void }

/** How many are in each state; choosing one shows only those. */
export const CountFilters = ({ sequence: { kind, id }, filter, onFilter }: Props) => {
  const params = { params: { path: { id } } }
  const cadence = useQuery({ ...apiQuery('/cadences/{id}/counts', params), enabled: kind === 'cadence' })
  const journey = useQuery({ ...apiQuery('/journeys/{id}/counts', params), enabled: kind === 'journey' })
  const { data, error } = kind === 'cadence' ? cadence : journey
  if (error) return null
  if (!data) return <Skeleton height={28} width={320} />
  const choices = choicesOf(data, filter)
  const choose = (chosen: string): void => {
    const { search } = filter
    const choice = choices.find(({ key }) => key === chosen)
    onFilter({ ...choice?.filter, ...(search !== undefined && { search }) })
  }
  return (
    <Chip.Group value={chosenKey(filter)} onChange={choose}>
      <Group gap={6} role="group" aria-label="State">
        {choices.map(({ key, label, prospects }) => (
          <Chip key={key} value={key} size="xs" variant="light" radius="sm">
            {label} {formatNumber(prospects)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  )
}

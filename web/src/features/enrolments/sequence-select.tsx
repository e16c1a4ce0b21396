import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import type { SequenceRef } from './types.ts'

type Props = { value: SequenceRef | null; onChange(sequence: SequenceRef | null): void }

const LIMIT = 200

/** Chooses a cadence or journey that prospects can be started in: those that run, and those that are paused. */
export const SequenceSelect = ({ value, onChange }: Props) => {
  const query = { params: { query: { state: ['live' as const, 'paused' as const], limit: LIMIT } } }
  const cadences = useQuery(apiQuery('/cadences', query))
  const journeys = useQuery(apiQuery('/journeys', query))
  const isLoading = cadences.isPending || journeys.isPending
  const group = (kind: SequenceRef['kind'], items: readonly { id: string; name: string; state: string }[]) =>
    items.map(({ id, name, state }) => ({
      value: `${kind} ${id}`,
      label: state === 'paused' ? `${name} (paused)` : name,
    }))
  const change = (chosen: string | null): void => {
    const [kind, id] = chosen?.split(' ') ?? []
    onChange(id && (kind === 'cadence' || kind === 'journey') ? { kind, id } : null)
  }
  return (
    <Select
      label="Start in"
      placeholder={isLoading ? 'Loading…' : 'Choose a cadence or journey'}
      searchable
      data-autofocus
      nothingFoundMessage="No running cadence or journey has this in its name"
      error={
        cadences.error || journeys.error
          ? 'The cadences could not be loaded; close this and try again.'
          : null
      }
      data={[
        { group: 'Cadences', items: group('cadence', cadences.data?.items ?? []) },
        { group: 'Journeys', items: group('journey', journeys.data?.items ?? []) },
      ].filter(({ items }) => items.length > 0)}
      value={value && `${value.kind} ${value.id}`}
      onChange={change}
    />
  )
}

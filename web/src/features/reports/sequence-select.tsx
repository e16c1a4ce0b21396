import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useReport } from './use-report.ts'

/** The cadences and journeys that there are; the one of the address, or else the first that runs. */
export const useSequences = () => {
  const { search } = useReport()
  const query = { params: { query: { limit: 200 } } } as const
  const cadences = useQuery(apiQuery('/cadences', query))
  const journeys = useQuery(apiQuery('/journeys', query))
  const all = [
    ...(cadences.data?.items ?? []).map((one) => ({ ...one, kind: 'cadence' as const })),
    ...(journeys.data?.items ?? []).map((one) => ({ ...one, kind: 'journey' as const })),
  ].map(({ id, name, kind, state }) => ({ id, name, kind, state }))
  const chosen =
    all.find(({ id }) => id === search.sequence) ?? all.find(({ state }) => state === 'live') ?? all[0]
  const failed = [cadences, journeys].find(({ error }) => error !== null)
  return {
    all,
    chosen,
    isPending: cadences.isPending || journeys.isPending,
    error: failed?.error ?? null,
    retry: () => {
      void cadences.refetch()
      void journeys.refetch()
    },
  }
}

/** Which cadence or journey a report is about. */
export const SequenceSelect = () => {
  const { change } = useReport()
  const { all, chosen } = useSequences()
  const of = (kind: string) =>
    all.filter((one) => one.kind === kind).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Select
      aria-label="Cadence or journey"
      searchable
      allowDeselect={false}
      w={{ base: '100%', xs: 260 }}
      data={[
        { group: 'Cadences', items: of('cadence') },
        { group: 'Journeys', items: of('journey') },
      ].filter(({ items }) => items.length > 0)}
      value={chosen?.id ?? null}
      onChange={(sequence) => change({ sequence: sequence ?? undefined })}
    />
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import type { ListedSequence, SequenceSummary } from './types.ts'

/** As many as the numbers are asked for at once. */
const MOST = 200

/** Cadences or journeys with their numbers, as soon as these are there. */
export const useListedSequences = (sequences: readonly SequenceSummary[]): ListedSequence[] => {
  const ids = sequences.map(({ id }) => id).slice(0, MOST)
  const numbers = useQuery({
    ...apiQuery('/reports/numbers', { params: { query: { sequenceId: ids } } }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  })
  const byId = new Map(numbers.data?.sequences.map((one) => [one.sequenceId, one]))
  return sequences.map((sequence) => ({ ...sequence, numbers: byId.get(sequence.id) }))
}

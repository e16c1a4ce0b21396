import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { apiQuery, type ItemOf } from '#api/index.ts'

/** The first prospects that match what was typed, once the typing pauses. */
export const useProspectsFor = (query: string): ItemOf<'/prospects'>[] => {
  const [search] = useDebouncedValue(query.trim(), 200)
  const { data } = useQuery({
    ...apiQuery('/prospects', { params: { query: { search, limit: 8 } } }),
    enabled: search.length >= 2,
  })
  return search.length >= 2 ? (data?.items ?? []) : []
}

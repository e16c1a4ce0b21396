import { useQueryClient } from '@tanstack/react-query'
import { idsOfPages, type Neighbours, neighboursIn } from './neighbours.ts'

/** Who stands before and after a prospect in the list that was looked at last; null when he was not come to from a list. */
export const useNeighbours = (prospectId: string): Neighbours | null => {
  const queries = useQueryClient()
  const lists = queries
    .getQueryCache()
    .findAll({ predicate: ({ queryKey }) => queryKey[0] === '/prospects' && queryKey.at(-1) === 'pages' })
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
  for (const list of lists) {
    const found = neighboursIn(idsOfPages(list.state.data), prospectId)
    if (found) return found
  }
  return null
}

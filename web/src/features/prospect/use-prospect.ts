import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'

const path = (prospect: string) => ({ params: { path: { prospect } } })

export const prospectQuery = (id: string) => apiQuery('/prospects/{prospect}', path(id))

/** His zone, and why he may not be mailed. */
export const useProspectContext = (id: string) =>
  useQuery(apiQuery('/prospects/{prospect}/context', path(id)))

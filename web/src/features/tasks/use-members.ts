import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useHasRole } from '#app/session.ts'

/** The members of the company, for those who may know them; else nobody. */
export const useMembers = () => {
  const mayKnow = useHasRole('admin', 'manager')
  const { data } = useQuery({
    ...apiQuery('/members'),
    enabled: mayKnow,
  })
  return data?.items ?? []
}

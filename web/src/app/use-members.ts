import { useQuery } from '@tanstack/react-query'
import { apiQuery, type ItemOf } from '#api/index.ts'
import { useHasRole, useSession } from './session.ts'

export type Member = ItemOf<'/members'>

/** Who belongs to the company, as far as one may know: a rep knows himself. */
export const useMembers = () => {
  const mayList = useHasRole('admin', 'manager')
  const { userId, name, email } = useSession()
  const members = useQuery({ ...apiQuery('/members'), enabled: mayList })
  const items: readonly Member[] = members.data?.items ?? []
  return {
    ...members,
    items,
    nameOf: (id: string): string => {
      if (id === userId) return name || email
      return items.find((member) => member.userId === id)?.name ?? 'A former member'
    },
  }
}

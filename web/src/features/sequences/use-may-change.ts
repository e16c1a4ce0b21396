import { useSession } from '#app/session.ts'

/** Whether the user may change a cadence or a journey: managers and admins any, a rep his own. */
export const useMayChange = ({ ownerId }: { ownerId: string }): boolean => {
  const { role, userId } = useSession()
  return role !== 'rep' || ownerId === userId
}

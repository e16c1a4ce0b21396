import { useHasRole, useSession } from '#app/session.ts'
import type { TaskContext } from './work-pane.tsx'

/** Whether the page of a task's prospect is the user's to see: a rep may have a task for somebody else's. */
export const useHasPage = ({ ownerId }: TaskContext['prospect']): boolean => {
  const { userId } = useSession()
  const isOfTeam = useHasRole('admin', 'manager')
  return isOfTeam || ownerId === userId
}

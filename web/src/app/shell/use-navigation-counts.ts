import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { useSession } from '../session.ts'

const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** What waits behind a line of the navigation, by its address: new answers, and one's tasks of today. */
export const useNavigationCounts = (): Readonly<Record<string, number | undefined>> => {
  const { userId } = useSession()
  const threads = useQuery(apiQuery('/threads/counts'))
  const tasks = useQuery(apiQuery('/tasks/counts', { params: { query: { zone: ZONE, assigneeId: userId } } }))
  return {
    '/inbox': threads.data?.unread.reply,
    '/tasks': tasks.data && tasks.data.overdue + tasks.data.today,
  }
}

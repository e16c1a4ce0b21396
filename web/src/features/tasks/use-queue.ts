import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiPages, apiQuery, type ItemOf, itemsOf } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import type { Tab, TasksSearch } from './tasks-search.ts'

export type QueuedTask = ItemOf<'/tasks'>

/** Whose days "today" speaks of. */
export const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Tasks of one tab with the numbers of all, as the address says. */
export const useQueue = (search: TasksSearch) => {
  const { userId } = useSession()
  const whose = search.whose ?? userId
  const about = {
    zone: ZONE,
    ...(whose !== 'all' && { assigneeId: whose }),
    ...(search.cadence !== undefined && { cadenceId: search.cadence }),
  }
  const counts = useQuery(apiQuery('/tasks/counts', { params: { query: about } }))
  // Where one began one stays, also when the last overdue task is done.
  const [first, setFirst] = useState<Tab>()
  if (first === undefined && counts.data) setFirst(counts.data.overdue > 0 ? 'overdue' : 'today')
  const tab = search.tab ?? first
  const filter = { ...about, ...(search.kind && { kind: search.kind }), limit: 100 }
  const open = useInfiniteQuery({
    ...apiPages('/tasks', {
      params: { query: { ...filter, when: tab === 'done' || tab === undefined ? 'today' : tab } },
    }),
    enabled: tab !== undefined && tab !== 'done',
  })
  const closed = useInfiniteQuery({
    ...apiPages('/tasks/closed', { params: { query: { ...filter, when: 'today' } } }),
    enabled: tab === 'done',
  })
  const list = tab === 'done' ? closed : open
  const tasks: QueuedTask[] = itemsOf(list.data)
  return { tab, counts, list, tasks, isLoading: tab === undefined ? counts.isPending : list.isPending }
}

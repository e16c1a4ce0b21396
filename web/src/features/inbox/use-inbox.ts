import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { apiPages, apiQuery, itemsOf } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import type { InboxSearch } from './inbox-search.ts'
import { queryOf } from './thread-query.ts'

/** The threads of a part of the inbox. */
export const useThreads = (search: InboxSearch) => {
  const { userId } = useSession()
  const pages = useInfiniteQuery({
    ...apiPages('/threads', { params: { query: queryOf(search, userId) } }),
    enabled: search.folder !== 'uncertain',
  })
  return { pages, threads: itemsOf(pages.data) }
}

export const useCounts = () => useQuery(apiQuery('/threads/counts')).data

/** How often a thread with a mail on its way is looked at again, in milliseconds. */
const LOOK_AGAIN = 3_000

export const useThread = (id: string) =>
  useQuery({
    ...apiQuery('/threads/{id}', { params: { path: { id } } }),
    refetchInterval: ({ state }) =>
      state.data?.mails.some((mail) => mail.state === 'queued' || mail.state === 'sending')
        ? LOOK_AGAIN
        : false,
  })

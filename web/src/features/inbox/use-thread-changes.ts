import { api, type InitOf, useApiMutation } from '#api/index.ts'
import { offerUndo } from '#ui/undo.tsx'
import type { ListedThread } from './types.ts'

type Change = Omit<NonNullable<InitOf<'patch', '/threads'>['body']>, 'threadIds'>
type Which = readonly Pick<ListedThread, 'id' | 'state' | 'snoozedUntil'>[]

const wordsFor = (count: number, what: string): string =>
  count === 1 ? `The thread is ${what}.` : `${count} threads are ${what}.`

/** Everything that is done to threads, to one or to several; what closes or hides them can be undone. */
export const useThreadChanges = () => {
  const { mutate, isPending } = useApiMutation({
    mutate: ({ ids, change }: { ids: readonly string[]; change: Change; onDone?: () => void }) =>
      api.patch('/threads', { body: { threadIds: [...ids], ...change } }),
    changes: ['/threads'],
    onDone: (_, { onDone }) => onDone?.(),
  })
  const idsOf = (threads: Which): string[] => threads.map(({ id }) => id)
  const offerBack = (threads: Which, message: string) => (): void =>
    offerUndo({
      message,
      onUndo: () => {
        for (const { id, state, snoozedUntil } of threads)
          mutate({
            ids: [id],
            change: snoozedUntil ? { snoozedUntil } : { state: state === 'done' ? 'done' : 'open' },
          })
      },
    })
  return {
    isPending,
    setDone: (threads: Which, isDone: boolean) =>
      mutate({
        ids: idsOf(threads),
        change: { state: isDone ? 'done' : 'open' },
        onDone: offerBack(threads, wordsFor(threads.length, isDone ? 'done' : 'open again')),
      }),
    snooze: (threads: Which, until: Date) =>
      mutate({
        ids: idsOf(threads),
        change: { snoozedUntil: until.toISOString() },
        onDone: offerBack(threads, wordsFor(threads.length, 'put off')),
      }),
    wake: (threads: Which) => mutate({ ids: idsOf(threads), change: { snoozedUntil: null } }),
    setUnread: (threads: Which, unread: boolean) => mutate({ ids: idsOf(threads), change: { unread } }),
    assign: (threads: Which, assigneeId: string | null) =>
      mutate({ ids: idsOf(threads), change: { assigneeId } }),
  }
}

export type ThreadChanges = ReturnType<typeof useThreadChanges>

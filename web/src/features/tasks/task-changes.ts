import { api, useApiMutation } from '#api/index.ts'
import { countOf } from '#ui/numbers.ts'
import { formatInstant } from '#ui/time/index.ts'
import { offerUndo } from '#ui/undo.tsx'
import { useForgetMailDrafts } from './use-mail-draft.ts'
import type { QueuedTask } from './use-queue.ts'

const CHANGES = ['/tasks'] as const
/** What else a closed task moves: its prospect, who goes on. */
const CLOSING = ['/tasks', '/prospects', '/calls', '/cadences'] as const

/** Everything that can be done to tasks; what can be taken back offers it. */
export const useTaskChanges = ({ onClosed }: { onClosed(taskIds: readonly string[]): void }) => {
  const forgetDrafts = useForgetMailDrafts()
  const restore = useApiMutation({
    mutate: (tasks: readonly QueuedTask[]) =>
      Promise.all(
        tasks.map(({ id, dueAt, assigneeId }) =>
          api.patch('/tasks/{id}', { params: { path: { id } }, body: { dueAt, assigneeId } }),
        ),
      ),
    changes: CHANGES,
    done: 'Taken back.',
  })
  const snooze = useApiMutation({
    mutate: ({ tasks, until }: { tasks: readonly QueuedTask[]; until: Date }) =>
      api.post('/tasks/snooze', { body: { taskIds: idsOf(tasks), until: until.toISOString() } }),
    changes: CHANGES,
    onDone: (_answer, { tasks, until }) => {
      onClosed(idsOf(tasks))
      offerUndo({
        message: `${countOf(tasks.length, 'task')} put off until ${formatInstant(until)}.`,
        onUndo: () => restore.mutate(tasks),
      })
    },
  })
  const reassign = useApiMutation({
    mutate: ({ tasks, assigneeId }: { tasks: readonly QueuedTask[]; assigneeId: string; name: string }) =>
      api.post('/tasks/reassign', { body: { taskIds: idsOf(tasks), assigneeId } }),
    changes: CHANGES,
    onDone: (_answer, { tasks, name }) => {
      onClosed(idsOf(tasks))
      offerUndo({
        message: `${countOf(tasks.length, 'task')} given to ${name}.`,
        onUndo: () => restore.mutate(tasks),
      })
    },
  })
  const skip = useApiMutation({
    mutate: (tasks: readonly QueuedTask[]) => api.post('/tasks/skip', { body: { taskIds: idsOf(tasks) } }),
    changes: CLOSING,
    done: (_answer, tasks) => `${countOf(tasks.length, 'task')} skipped.`,
    onDone: (_answer, tasks) => {
      forgetDrafts(idsOf(tasks))
      onClosed(idsOf(tasks))
    },
  })
  const finish = useApiMutation({
    mutate: (tasks: readonly QueuedTask[]) => api.post('/tasks/done', { body: { taskIds: idsOf(tasks) } }),
    changes: CLOSING,
    done: (_answer, tasks) => `${countOf(tasks.length, 'task')} done.`,
    onDone: (_answer, tasks) => {
      forgetDrafts(idsOf(tasks))
      onClosed(idsOf(tasks))
    },
  })
  return { snooze, reassign, skip, finish }
}

export type TaskChanges = ReturnType<typeof useTaskChanges>

const idsOf = (tasks: readonly QueuedTask[]): string[] => tasks.map(({ id }) => id)

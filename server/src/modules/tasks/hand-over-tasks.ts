import { invalidInput } from '#platform/errors/index.ts'
import { type BulkChange, splitChanged } from './close-tasks.ts'
import { requireMember } from './edit-tasks.ts'
import type { TaskDeps } from './task.ts'
import { changeOpenTasks, tasksById } from './task-queries.ts'

/**
 * Puts open tasks off: hidden until then, when they are due. They stay open, so their prospects wait. Throws `not_found` when one is not there,
 * `invalid_input` for a time that has passed.
 */
export const snoozeTasks = (
  deps: TaskDeps,
  input: { companyId: string; taskIds: readonly string[]; until: Date },
): Promise<BulkChange> => change(deps, { ...input, snoozeUntil: input.until, assigneeId: null })

/** Gives open tasks to a member. Throws `not_found` when one of them, or the member, is not there. */
export const reassignTasks = (
  deps: TaskDeps,
  input: { companyId: string; taskIds: readonly string[]; assigneeId: string },
): Promise<BulkChange> => change(deps, { ...input, snoozeUntil: null })

const change = (
  deps: TaskDeps,
  input: {
    companyId: string
    taskIds: readonly string[]
    snoozeUntil: Date | null
    assigneeId: string | null
  },
): Promise<BulkChange> =>
  deps.db.transaction(async (tx) => {
    const { companyId, assigneeId, snoozeUntil } = input
    const taskIds = [...new Set(input.taskIds)]
    const found = await tasksById(tx, { companyId, taskIds })
    if (snoozeUntil !== null && snoozeUntil <= deps.clock.now())
      throw invalidInput('until', 'until must be in the future: the task is hidden until then.')
    if (assigneeId !== null) await requireMember(tx, { companyId, userId: assigneeId })
    const changed = await changeOpenTasks(tx, { ...input, taskIds })
    return splitChanged(tx, { companyId, found, changed })
  })

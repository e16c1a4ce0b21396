import { conflict, invalidInput } from '#platform/errors/index.ts'
import type { Task, TaskDeps } from './task.ts'
import { closeOpenTask, taskById } from './task-queries.ts'

const LONGEST_OUTCOME = 200
const LONGEST_NOTE = 20_000

type CloseInput = { companyId: string; taskId: string; userId: string; note?: string | undefined }

/**
 * Marks a task as done; its prospect goes on, or is stopped where the cadence stops on this outcome. In one transaction with that. Throws
 * `not_found`, `conflict` when it is closed already, `invalid_input` on `outcome`.
 */
export const taskDone = async (
  deps: TaskDeps,
  input: CloseInput & { outcome?: string | null | undefined },
): Promise<Task> => close(deps, { ...input, state: 'done', outcome: cleanOutcome(input.outcome) })

/** Leaves a task undone; its prospect goes on. Throws as taskDone. */
export const taskSkipped = async (deps: TaskDeps, input: CloseInput): Promise<Task> =>
  close(deps, { ...input, state: 'skipped', outcome: null })

const close = (
  deps: TaskDeps,
  input: CloseInput & { state: 'done' | 'skipped'; outcome: string | null },
): Promise<Task> =>
  deps.db.transaction(async (tx) => {
    const { companyId, taskId, state, outcome } = input
    if (input.note !== undefined && input.note.length > LONGEST_NOTE)
      throw invalidInput('note', `note: at most ${LONGEST_NOTE} characters.`)
    const task = await taskById(tx, input)
    if (task.enrolmentId !== null) await deps.lockEnrolment(tx, { companyId, enrolmentId: task.enrolmentId })
    const now = deps.clock.now()
    const closed = await closeOpenTask(tx, {
      companyId,
      taskId,
      state,
      outcome,
      note: input.note ?? null,
      now,
    })
    if (!closed) {
      const { state: found } = await taskById(tx, input)
      throw conflict(`This task is ${found} already.`, 'id')
    }
    await deps.onTaskClosed(tx, {
      companyId,
      taskId,
      enrolmentId: task.enrolmentId,
      prospectId: task.prospectId,
      sequenceId: task.sequenceId,
      stepId: task.stepId,
      kind: task.kind,
      title: task.title,
      state,
      outcome,
      userId: input.userId,
      at: now,
    })
    return taskById(tx, input)
  })

const cleanOutcome = (outcome: string | null | undefined): string | null => {
  const text = outcome?.trim() ?? ''
  if (text.length > LONGEST_OUTCOME || /\p{Cc}/u.test(text))
    throw invalidInput('outcome', `outcome: one line of at most ${LONGEST_OUTCOME} characters.`)
  return text === '' ? null : text
}

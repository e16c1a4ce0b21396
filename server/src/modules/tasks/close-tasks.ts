import type { Queryable } from '#platform/db/index.ts'
import { conflict, invalidInput } from '#platform/errors/index.ts'
import { outcomeEffects } from './outcome-effects.ts'
import type { CallOfTask, ClosedTask, Task, TaskDeps } from './task.ts'
import { closeOpenTasks, taskById, tasksById } from './task-queries.ts'

const LONGEST_OUTCOME = 200
const LONGEST_NOTE = 20_000

type Closing = { companyId: string; userId: string; note?: string | undefined }
type DoneInput = Closing & { outcome?: string | null | undefined }

/** What became of several tasks: those that were not open any more stay as they are. */
export type BulkChange = { changed: Task[]; unchanged: Task[] }

/**
 * Marks a task as done; its prospect goes on, or is stopped where the company or the cadence stops on this outcome. The call that it was about is
 * written down with it. All in one transaction. Throws `not_found`, `conflict` when it is closed already, `invalid_input` naming the field.
 */
export const taskDone = async (
  deps: TaskDeps,
  input: DoneInput & { taskId: string; call?: CallOfTask | undefined },
): Promise<Task> => closeOne(deps, { ...input, state: 'done', outcome: cleanOutcome(input.outcome) })

/** Leaves a task undone; its prospect goes on. Throws as taskDone. */
export const taskSkipped = (deps: TaskDeps, input: Closing & { taskId: string }): Promise<Task> =>
  closeOne(deps, { ...input, state: 'skipped', outcome: null })

/** The same for several, in one transaction. Throws `not_found` when one of them is not there. */
export const tasksDone = (
  deps: TaskDeps,
  input: DoneInput & { taskIds: readonly string[] },
): Promise<BulkChange> =>
  deps.db.transaction(async (tx) =>
    close(deps, tx, { ...input, state: 'done', outcome: cleanOutcome(input.outcome) }),
  )

/** The same for several. Throws as tasksDone. */
export const tasksSkipped = (
  deps: TaskDeps,
  input: Closing & { taskIds: readonly string[] },
): Promise<BulkChange> =>
  deps.db.transaction((tx) => close(deps, tx, { ...input, state: 'skipped', outcome: null }))

type CloseInput = Closing & { state: 'done' | 'skipped'; outcome: string | null }

const closeOne = (
  deps: TaskDeps,
  input: CloseInput & { taskId: string; call?: CallOfTask | undefined },
): Promise<Task> =>
  deps.db.transaction(async (tx) => {
    const { companyId, userId, taskId, call } = input
    const task = await taskById(tx, input)
    if (call !== undefined && task.kind !== 'call')
      throw invalidInput(
        'call',
        `call belongs to tasks that are calls; this one is of the kind ${task.kind}.`,
      )
    const { changed, unchanged } = await close(deps, tx, { ...input, taskIds: [taskId] })
    const [closed] = changed
    if (!closed) throw conflict(`This task is ${unchanged[0]?.state ?? 'closed'} already.`, 'id')
    if (call !== undefined)
      await deps.callMade(tx, { ...call, companyId, userId, taskId, prospectId: closed.prospectId })
    return closed
  })

const close = async (
  deps: TaskDeps,
  tx: Queryable,
  input: CloseInput & { taskIds: readonly string[] },
): Promise<BulkChange> => {
  const { companyId, userId, state } = input
  const taskIds = [...new Set(input.taskIds)]
  if (input.note !== undefined && input.note.length > LONGEST_NOTE)
    throw invalidInput('note', `note: at most ${LONGEST_NOTE} characters.`)
  const found = await tasksById(tx, { companyId, taskIds })
  const enrolmentIds = found.flatMap(({ enrolmentId }) => enrolmentId ?? [])
  if (enrolmentIds.length > 0) await deps.lockEnrolments(tx, { companyId, enrolmentIds })
  const outcomes = input.outcome === null ? [] : await deps.outcomesOf(tx, companyId)
  const effects = new Map(
    found.map(({ id, kind }) => [id, outcomeEffects(outcomes, { kind, outcome: input.outcome })]),
  )
  const now = deps.clock.now()
  const changed = await closeOpenTasks(tx, {
    companyId,
    tasks: found.map(({ id }) => ({ id, outcome: effects.get(id)?.outcome ?? null })),
    state,
    note: input.note?.replaceAll('\0', '') ?? null,
    now,
  })
  const closed = changed.map((task): ClosedTask => {
    const { id: taskId, enrolmentId, prospectId, sequenceId, stepId, visit, kind, title, outcome } = task
    const stops = effects.get(taskId)?.stops ?? false
    const what = { taskId, enrolmentId, prospectId, sequenceId, stepId, visit, kind, title }
    return { ...what, state, outcome, stops, userId, at: now }
  })
  if (closed.length > 0) await deps.onTasksClosed(tx, companyId, closed)
  const prospectOutcomes = changed.flatMap(({ id, prospectId }) => {
    const outcome = effects.get(id)?.prospectOutcome ?? null
    return outcome === null ? [] : [{ prospectId, outcome }]
  })
  if (prospectOutcomes.length > 0)
    await deps.setOutcomes(tx, { companyId, userId, outcomes: prospectOutcomes })
  return splitChanged(tx, { companyId, found, changed })
}

/** Read again, since they may have been closed since. */
export const splitChanged = async (
  tx: Queryable,
  input: { companyId: string; found: readonly Task[]; changed: readonly Task[] },
): Promise<BulkChange> => {
  const { companyId, found } = input
  const changed = new Map(input.changed.map((task) => [task.id, task]))
  const others = found.filter(({ id }) => !changed.has(id)).map(({ id }) => id)
  return {
    changed: found.flatMap(({ id }) => changed.get(id) ?? []),
    unchanged: others.length === 0 ? [] : await tasksById(tx, { companyId, taskIds: others }),
  }
}

const cleanOutcome = (outcome: string | null | undefined): string | null => {
  const text = outcome?.trim() ?? ''
  if (text.length > LONGEST_OUTCOME || /\p{Cc}/u.test(text))
    throw invalidInput('outcome', `outcome: one line of at most ${LONGEST_OUTCOME} characters.`)
  return text === '' ? null : text
}

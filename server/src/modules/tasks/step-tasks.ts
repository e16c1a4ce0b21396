import type { Queryable } from '#platform/db/index.ts'
import type { StepTask, TaskDeps } from './task.ts'
import { cancelOpenTasks, insertStepTasks } from './task-queries.ts'

/** Makes the tasks that steps ask for, in the engine's transaction. Asked twice for the same visit of a step, it makes one. */
export const createForSteps = async (
  deps: TaskDeps,
  tx: Queryable,
  input: { companyId: string; tasks: readonly StepTask[] },
): Promise<void> => {
  if (input.tasks.length === 0) return
  const { companyId } = input
  const now = deps.clock.now()
  const filled = await fillTexts(deps, tx, input)
  const tasks = filled.map((task) => ({ ...task, id: deps.newId() }))
  const made = await insertStepTasks(tx, { companyId, tasks, now })
  const created = tasks.filter(({ id }) => made.has(id))
  if (created.length > 0)
    await deps.onTasksCreated(
      tx,
      companyId,
      created.map((task) => ({ ...task, createdAt: now, userId: null })),
    )
}

/** Cancels the open tasks of enrolments, in the transaction that stopped them. */
export const cancelForEnrolments = async (
  deps: TaskDeps,
  tx: Queryable,
  input: { companyId: string; enrolmentIds: readonly string[] },
): Promise<void> => {
  if (input.enrolmentIds.length > 0) await cancelOpenTasks(tx, { ...input, now: deps.clock.now() })
}

const hasLiquid = (text: string): boolean => text.includes('{{') || text.includes('{%')

/** Only texts with something to fill in are handed over. */
const fillTexts = async (
  deps: TaskDeps,
  tx: Queryable,
  { companyId, tasks }: { companyId: string; tasks: readonly StepTask[] },
): Promise<StepTask[]> => {
  const texts = tasks
    .flatMap(({ prospectId, title, note }) => [title, note].map((text) => ({ prospectId, text })))
    .filter(({ text }) => hasLiquid(text))
  if (texts.length === 0) return [...tasks]
  const answers = await deps.fillIn(tx, { companyId, texts })
  let next = 0
  const fill = (text: string): string => (hasLiquid(text) ? (answers[next++] ?? text) : text)
  return tasks.map((task) => {
    const title = fill(task.title).replace(/\s+/g, ' ').trim()
    return { ...task, title: title === '' ? task.title : title, note: fill(task.note) }
  })
}

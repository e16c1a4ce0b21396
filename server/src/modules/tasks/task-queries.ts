// The module's own table is tasks. Making one by hand reads prospects and memberships; lists read prospects, sequences and memberships.
import type { TaskKind } from '#modules/sequences/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { StepTask, Task, TaskState } from './task.ts'

export type TaskRow = {
  id: string
  kind: TaskKind
  state: TaskState
  prospect_id: string
  assignee_id: string
  enrolment_id: string | null
  sequence_id: string | null
  step_id: string | null
  visit: number | null
  title: string
  note: string
  outcome: string | null
  due_at: Date
  snoozed_until: Date | null
  created_at: Date
  closed_at: Date | null
}

const COLUMNS = `id, kind, state, prospect_id, assignee_id, enrolment_id, sequence_id, step_id, visit, title, note, outcome, due_at,
  snoozed_until, created_at, closed_at`

/** The same of a row that is called `t`. */
export const COLUMNS_OF_T = COLUMNS.replaceAll(/\w+/g, 't.$&')

export const taskOf = (row: TaskRow): Task => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  prospectId: row.prospect_id,
  assigneeId: row.assignee_id,
  enrolmentId: row.enrolment_id,
  sequenceId: row.sequence_id,
  stepId: row.step_id,
  visit: row.visit,
  title: row.title,
  note: row.note,
  outcome: row.outcome,
  dueAt: row.due_at,
  snoozedUntil: row.snoozed_until,
  createdAt: row.created_at,
  closedAt: row.closed_at,
})

type Which = { companyId: string; taskId: string }

/** Throws `not_found`. */
export const taskById = async (tx: Queryable, { companyId, taskId }: Which): Promise<Task> => {
  const { rows } = await tx.query<TaskRow>(`SELECT ${COLUMNS} FROM tasks WHERE company_id = $1 AND id = $2`, [
    companyId,
    taskId,
  ])
  if (!rows[0]) throw notFound(`There is no task with the id "${taskId}".`, 'id')
  return taskOf(rows[0])
}

/**
 * In one statement for a whole set. A visit of a step has one task, which stays as it is; only where it was cancelled (its prospect was
 * stopped and resumed) a new one is made. Answers the ids of those that were made.
 */
export const insertStepTasks = async (
  tx: Queryable,
  input: { companyId: string; tasks: readonly (StepTask & { id: string })[]; now: Date },
): Promise<Set<string>> => {
  const { tasks } = input
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO tasks (company_id, created_at, state, id, kind, prospect_id, assignee_id, enrolment_id, sequence_id, step_id, visit,
       title, note, due_at)
     SELECT $1, $2, 'open', * FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::integer[], $11::text[], $12::text[], $13::timestamptz[])
     ON CONFLICT (company_id, enrolment_id, step_id, visit) WHERE enrolment_id IS NOT NULL AND state <> 'cancelled'
       DO NOTHING RETURNING id`,
    [
      input.companyId,
      input.now,
      tasks.map(({ id }) => id),
      tasks.map(({ kind }) => kind),
      tasks.map(({ prospectId }) => prospectId),
      tasks.map(({ assigneeId }) => assigneeId),
      tasks.map(({ enrolmentId }) => enrolmentId),
      tasks.map(({ sequenceId }) => sequenceId),
      tasks.map(({ stepId }) => stepId),
      tasks.map(({ visit }) => visit),
      tasks.map(({ title }) => title),
      tasks.map(({ note }) => note),
      tasks.map(({ dueAt }) => dueAt),
    ],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Served by tasks_visit. */
export const cancelOpenTasks = async (
  tx: Queryable,
  input: { companyId: string; enrolmentIds: readonly string[]; now: Date },
): Promise<void> => {
  await tx.query(
    `UPDATE tasks SET state = 'cancelled', closed_at = $3
     WHERE company_id = $1 AND enrolment_id = ANY($2) AND state = 'open'`,
    [input.companyId, input.enrolmentIds, input.now],
  )
}

/** Those of the given ids, in the order given. Throws `not_found` naming the first that is not there. */
export const tasksById = async (
  tx: Queryable,
  { companyId, taskIds }: { companyId: string; taskIds: readonly string[] },
): Promise<Task[]> => {
  const { rows } = await tx.query<TaskRow>(
    `SELECT ${COLUMNS} FROM tasks WHERE company_id = $1 AND id = ANY($2)`,
    [companyId, taskIds],
  )
  const found = new Map(rows.map((row) => [row.id, taskOf(row)]))
  return taskIds.map((id) => {
    const task = found.get(id)
    if (!task) throw notFound(`There is no task with the id "${id}".`, 'taskIds')
    return task
  })
}

/** Closes those that are still open, and answers them. */
export const closeOpenTasks = async (
  tx: Queryable,
  input: {
    companyId: string
    tasks: readonly { id: string; outcome: string | null }[]
    state: 'done' | 'skipped'
    note: string | null
    now: Date
  },
): Promise<Task[]> => {
  const { rows } = await tx.query<TaskRow>(
    `UPDATE tasks t SET state = $4, outcome = given.outcome, note = coalesce($5, t.note), closed_at = $6
     FROM unnest($2::text[], $3::text[]) AS given (task_id, outcome)
     WHERE t.company_id = $1 AND t.id = given.task_id AND t.state = 'open' RETURNING ${COLUMNS_OF_T}`,
    [
      input.companyId,
      input.tasks.map(({ id }) => id),
      input.tasks.map(({ outcome }) => outcome),
      input.state,
      input.note,
      input.now,
    ],
  )
  return rows.map(taskOf)
}

/** Puts those off that are still open, or gives them to somebody, and answers them. */
export const changeOpenTasks = async (
  tx: Queryable,
  input: {
    companyId: string
    taskIds: readonly string[]
    /** Null: as before. */
    snoozeUntil: Date | null
    assigneeId: string | null
  },
): Promise<Task[]> => {
  const { rows } = await tx.query<TaskRow>(
    `UPDATE tasks t SET due_at = coalesce($3, t.due_at), snoozed_until = coalesce($3, t.snoozed_until),
       assignee_id = coalesce($4, t.assignee_id)
     WHERE t.company_id = $1 AND t.id = ANY($2) AND t.state = 'open' RETURNING ${COLUMNS_OF_T}`,
    [input.companyId, input.taskIds, input.snoozeUntil, input.assigneeId],
  )
  return rows.map(taskOf)
}

export const insertTask = async (tx: Queryable, task: Task & { companyId: string }): Promise<void> => {
  await tx.query(
    `INSERT INTO tasks (company_id, id, kind, state, prospect_id, assignee_id, title, note, due_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      task.companyId,
      task.id,
      task.kind,
      task.state,
      task.prospectId,
      task.assigneeId,
      task.title,
      task.note,
      task.dueAt,
      task.createdAt,
    ],
  )
}

/** Changes an open task; false when it is not open. */
export const updateOpenTask = async (
  tx: Queryable,
  input: Which & Pick<Task, 'title' | 'note' | 'dueAt' | 'assigneeId' | 'snoozedUntil'>,
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `UPDATE tasks SET title = $3, note = $4, due_at = $5, assignee_id = $6, snoozed_until = $7
     WHERE company_id = $1 AND id = $2 AND state = 'open'`,
    [
      input.companyId,
      input.taskId,
      input.title,
      input.note,
      input.dueAt,
      input.assigneeId,
      input.snoozedUntil,
    ],
  )
  return rowCount === 1
}

export const prospectExists = async (
  tx: Queryable,
  { companyId, prospectId }: { companyId: string; prospectId: string },
): Promise<boolean> => {
  const { rowCount } = await tx.query('SELECT FROM prospects WHERE company_id = $1 AND id = $2', [
    companyId,
    prospectId,
  ])
  return rowCount === 1
}

export const memberExists = async (
  tx: Queryable,
  { companyId, userId }: { companyId: string; userId: string },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    'SELECT FROM memberships WHERE company_id = $1 AND user_id = $2 AND left_at IS NULL',
    [companyId, userId],
  )
  return rowCount === 1
}

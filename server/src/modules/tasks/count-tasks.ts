import type { TaskKind } from '#modules/sequences/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { dueRange } from './due-days.ts'

/** Open tasks by when they are due, and what was closed today. */
export type TaskCounts = {
  overdue: number
  today: number
  upcoming: number
  /** Put off until later; they are among the upcoming ones. */
  snoozed: number
  doneToday: number
  skippedToday: number
}

export type CountTasksInput = {
  companyId: string
  assigneeId?: string | undefined
  sequenceId?: string | undefined
  /** Whose days these are; IANA. */
  zone: string
}

/**
 * How many tasks of each kind there are; kinds without any are left out. Served by tasks_open for the open ones of an assignee, and by
 * tasks_closed for what was closed today.
 */
export const countTasks = async (
  tx: Queryable,
  input: CountTasksInput & { now: Date },
): Promise<(TaskCounts & { kind: TaskKind })[]> => {
  const { zone, now } = input
  const { from: today, until: tomorrow } = dueRange({ when: 'today', now, zone })
  const { rows } = await tx.query<TaskCounts & { kind: TaskKind }>(
    `WITH counted AS (
       SELECT kind, state, due_at < $5 AS overdue, due_at >= $6 AS later, coalesce(snoozed_until > $4, false) AS snoozed,
         count(*)::integer AS tasks
       FROM tasks
       WHERE company_id = $1 AND state = 'open' AND ($2::text IS NULL OR assignee_id = $2) AND ($3::text IS NULL OR sequence_id = $3)
       GROUP BY 1, 2, 3, 4, 5
       UNION ALL
       SELECT kind, state, false, false, false, count(*)::integer
       FROM tasks
       WHERE company_id = $1 AND state IN ('done', 'skipped') AND closed_at >= $5
         AND ($2::text IS NULL OR assignee_id = $2) AND ($3::text IS NULL OR sequence_id = $3)
       GROUP BY 1, 2)
     SELECT kind,
       coalesce(sum(tasks) FILTER (WHERE state = 'open' AND NOT snoozed AND overdue), 0)::integer AS overdue,
       coalesce(sum(tasks) FILTER (WHERE state = 'open' AND NOT snoozed AND NOT overdue AND NOT later), 0)::integer AS today,
       coalesce(sum(tasks) FILTER (WHERE state = 'open' AND (snoozed OR later)), 0)::integer AS upcoming,
       coalesce(sum(tasks) FILTER (WHERE snoozed), 0)::integer AS snoozed,
       coalesce(sum(tasks) FILTER (WHERE state = 'done'), 0)::integer AS "doneToday",
       coalesce(sum(tasks) FILTER (WHERE state = 'skipped'), 0)::integer AS "skippedToday"
     FROM counted GROUP BY kind ORDER BY kind`,
    [input.companyId, input.assigneeId ?? null, input.sequenceId ?? null, now, today, tomorrow],
  )
  return rows
}

/** All kinds together. */
export const sumCounts = (counts: readonly TaskCounts[]): TaskCounts => {
  const sum: TaskCounts = { overdue: 0, today: 0, upcoming: 0, snoozed: 0, doneToday: 0, skippedToday: 0 }
  for (const one of counts) {
    sum.overdue += one.overdue
    sum.today += one.today
    sum.upcoming += one.upcoming
    sum.snoozed += one.snoozed
    sum.doneToday += one.doneToday
    sum.skippedToday += one.skippedToday
  }
  return sum
}

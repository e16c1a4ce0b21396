import type { TaskKind } from '#modules/sequences/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { type DueWhen, dueRange } from './due-days.ts'
import { type ListedTask, type ListedTaskRow, listedTaskOf, withWhatListsShow } from './listed-task.ts'
import type { TaskState } from './task.ts'

/** The last task of the page before. */
export type TaskCursor = { dueAt: Date; id: string }

export type ListTasksInput = {
  companyId: string
  /** Default: open ones. */
  state?: TaskState | undefined
  assigneeId?: string | undefined
  prospectId?: string | undefined
  sequenceId?: string | undefined
  kind?: TaskKind | undefined
  /** Tasks that are put off are left out, but for `upcoming`, where they count. */
  when?: DueWhen | undefined
  /** Only those that are put off. */
  snoozed?: boolean | undefined
  /** Whose days `when` speaks of; IANA. */
  zone: string
  after?: TaskCursor | undefined
  limit: number
}

/**
 * Tasks in the order of their due times. Served by tasks_open for open ones of an assignee, by tasks_prospect for those of a prospect; the
 * primary keys serve what is joined, after the page was cut. 6 to 12 ms for a page of 50 among 300,000 open tasks of one assignee, on a busy
 * machine. Who is put off is told by $12 (any, only, none); $14 is where tomorrow begins.
 */
export const listTasks = async (
  tx: Queryable,
  input: ListTasksInput & { now: Date },
): Promise<ListedTask[]> => {
  const { when, zone, now } = input
  const range = when ? dueRange({ when, now, zone }) : null
  // A task put off until later today is no task of today's, and still to come.
  const from = when === 'upcoming' ? now : range?.from
  const { rows } = await tx.query<ListedTaskRow>(
    `WITH page AS (
       SELECT * FROM tasks
       WHERE company_id = $1 AND state = $2
         AND ($3::text IS NULL OR assignee_id = $3) AND ($4::text IS NULL OR prospect_id = $4)
         AND ($5::text IS NULL OR sequence_id = $5) AND ($6::text IS NULL OR kind = $6)
         AND ($7::timestamptz IS NULL OR due_at >= $7) AND ($8::timestamptz IS NULL OR due_at < $8)
         AND ($9::timestamptz IS NULL OR (due_at, id) > ($9, $10))
         AND ($12 = 'any' OR (state = 'open' AND snoozed_until IS NOT NULL AND snoozed_until > $13) = ($12 = 'only'))
         AND ($14::timestamptz IS NULL OR due_at >= $14 OR snoozed_until > $13)
       ORDER BY due_at, id LIMIT $11
     )
     ${withWhatListsShow('page')}
     ORDER BY t.due_at, t.id`,
    [
      input.companyId,
      input.state ?? 'open',
      input.assigneeId ?? null,
      input.prospectId ?? null,
      input.sequenceId ?? null,
      input.kind ?? null,
      from ?? null,
      range?.until ?? null,
      input.after?.dueAt ?? null,
      input.after?.id ?? null,
      input.limit,
      input.snoozed ? 'only' : when === 'upcoming' ? 'any' : 'none',
      now,
      when === 'upcoming' ? range?.from : null,
    ],
  )
  return rows.map(listedTaskOf)
}

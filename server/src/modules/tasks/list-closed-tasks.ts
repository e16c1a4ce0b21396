import type { TaskKind } from '#modules/sequences/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { dueRange } from './due-days.ts'
import { type ListedTask, type ListedTaskRow, listedTaskOf, withWhatListsShow } from './listed-task.ts'

/** The last task of the page before. */
export type ClosedTaskCursor = { closedAt: Date; id: string }

export type ListClosedTasksInput = {
  companyId: string
  /** Only those closed today. */
  today: boolean
  /** Whose day that is; IANA. */
  zone: string
  assigneeId?: string | undefined
  sequenceId?: string | undefined
  kind?: TaskKind | undefined
  after?: ClosedTaskCursor | undefined
  limit: number
}

/** What was done or skipped, newest first. Served backwards by tasks_closed; primary keys serve what is joined, after the page was cut. */
export const listClosedTasks = async (
  tx: Queryable,
  input: ListClosedTasksInput & { now: Date },
): Promise<ListedTask[]> => {
  const { zone, now } = input
  const { rows } = await tx.query<ListedTaskRow>(
    `WITH page AS (
       SELECT * FROM tasks
       WHERE company_id = $1 AND state IN ('done', 'skipped') AND closed_at >= $2
         AND ($3::text IS NULL OR assignee_id = $3) AND ($4::text IS NULL OR sequence_id = $4) AND ($5::text IS NULL OR kind = $5)
         AND ($6::timestamptz IS NULL OR (closed_at, id) < ($6, $7))
       ORDER BY closed_at DESC, id DESC LIMIT $8
     )
     ${withWhatListsShow('page')}
     ORDER BY t.closed_at DESC, t.id DESC`,
    [
      input.companyId,
      input.today ? dueRange({ when: 'today', now, zone }).from : '-infinity',
      input.assigneeId ?? null,
      input.sequenceId ?? null,
      input.kind ?? null,
      input.after?.closedAt ?? null,
      input.after?.id ?? null,
      input.limit,
    ],
  )
  return rows.map(listedTaskOf)
}

import type { Queryable } from '#platform/db/index.ts'

/** Gives all open tasks of a member to another. Index tasks_open. */
export const handOverAllTasks = async (
  db: Queryable,
  { companyId, fromId, toId }: { companyId: string; fromId: string; toId: string },
): Promise<void> => {
  await db.query(
    `UPDATE tasks SET assignee_id = $3 WHERE company_id = $1 AND assignee_id = $2 AND state = 'open'`,
    [companyId, fromId, toId],
  )
}

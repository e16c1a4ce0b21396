import type { Queryable } from '#platform/db/index.ts'

/** Gives the mailboxes of a member to another: what runs in them goes on, and their answers come to him. By the company's rows. */
export const handOverMailboxes = async (
  db: Queryable,
  { companyId, fromId, toId }: { companyId: string; fromId: string; toId: string },
): Promise<void> => {
  await db.query('UPDATE mailboxes SET user_id = $3 WHERE company_id = $1 AND user_id = $2', [
    ...[companyId, fromId, toId],
  ])
}

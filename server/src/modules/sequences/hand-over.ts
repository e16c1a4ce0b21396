import type { Queryable } from '#platform/db/index.ts'

/** Gives cadences, journeys and templates of a member to another. A company has some hundreds of them, found by its primary keys. */
export const handOverSequences = async (
  db: Queryable,
  { companyId, fromId, toId }: { companyId: string; fromId: string; toId: string },
): Promise<void> => {
  await db.query('UPDATE sequences SET owner_id = $3 WHERE company_id = $1 AND owner_id = $2', [
    ...[companyId, fromId, toId],
  ])
  await db.query('UPDATE templates SET owner_id = $3 WHERE company_id = $1 AND owner_id = $2', [
    ...[companyId, fromId, toId],
  ])
}

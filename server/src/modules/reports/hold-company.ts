import type { Queryable } from '#platform/db/index.ts'

/**
 * Makes this transaction the only one that folds or rebuilds a company's numbers, until it ends. Neither readers nor those who append events
 * need it. Answers false when it does not wait and another has it.
 */
export const holdCompany = async (
  tx: Queryable,
  companyId: string,
  { wait }: { wait: boolean },
): Promise<boolean> => {
  const lock = wait ? 'pg_advisory_xact_lock' : 'pg_try_advisory_xact_lock'
  const { rows } = await tx.query<{ held: unknown }>(
    `SELECT ${lock}(hashtextextended('reports ' || $1, 0)) AS held`,
    [companyId],
  )
  return rows[0]?.held !== false
}

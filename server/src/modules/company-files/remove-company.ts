// Empties every table of a company.
import { quoted } from '#platform/backup/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { companyTables } from './company-tables.ts'
import { LEFT_OUT } from './left-out.ts'

/** Removes a company with all that it has, in the caller's transaction. Its members go on existing, with their other companies. */
export const removeCompany = async (tx: Queryable, { companyId }: { companyId: string }): Promise<void> => {
  const going = (await companyTables(tx)).map(({ name }) => name).reverse()
  const leftOut = Object.keys(LEFT_OUT)
  let tables = [...leftOut, ...going]
  // What is left out of files has no order; a row that another refers to goes in a later round.
  while (tables.length > 0) {
    const stuck: string[] = []
    for (const table of tables) if (!(await emptied(tx, { table, companyId }))) stuck.push(table)
    if (stuck.length === tables.length) throw new Error(`these tables hold each other: ${stuck.join(', ')}`)
    tables = stuck
  }
}

const FOREIGN_KEY_VIOLATION = '23503'

const emptied = async (
  tx: Queryable,
  { table, companyId }: { table: string; companyId: string },
): Promise<boolean> => {
  await tx.query('SAVEPOINT emptying')
  try {
    await tx.query(`DELETE FROM ${quoted(table)} WHERE company_id = $1`, [companyId])
    await tx.query('RELEASE SAVEPOINT emptying')
    return true
  } catch (error) {
    await tx.query('ROLLBACK TO SAVEPOINT emptying')
    if (error instanceof Error && 'code' in error && error.code === FOREIGN_KEY_VIOLATION) return false
    throw error
  }
}

import type { Database } from '#platform/db/index.ts'

/** Every company of the installation, oldest first. */
export const listCompanies = async (
  db: Pick<Database, 'query'>,
): Promise<{ companyId: string; name: string; demo: boolean }[]> => {
  const { rows } = await db.query<{ companyId: string; name: string; demo: boolean }>(
    'SELECT company_id AS "companyId", name, demo FROM companies ORDER BY company_id',
  )
  return rows
}

import type { Queryable } from '#platform/db/index.ts'

/** Notes anew the words by which prospects are found, after their fields have changed. Served by the primary keys. */
export const noteTexts = async (
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<void> => {
  await tx.query(
    `INSERT INTO prospect_texts AS t (company_id, prospect_id, words)
     SELECT p.company_id, p.id, prospect_text(p) FROM prospects p WHERE p.company_id = $1 AND p.id = ANY($2::text[])
     ON CONFLICT (company_id, prospect_id) DO UPDATE SET words = EXCLUDED.words WHERE t.words <> EXCLUDED.words`,
    [companyId, prospectIds],
  )
}

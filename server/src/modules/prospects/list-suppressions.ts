import type { Queryable } from '#platform/db/index.ts'
import type { SuppressionReason } from './status.ts'

/** One reason why an address, or everybody in a domain, may not be mailed. */
export type Suppression = {
  kind: 'address' | 'domain'
  value: string
  reason: SuppressionReason
  source: string
  detail: string | null
  createdAt: Date
}

/** The last suppression of the page before. */
export type SuppressionPlace = Pick<Suppression, 'value'> & { kind: string; reason: string }

/** In the order of kind, value and reason. Served by suppressions_pkey; a search walks along it and compares. */
export const listSuppressions = async (
  db: Queryable,
  input: {
    companyId: string
    kind?: Suppression['kind'] | undefined
    /** A part of the address or domain, in any case. */
    search?: string | undefined
    reason?: SuppressionReason | undefined
    after?: SuppressionPlace | undefined
    limit: number
  },
): Promise<Suppression[]> => {
  const { after } = input
  const { rows } = await db.query<Suppression>(
    `SELECT kind, value, reason, source, detail, created_at AS "createdAt" FROM suppressions
     WHERE company_id = $1 AND ($2::text IS NULL OR kind = $2) AND (kind, value, reason) > ($3, $4, $5)
       AND ($7::text IS NULL OR strpos(value, lower($7)) > 0) AND ($8::text IS NULL OR reason = $8)
     ORDER BY kind, value, reason LIMIT $6`,
    [
      input.companyId,
      input.kind ?? null,
      after?.kind ?? '',
      after?.value ?? '',
      after?.reason ?? '',
      input.limit,
      input.search ?? null,
      input.reason ?? null,
    ],
  )
  return rows
}

/** Every reason of an address and of its domain. Served by suppressions_pkey, two probes. */
export const suppressionsOf = async (
  db: Queryable,
  { companyId, emailKey }: { companyId: string; emailKey: string },
): Promise<Suppression[]> => {
  const domain = emailKey.slice(emailKey.lastIndexOf('@') + 1)
  const { rows } = await db.query<Suppression>(
    `SELECT kind, value, reason, source, detail, created_at AS "createdAt" FROM suppressions
     WHERE company_id = $1 AND (kind, value) IN (('address', $2), ('domain', $3)) ORDER BY kind, reason`,
    [companyId, emailKey, domain],
  )
  return rows
}

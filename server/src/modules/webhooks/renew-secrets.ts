import type { Queryable } from '#platform/db/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'
import { newSecret, sealSecret } from './webhook-secret.ts'

/**
 * Gives every webhook of a company a secret of its own, in place of those that another installation sealed. Its receivers must be told.
 * Served by the primary key.
 */
export const renewSecrets = async (
  { secrets }: { secrets: Secrets },
  tx: Queryable,
  { companyId }: { companyId: string },
): Promise<void> => {
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM webhooks WHERE company_id = $1', [
    companyId,
  ])
  const ids = rows.map(({ id }) => id)
  await tx.query(
    `UPDATE webhooks w SET secret = n.secret FROM unnest($2::text[], $3::text[]) AS n (id, secret)
     WHERE w.company_id = $1 AND w.id = n.id`,
    [companyId, ids, ids.map((webhookId) => sealSecret(secrets, { companyId, webhookId }, newSecret()))],
  )
}

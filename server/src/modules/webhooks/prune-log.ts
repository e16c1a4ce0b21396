import type { WebhookDeps } from './webhooks-deps.ts'

/** The log is kept this long. */
const KEEP_MILLISECONDS = 30 * 24 * 60 * 60 * 1_000
/** Rows deleted at a time, so that nobody waits for it. */
const AT_ONCE = 5_000

/**
 * Deletes what is older than 30 days, in whatever state, and removed webhooks of which nothing is left. Ids begin with their time, so the
 * primary key finds old rows.
 */
export const pruneLog = async ({ db, clock }: Pick<WebhookDeps, 'db' | 'clock'>): Promise<void> => {
  const oldest = (clock.now().getTime() - KEEP_MILLISECONDS).toString(16).padStart(12, '0')
  const { rows } = await db.query<{ companyId: string }>(
    `SELECT DISTINCT company_id AS "companyId" FROM webhooks`,
  )
  for (const { companyId } of rows) {
    for (let deleted = AT_ONCE; deleted === AT_ONCE; ) {
      const answer = await db.query(
        `DELETE FROM webhook_deliveries WHERE company_id = $1 AND id IN (
           SELECT id FROM webhook_deliveries WHERE company_id = $1 AND id < $2 ORDER BY id LIMIT ${AT_ONCE})`,
        [companyId, oldest],
      )
      deleted = answer.rowCount
    }
    await db.query(
      `DELETE FROM webhooks w WHERE w.company_id = $1 AND w.state = 'removed' AND w.id < $2 AND NOT EXISTS (
         SELECT FROM webhook_deliveries d WHERE d.company_id = $1 AND d.webhook_id = w.id)`,
      [companyId, oldest],
    )
  }
}

// Reads memberships beside the module's own tables.
import type { Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { Webhook, WebhookState } from './webhook.ts'

type Which = { companyId: string; webhookId: string }

const COLUMNS = `w.id, w.event, w.url, w.state, w.off_reason AS "offReason", w.failing_since AS "failingSince",
  w.created_by AS "createdBy", m.email AS "createdByEmail", w.created_at AS "createdAt"`
const TABLES = `webhooks w JOIN memberships m ON m.company_id = w.company_id AND m.user_id = w.created_by`

const unknownWebhook = (webhookId: string) =>
  notFound(`There is no webhook with the id ${JSON.stringify(webhookId.slice(0, 60))}.`, 'id')

/** Those that were not removed, oldest first, at most `limit` after the id `after`. By the primary key. */
export const selectWebhooks = async (
  db: Queryable,
  { companyId, after, limit }: { companyId: string; after?: string | undefined; limit?: number | undefined },
): Promise<Webhook[]> => {
  const { rows } = await db.query<Webhook>(
    `SELECT ${COLUMNS} FROM ${TABLES}
     WHERE w.company_id = $1 AND w.state <> 'removed' AND w.id > $2 ORDER BY w.id LIMIT $3`,
    [companyId, after ?? '', limit ?? null],
  )
  return rows
}

/** Throws `not_found`, also for one that was removed. By the primary key. */
export const webhookById = async (db: Queryable, { companyId, webhookId }: Which): Promise<Webhook> => {
  const { rows } = await db.query<Webhook>(
    `SELECT ${COLUMNS} FROM ${TABLES} WHERE w.company_id = $1 AND w.id = $2 AND w.state <> 'removed'`,
    [companyId, webhookId],
  )
  if (!rows[0]) throw unknownWebhook(webhookId)
  return rows[0]
}

/** Locks it until the transaction ends. Throws `not_found`. */
export const lockWebhook = async (tx: Queryable, { companyId, webhookId }: Which): Promise<void> => {
  const { rowCount } = await tx.query(
    `SELECT FROM webhooks WHERE company_id = $1 AND id = $2 AND state <> 'removed' FOR NO KEY UPDATE`,
    [companyId, webhookId],
  )
  if (rowCount === 0) throw unknownWebhook(webhookId)
}

export type NewWebhook = Which & { event: string; url: string; secret: string; userId: string; now: Date }

/** False when this user has this very subscription (index webhooks_subscription). */
export const insertWebhook = async (tx: Queryable, webhook: NewWebhook): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `INSERT INTO webhooks (company_id, id, event, url, secret, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (company_id, created_by, event, url) WHERE state <> 'removed' DO NOTHING`,
    [
      webhook.companyId,
      webhook.webhookId,
      webhook.event,
      webhook.url,
      webhook.secret,
      webhook.userId,
      webhook.now,
    ],
  )
  return rowCount === 1
}

/** Index webhooks_subscription. */
export const sameSubscription = async (
  tx: Queryable,
  { companyId, userId, event, url }: { companyId: string; userId: string; event: string; url: string },
): Promise<{ id: string; state: WebhookState; secret: string } | undefined> => {
  const { rows } = await tx.query<{ id: string; state: WebhookState; secret: string }>(
    `SELECT id, state, secret FROM webhooks
     WHERE company_id = $1 AND created_by = $2 AND event = $3 AND url = $4 AND state <> 'removed'`,
    [companyId, userId, event, url],
  )
  return rows[0]
}

/** What is given changes. A new address or a switch forgets earlier failures. */
export const changeWebhook = async (
  tx: Queryable,
  input: Which & {
    event?: string | undefined
    url?: string | undefined
    state?: 'on' | 'off' | undefined
    offReason?: string | undefined
  },
): Promise<void> => {
  await tx.query(
    `UPDATE webhooks SET event = coalesce($3, event), url = coalesce($4, url), state = coalesce($5, state),
       off_reason = CASE WHEN $5::text IS NULL THEN off_reason ELSE $6 END,
       failures = CASE WHEN $7 THEN 0 ELSE failures END, failing_since = CASE WHEN $7 THEN NULL ELSE failing_since END,
       paused_until = CASE WHEN $7 THEN NULL ELSE paused_until END
     WHERE company_id = $1 AND id = $2`,
    [
      input.companyId,
      input.webhookId,
      input.event ?? null,
      input.url ?? null,
      input.state ?? null,
      input.offReason ?? null,
      input.url !== undefined || input.state !== undefined,
    ],
  )
}

/** Throws `not_found`. By the primary key. */
export const sealedSecretOf = async (db: Queryable, { companyId, webhookId }: Which): Promise<string> => {
  const { rows } = await db.query<{ secret: string }>(
    'SELECT secret FROM webhooks WHERE company_id = $1 AND id = $2',
    [companyId, webhookId],
  )
  if (!rows[0]) throw unknownWebhook(webhookId)
  return rows[0].secret
}

export const storeSecret = async (
  tx: Queryable,
  { companyId, webhookId, secret }: Which & { secret: string },
): Promise<void> => {
  await tx.query('UPDATE webhooks SET secret = $3 WHERE company_id = $1 AND id = $2', [
    companyId,
    webhookId,
    secret,
  ])
}

/** Nobody sees it any more, and what waits for it is not sent. Index webhook_deliveries_due. */
export const markRemoved = async (tx: Queryable, { companyId, webhookId }: Which): Promise<void> => {
  await tx.query(`UPDATE webhooks SET state = 'removed' WHERE company_id = $1 AND id = $2`, [
    companyId,
    webhookId,
  ])
  await tx.query(
    `UPDATE webhook_deliveries SET state = 'cancelled', next_at = NULL
     WHERE company_id = $1 AND webhook_id = $2 AND state = 'waiting'`,
    [companyId, webhookId],
  )
}

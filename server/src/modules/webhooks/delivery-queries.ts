import type { Queryable } from '#platform/db/index.ts'
import type { Delivery, DeliveryState } from './webhook.ts'

type Which = { companyId: string; webhookId: string }

const COLUMNS = `id, webhook_id AS "webhookId", event, event_id AS "eventId", prospect_id AS "prospectId", body, state, attempts,
  next_at AS "nextAt", created_at AS "createdAt", tried_at AS "triedAt", status, answer, error, milliseconds`

/**
 * The log of a webhook, newest first, at most `limit` before the id `before`. Index webhook_deliveries_log, read backwards; those set aside
 * and those that wait have indexes of their own, and what was delivered is nearly all of the log.
 */
export const selectDeliveries = async (
  db: Queryable,
  {
    companyId,
    webhookId,
    state,
    before,
    limit,
  }: Which & { state?: DeliveryState | undefined; before?: string | undefined; limit: number },
): Promise<Delivery[]> => {
  const { rows } = await db.query<Delivery>(
    `SELECT ${COLUMNS} FROM webhook_deliveries
     WHERE company_id = $1 AND webhook_id = $2 ${state ? 'AND state = $5' : ''} AND ($3::text IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [companyId, webhookId, before ?? null, limit, ...(state ? [state] : [])],
  )
  return rows
}

/** By the primary key. */
export const deliveryById = async (
  db: Queryable,
  { companyId, deliveryId }: { companyId: string; deliveryId: string },
): Promise<Delivery | undefined> => {
  const { rows } = await db.query<Delivery>(
    `SELECT ${COLUMNS} FROM webhook_deliveries WHERE company_id = $1 AND id = $2`,
    [companyId, deliveryId],
  )
  return rows[0]
}

/** How many of these belong to the webhook and are not on their way already; they are due now, with a day of their own. By the primary key. */
export const replayThese = async (
  tx: Queryable,
  { companyId, webhookId, ids, now }: Which & { ids: readonly string[]; now: Date },
): Promise<string[]> => {
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE webhook_deliveries SET ${AGAIN} WHERE company_id = $1 AND webhook_id = $2 AND id = ANY($4::text[]) RETURNING id`,
    [companyId, webhookId, now, ids],
  )
  return rows.map(({ id }) => id)
}

/** Everything that was set aside. Index webhook_deliveries_set_aside. */
export const replaySetAside = async (
  tx: Queryable,
  { companyId, webhookId, now }: Which & { now: Date },
): Promise<number> => {
  const { rowCount } = await tx.query(
    `UPDATE webhook_deliveries SET ${AGAIN} WHERE company_id = $1 AND webhook_id = $2 AND state = 'set_aside'`,
    [companyId, webhookId, now],
  )
  return rowCount
}

const AGAIN = `state = 'waiting', next_at = $3, give_up_at = NULL, refusals = 0`

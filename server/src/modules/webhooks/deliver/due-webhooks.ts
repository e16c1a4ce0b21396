// Reads memberships and sending_holds beside the module's own tables.
import type { Queryable } from '#platform/db/index.ts'

/** Which webhook of which company. */
export type Which = { companyId: string; webhookId: string }

/**
 * The webhooks that something is due for and whose receivers are not being left alone. One probe of webhook_deliveries_due for each that is
 * on (index webhooks_on), however much waits for it: the minimum keeps the planner from reading all that is due. A company that came from a
 * backup says nothing until somebody confirms: the installation that it is a copy of may have said it.
 */
export const dueWebhooks = async (db: Queryable, { now }: { now: Date }): Promise<Which[]> => {
  const { rows } = await db.query<Which>(
    `SELECT w.company_id AS "companyId", w.id AS "webhookId" FROM webhooks w
     WHERE w.state = 'on' AND (w.paused_until IS NULL OR w.paused_until <= $1)
       AND w.company_id <> ALL (ARRAY(SELECT h.company_id FROM sending_holds h WHERE h.confirmed_at IS NULL))
       AND (SELECT min(d.next_at) FROM webhook_deliveries d
            WHERE d.company_id = w.company_id AND d.webhook_id = w.id AND d.state = 'waiting') <= $1`,
    [now],
  )
  return rows
}

/** What is needed to deliver to a webhook. */
export type Receiver = Which & {
  event: string
  url: string
  /** Sealed. */
  secret: string
  failures: number
  failingSince: Date | null
  /** Who is told when it is switched off; null when he has left. */
  ownerId: string | null
}

/** Null when it is off, removed, or to be left alone. By the primary keys; reads memberships. */
export const receiverOf = async (
  db: Queryable,
  { companyId, webhookId, now }: Which & { now: Date },
): Promise<Receiver | null> => {
  const { rows } = await db.query<Receiver>(
    `SELECT w.company_id AS "companyId", w.id AS "webhookId", w.event, w.url, w.secret, w.failures, w.failing_since AS "failingSince",
       m.user_id AS "ownerId"
     FROM webhooks w
     LEFT JOIN memberships m ON m.company_id = w.company_id AND m.user_id = w.created_by AND m.left_at IS NULL
     WHERE w.company_id = $1 AND w.id = $2 AND w.state = 'on' AND (w.paused_until IS NULL OR w.paused_until <= $3)`,
    [companyId, webhookId, now],
  )
  return rows[0] ?? null
}

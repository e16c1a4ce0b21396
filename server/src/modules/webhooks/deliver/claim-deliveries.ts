import type { Queryable } from '#platform/db/index.ts'
import type { Which } from './due-webhooks.ts'

/** A delivery in the hands of this process. */
export type Claimed = {
  id: string
  body: string
  /** This attempt included. */
  attempts: number
  refusals: number
  giveUpAt: Date | null
}

/** An attempt that nobody has told the end of is taken for lost after this time, well above any time-out. */
export const LEASE = 60_000

/** A delivery that was refused so often (in about 5 minutes) no longer holds back what came after it for the same prospect. */
const MOST_HOLDING_REFUSALS = 4

/**
 * Takes what is due for a webhook, the longest due first, one at a time of each prospect: his next one waits until the earlier was taken, or
 * was refused four times. A receiver that is away holds back everything, so that the order survives its absence. Two processes take different
 * rows: what one has in hand still waits in the eyes of the other.
 *
 * Walks webhook_deliveries_due up to the limit, with a probe of webhook_deliveries_order each: of the earliest, which the planner cannot turn
 * into a join that reads them all.
 */
export const claimDeliveries = async (
  db: Queryable,
  { companyId, webhookId, now, limit }: Which & { now: Date; limit: number },
): Promise<Claimed[]> => {
  const { rows } = await db.query<Claimed>(
    `WITH heads AS (
       SELECT d.id FROM webhook_deliveries d
       WHERE d.company_id = $1 AND d.webhook_id = $2 AND d.state = 'waiting' AND d.next_at <= $3
         AND (SELECT e.id FROM webhook_deliveries e
              WHERE e.company_id = $1 AND e.webhook_id = $2 AND e.state = 'waiting' AND e.prospect_id = d.prospect_id
                AND e.id < d.id AND e.refusals < ${MOST_HOLDING_REFUSALS}
              ORDER BY e.id LIMIT 1) IS NULL
       ORDER BY d.next_at, d.id LIMIT $4 FOR UPDATE SKIP LOCKED
     )
     UPDATE webhook_deliveries d SET attempts = d.attempts + 1, tried_at = $3, next_at = $5
     FROM heads WHERE d.company_id = $1 AND d.id = heads.id
     RETURNING d.id, d.body, d.attempts, d.refusals, d.give_up_at AS "giveUpAt"`,
    [companyId, webhookId, now, limit, new Date(now.getTime() + LEASE)],
  )
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
}

import type { Queryable } from '#platform/db/index.ts'

export type NewDelivery = {
  id: string
  webhookId: string
  event: string
  eventId: string | null
  prospectId: string | null
  body: string
}

/** Work rows in one statement; due now unless told otherwise. */
export const insertDeliveries = async (
  tx: Queryable,
  {
    companyId,
    now,
    dueAt = now,
    deliveries,
  }: { companyId: string; now: Date; dueAt?: Date; deliveries: readonly NewDelivery[] },
): Promise<void> => {
  await tx.query(
    `INSERT INTO webhook_deliveries (company_id, state, created_at, next_at, id, webhook_id, event, event_id, prospect_id, body)
     SELECT $1, 'waiting', $2::timestamptz, $3::timestamptz, * FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::text[])`,
    [
      companyId,
      now,
      dueAt,
      deliveries.map(({ id }) => id),
      deliveries.map(({ webhookId }) => webhookId),
      deliveries.map(({ event }) => event),
      deliveries.map(({ eventId }) => eventId),
      deliveries.map(({ prospectId }) => prospectId),
      deliveries.map(({ body }) => body),
    ],
  )
}

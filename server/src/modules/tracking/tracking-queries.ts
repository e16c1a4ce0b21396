// Reads messages and events, which are other modules'.
import type { Queryable } from '#platform/db/index.ts'
import type { MailRef } from './mail-token.ts'

export type TrackedMail = {
  id: string
  kind: 'sequence' | 'test' | 'answer' | 'manual'
  prospectId: string | null
  enrolmentId: string | null
  sequenceId: string | null
  stepId: string | null
  optionId: string | null
  mailboxId: string
  toAddress: string
  /** When a server took it, or was given it and has not answered. */
  deliveredAt: Date | null
  /** When a person first did. */
  openedAt: Date | null
  clickedAt: Date | null
}

/** A mail of ours, null when it is gone. Primary key of messages. */
export const trackedMail = async (
  db: Queryable,
  { companyId, messageId }: MailRef,
): Promise<TrackedMail | null> => {
  const { rows } = await db.query<TrackedMail>(
    `SELECT m.id, m.kind, m.prospect_id AS "prospectId", m.enrolment_id AS "enrolmentId", m.sequence_id AS "sequenceId",
       m.step_id AS "stepId", m.option_id AS "optionId", m.mailbox_id AS "mailboxId", m.to_address AS "toAddress",
       coalesce(m.sent_at, m.sending_at) AS "deliveredAt",
       m.first_opened_at AS "openedAt", m.first_clicked_at AS "clickedAt"
     FROM messages m
     WHERE m.company_id = $1 AND m.id = $2`,
    [companyId, messageId],
  )
  return rows[0] ?? null
}

/** One transaction at a time deals with the visits to a mail's links, so that a flood is seen as one. */
export const lockVisits = async (tx: Queryable, { companyId, messageId }: MailRef): Promise<void> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('visits ' || $1 || $2, 0))`, [
    companyId,
    messageId,
  ])
}

export type PastVisit = { kind: string; occurredAt: Date; data: Record<string, unknown> }

/** Events that visits to a mail's links have left, from `since` on. Index events_prospect. */
export const pastVisits = async (
  tx: Queryable,
  input: { companyId: string; prospectId: string; messageId: string; since: Date },
): Promise<PastVisit[]> => {
  const { rows } = await tx.query<PastVisit>(
    `SELECT kind, occurred_at AS "occurredAt", data FROM events
     WHERE company_id = $1 AND prospect_id = $2 AND occurred_at >= $3 AND message_id = $4 AND kind IN ('opened', 'clicked')`,
    [input.companyId, input.prospectId, input.since, input.messageId],
  )
  return rows
}

/** Whether somebody has unsubscribed by a link of this mail already. Index events_prospect. */
export const hasUnsubscribed = async (
  tx: Queryable,
  { companyId, prospectId, messageId }: { companyId: string; prospectId: string; messageId: string },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `SELECT 1 FROM events WHERE company_id = $1 AND prospect_id = $2 AND message_id = $3 AND kind = 'unsubscribed' LIMIT 1`,
    [companyId, prospectId, messageId],
  )
  return rowCount > 0
}

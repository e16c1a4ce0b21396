// Reads messages (outbound), received_mails (inbound), enrolments (engine), sequences and sequence_steps (sequences) for whoever works
// through tasks; writes nothing.
import type { EnrolmentStatus } from '@cadenza/contracts'
import type { Queryable } from '#platform/db/index.ts'

/** A mail that went to a prospect, or came from him. */
export type ExchangedMail = {
  id: string
  direction: 'out' | 'in'
  /** A message's kind when it went out, a received mail's when it came in. */
  kind: string
  at: Date
  subject: string
  /** The beginning of what was newly written, as plain text. */
  text: string
}

/** Where the prospect stands in the cadence or journey that made a task. */
export type TaskPlace = {
  status: EnrolmentStatus
  startedAt: Date
  /** As reports count; null: the step was removed, or a journey has none. */
  stepNumber: number | null
  steps: number
  kind: 'cadence' | 'journey'
}

/** What is shown of a mail before it is opened. */
const LONGEST_EXCERPT = 2000

/** The newest mails of both ways, newest first. Served backwards by messages_prospect and received_mails_prospect, a few rows of each. */
export const lastMails = async (
  tx: Queryable,
  input: { companyId: string; prospectId: string; limit: number },
): Promise<ExchangedMail[]> => {
  const { rows } = await tx.query<ExchangedMail>(
    `SELECT * FROM (
       (SELECT id, 'out' AS direction, kind, sent_at AS at, subject, left(text, $4) AS text FROM messages
        WHERE company_id = $1 AND prospect_id = $2 AND state = 'sent' AND kind <> 'test'
        ORDER BY queued_at DESC LIMIT $3)
       UNION ALL
       (SELECT id, 'in', kind, received_at, subject, left(coalesce(new_text, text, ''), $4) FROM received_mails
        WHERE company_id = $1 AND prospect_id = $2
        ORDER BY received_at DESC LIMIT $3)) AS mails
     ORDER BY at DESC, id DESC LIMIT $3`,
    [input.companyId, input.prospectId, input.limit, LONGEST_EXCERPT],
  )
  return rows
}

/** Served by primary keys. Null for a task of no step. */
export const placeOfTask = async (
  tx: Queryable,
  input: { companyId: string; enrolmentId: string | null; stepId: string | null },
): Promise<TaskPlace | null> => {
  const { rows } = await tx.query<TaskPlace>(
    `SELECT e.status, e.started_at AS "startedAt", s.kind,
       (SELECT n.number FROM sequence_steps n
        WHERE n.company_id = e.company_id AND n.sequence_id = e.sequence_id AND n.step_id = $3) AS "stepNumber",
       (SELECT count(*)::integer FROM sequence_steps n
        WHERE n.company_id = e.company_id AND n.sequence_id = e.sequence_id AND n.number IS NOT NULL) AS steps
     FROM enrolments e JOIN sequences s ON s.company_id = e.company_id AND s.id = e.sequence_id
     WHERE e.company_id = $1 AND e.id = $2`,
    [input.companyId, input.enrolmentId, input.stepId],
  )
  return rows[0] ?? null
}

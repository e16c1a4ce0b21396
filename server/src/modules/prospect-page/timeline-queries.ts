// Reads events with what they tell of, of whichever module: sequences, sequence_steps, memberships, mailboxes, messages, received_mails and notes.
import type { StoredEvent, TimelineCursor } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'

/** What an event is about, in words; null where it is about none, or where that is gone. */
export type Facts = {
  sequenceName: string | null
  sequenceKind: 'cadence' | 'journey' | null
  stepNumber: number | null
  stepKind: string | null
  userEmail: string | null
  userName: string | null
  mailbox: string | null
  mailSubject: string | null
  mailTo: string | null
  mailText: string | null
  receivedId: string | null
  threadId: string | null
  answerFrom: string | null
  answerName: string | null
  answerSubject: string | null
  answerText: string | null
  noteId: string | null
  noteText: string | null
  noteUserId: string | null
  noteEditedAt: Date | null
}

export type ToldEvent = StoredEvent & Facts

/** Of a mail or an answer, in characters: some hold a whole correspondence. */
const LONGEST_TEXT = 20_000

/** A row or none; the limit keeps it a probe of the primary key, whatever the planner believes of the table's size. */
const one = (alias: string, select: string): string =>
  `LEFT JOIN LATERAL (${select} LIMIT 1) ${alias} ON true`

/**
 * The newest events of a prospect, newest first, or of them some kinds. Index events_prospect, read backwards; whatever else is read comes by
 * its primary key. Kinds are looked at as they come: a prospect has hundreds of events at most.
 */
export const toldEvents = async (
  db: Queryable,
  input: {
    companyId: string
    prospectId: string
    kinds?: readonly string[] | undefined
    before?: TimelineCursor | undefined
    limit: number
  },
): Promise<ToldEvent[]> => {
  const { companyId, prospectId, kinds, before, limit } = input
  const { rows } = await db.query<ToldEvent>(
    `WITH page AS MATERIALIZED (
       SELECT e.*, e.data->>'receivedMailId' AS received_id, e.data->>'noteId' AS note_id FROM events e
       WHERE e.company_id = $1 AND e.prospect_id = $2 AND ($3::text[] IS NULL OR e.kind = ANY($3))
         AND ($4::timestamptz IS NULL OR (e.occurred_at, e.id) < ($4, $5))
       ORDER BY e.occurred_at DESC, e.id DESC LIMIT $6)
     SELECT e.id, e.kind, e.occurred_at AS "occurredAt", e.prospect_id AS "prospectId", e.enrolment_id AS "enrolmentId",
       e.sequence_id AS "sequenceId", e.step_id AS "stepId", e.option_id AS "optionId", e.message_id AS "messageId",
       e.mailbox_id AS "mailboxId", e.user_id AS "userId", e.data,
       s.name AS "sequenceName", s.kind AS "sequenceKind", st.number AS "stepNumber", st.kind AS "stepKind",
       u.email AS "userEmail", u.name AS "userName", b.address AS mailbox,
       m.subject AS "mailSubject", m.to_address AS "mailTo", m.text AS "mailText",
       r.id AS "receivedId", coalesce(r.thread_id, m.thread_id) AS "threadId", r.from_address AS "answerFrom",
       r.from_name AS "answerName", r.subject AS "answerSubject", r.text AS "answerText",
       n.id AS "noteId", n.text AS "noteText", n.user_id AS "noteUserId", n.edited_at AS "noteEditedAt"
     FROM page e
     ${one('s', 'SELECT name, kind FROM sequences WHERE company_id = $1 AND id = e.sequence_id')}
     ${one('st', 'SELECT number, kind FROM sequence_steps WHERE company_id = $1 AND sequence_id = e.sequence_id AND step_id = e.step_id')}
     ${one('u', 'SELECT email, name FROM memberships WHERE company_id = $1 AND user_id = e.user_id')}
     ${one('b', 'SELECT address FROM mailboxes WHERE company_id = $1 AND id = e.mailbox_id')}
     ${one('m', `SELECT subject, to_address, thread_id, left(text, ${LONGEST_TEXT}) AS text FROM messages WHERE company_id = $1 AND id = e.message_id`)}
     ${one('r', `SELECT id, thread_id, from_address, from_name, subject, left(coalesce(new_text, text, ''), ${LONGEST_TEXT}) AS text FROM received_mails WHERE company_id = $1 AND id = e.received_id`)}
     ${one('n', 'SELECT id, text, user_id, edited_at FROM notes WHERE company_id = $1 AND id = e.note_id')}
     ORDER BY e.occurred_at DESC, e.id DESC`,
    [companyId, prospectId, kinds ?? null, before?.occurredAt ?? null, before?.id ?? '', limit],
  )
  return rows
}

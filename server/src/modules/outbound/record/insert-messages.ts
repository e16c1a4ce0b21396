import type { Queryable } from '#platform/db/index.ts'

/** A mail to be queued. Step, option and enrolment are those of the sequence that wants it, null for others. */
export type NewMessage = {
  id: string
  kind: 'sequence' | 'test' | 'answer' | 'manual'
  mailboxId: string
  prospectId: string | null
  enrolmentId: string | null
  sequenceId: string | null
  stepId: string | null
  visit: number | null
  optionId: string | null
  threadId: string | null
  /** In angle brackets. */
  messageId: string
  toAddress: string
  subject: string
  html: string
  text: string
  inReplyTo: string | null
  referenceIds: readonly string[]
  tracked: boolean
  listUnsubscribe: boolean
  /** Null: it may leave at any hour. */
  sendBefore: Date | null
  /** Of a mail that a person wrote. */
  letter?: {
    userId: string
    /** Empty: none. */
    toName: string
    ccAddresses: readonly string[]
    /** The received mail that it answers. */
    answersId: string | null
    /** When its slot comes. */
    notBefore: Date
  }
}

/**
 * Queues mails in one statement and answers which were: a visit of a step that has a mail already gets no second one (messages_visit). One
 * JSON parameter, because references are arrays themselves.
 */
export const insertMessages = async (
  tx: Queryable,
  { companyId, messages, now }: { companyId: string; messages: readonly NewMessage[]; now: Date },
): Promise<Set<string>> => {
  if (messages.length === 0) return new Set()
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO messages (company_id, id, kind, state, mailbox_id, prospect_id, enrolment_id, sequence_id, step_id, visit, option_id,
       thread_id, message_id, to_address, subject, html, text, in_reply_to, reference_ids, tracked, list_unsubscribe, queued_at,
       not_before, send_before, user_id, to_name, cc_addresses, answers_id)
     SELECT $1, x.id, x.kind, 'queued', x."mailboxId", x."prospectId", x."enrolmentId", x."sequenceId", x."stepId", x.visit, x."optionId",
       x."threadId", x."messageId", x."toAddress", x.subject, x.html, x.text, x."inReplyTo", x."referenceIds", x.tracked,
       x."listUnsubscribe", $3::timestamptz, coalesce((x.letter->>'notBefore')::timestamptz, $3), x."sendBefore", x.letter->>'userId',
       x.letter->>'toName', ARRAY(SELECT jsonb_array_elements_text(coalesce(x.letter->'ccAddresses', '[]'))), x.letter->>'answersId'
     FROM jsonb_to_recordset($2) AS x (id text, kind text, "mailboxId" text, "prospectId" text, "enrolmentId" text, "sequenceId" text,
       "stepId" text, visit integer, "optionId" text, "threadId" text, "messageId" text, "toAddress" text, subject text, html text,
       text text, "inReplyTo" text, "referenceIds" text[], tracked boolean, "listUnsubscribe" boolean,
       "sendBefore" timestamptz, letter jsonb)
     ON CONFLICT DO NOTHING RETURNING id`,
    [companyId, JSON.stringify(messages), now],
  )
  return new Set(rows.map(({ id }) => id))
}

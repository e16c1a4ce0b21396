import type { EventReferences } from '#modules/events/index.ts'
import type { MailOutcome } from './outbound-deps.ts'

/** What a stored mail belongs to. */
export type MessageReferences = {
  id: string
  mailboxId: string
  prospectId: string | null
  enrolmentId: string | null
  sequenceId: string | null
  stepId: string | null
  optionId: string | null
  /** A test is a mail to a user: nothing happens to anybody by it. */
  kind: 'sequence' | 'test' | 'answer' | 'manual'
}

/** The columns of `MessageReferences`, of `messages m`. */
export const REFERENCE_COLUMNS = `m.id, m.mailbox_id AS "mailboxId", m.prospect_id AS "prospectId", m.enrolment_id AS "enrolmentId",
  m.sequence_id AS "sequenceId", m.step_id AS "stepId", m.option_id AS "optionId", m.kind`

/** The same, of a subquery that selected them. */
export const REFERENCE_NAMES = `id, "mailboxId", "prospectId", "enrolmentId", "sequenceId", "stepId", "optionId", kind`

export type MessageState = 'queued' | 'sending' | 'sent' | 'refused' | 'uncertain' | 'cancelled'

/**
 * SQL: a mail that is found by its key is in one of these states. `none` is no state; it keeps the planner off the partial indexes of queued
 * and unsettled mails. It believes these to be empty, as they mostly are when statistics are taken, and would read through all their entries,
 * dead ones too, for every mail of a batch.
 */
export const inState = (...states: readonly MessageState[]): string =>
  `m.state IN (${[...states, 'none'].map((state) => `'${state}'`).join(', ')})`

/** What an event about a mail refers to. */
export const aboutMessage = ({ id, kind, ...references }: MessageReferences): EventReferences => ({
  ...references,
  messageId: id,
})

/** What the engine is told of mails; nothing of tests. */
export const outcomesOf = (
  messages: readonly MessageReferences[],
  outcome: Pick<MailOutcome, 'outcome' | 'at' | 'first' | 'message'>,
): MailOutcome[] =>
  messages
    .filter(({ kind }) => kind !== 'test')
    .map(({ id, mailboxId, prospectId, enrolmentId, sequenceId, stepId, optionId }) => ({
      messageId: id,
      ...{ mailboxId, prospectId, enrolmentId, sequenceId, stepId, optionId },
      ...outcome,
    }))

/** The same of mails that were sent: the next wait counts from then. */
export const sentOutcomes = (
  messages: readonly (MessageReferences & { sentAt: Date; isFirst: boolean })[],
): MailOutcome[] =>
  messages.flatMap((message) =>
    outcomesOf([message], { outcome: 'sent', at: message.sentAt, first: message.isFirst }),
  )

import type { ToldEvent as ToldEventView } from '@cadenza/contracts'
import type { ToldEvent } from './timeline-queries.ts'

/** An event as the app's API answers it, with what it is about in words. */
export const toldEventView = (event: ToldEvent): ToldEventView => ({
  id: event.id,
  kind: event.kind,
  occurredAt: event.occurredAt.toISOString(),
  prospectId: event.prospectId,
  enrolmentId: event.enrolmentId,
  cadenceId: event.sequenceId,
  stepId: event.stepId,
  optionId: event.optionId,
  messageId: event.messageId,
  mailboxId: event.mailboxId,
  userId: event.userId,
  data: event.data,
  cadence:
    event.sequenceName !== null && event.sequenceKind !== null
      ? { name: event.sequenceName, kind: event.sequenceKind }
      : null,
  step: event.stepKind === null ? null : { number: event.stepNumber, kind: event.stepKind },
  user: event.userEmail === null ? null : { email: event.userEmail, name: event.userName ?? '' },
  mailbox: event.mailbox,
  threadId: event.threadId,
  mail:
    event.mailTo === null
      ? null
      : { subject: event.mailSubject ?? '', to: event.mailTo, text: event.mailText ?? '' },
  answer:
    event.receivedId === null
      ? null
      : {
          id: event.receivedId,
          from: event.answerFrom ?? '',
          fromName: event.answerName ?? '',
          subject: event.answerSubject ?? '',
          text: event.answerText ?? '',
        },
  note:
    event.noteId === null
      ? null
      : {
          id: event.noteId,
          userId: event.noteUserId ?? '',
          text: event.noteText ?? '',
          editedAt: event.noteEditedAt?.toISOString() ?? null,
        },
})

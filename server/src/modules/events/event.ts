/** What an event is about; every reference may be absent. */
export type EventReferences = {
  prospectId?: string | null | undefined
  enrolmentId?: string | null | undefined
  sequenceId?: string | null | undefined
  stepId?: string | null | undefined
  optionId?: string | null | undefined
  messageId?: string | null | undefined
  mailboxId?: string | null | undefined
  /** Who did it; absent when nobody did. */
  userId?: string | null | undefined
}

/**
 * How an enrolment's status changed, and when the enrolment was started. Of the events that tell of one change exactly one carries it, so that
 * reports can count who stands where.
 */
export type StatusChange = { from: string; to: string; startedAt: string }

/**
 * Of what came after a mail: when the mail was sent (ISO 8601; absent when no server took it), because reports count by that day, and whether
 * this is the first of its kind for the mail.
 */
type OfMail = { sentAt?: string; first?: true }

/** Every kind of event with what it tells beside its references. The list is closed: a new kind is added here first. */
export type EventData = {
  prospect_created: { source: string }
  /** `fields`: the names of the public API of what was given. */
  prospect_updated: { source: string; fields?: string[] }
  prospect_imported: { importId: string }
  /** What is personal of his events went with him. */
  prospect_deleted: Record<string, never>
  prospect_renamed: { from: string; to: string }
  list_changed: { from: string; to: string }
  tags_added: { tags: string[] }
  tags_removed: { tags: string[] }
  owner_changed: { from: string; to: string }
  /** By a user. */
  sent_to_webhook: Record<string, never>
  /** Its text stands in the note, and goes with it. */
  note_added: { noteId: string }

  started: { startedBy?: string }
  paused: { until?: string | null; reason?: string }
  resumed: { change?: StatusChange }
  /** `hold` says what is missing: the engine's reason, with the variables or the server's words that belong to it. */
  held: { hold: { reason: string; variables?: string[]; message?: string } | null }
  released: Record<string, never>
  /** Somebody stopped it. */
  stopped: { reason?: string }
  /** Ended early, by whatever cause; `status` is the enrolment's as it now stands. */
  ended: { status: string; change?: StatusChange }
  /** All steps done. */
  completed: { status?: string; change?: StatusChange }

  mail_queued: { subject?: string }
  mail_cancelled: { reason?: string }
  /** `first`: no mail of the enrolment was sent before. */
  sent: { subject?: string; to?: string; first?: true }
  /** Refused for good because of the recipient. */
  refused: { message: string }
  /** Refused for now; it is tried again. */
  deferred: { message: string; until?: string }
  uncertain: { message?: string }
  settled: { as: 'sent' | 'unsent'; by: 'evidence' | 'user' }

  /** `first` counts people only. */
  opened: OfMail & { machine: boolean; reason?: string; agent?: string }
  clicked: OfMail & { url: string; machine: boolean; reason?: string; agent?: string }
  replied: OfMail & { receivedMailId?: string; subject?: string }
  colleague_replied: { receivedMailId?: string; from?: string }
  auto_replied: { receivedMailId?: string; returnsOn?: string | null }
  /** `first` counts hard ones only. */
  bounced: OfMail & { receivedMailId?: string; hard?: boolean; recipient?: string; message?: string }
  complained: { receivedMailId?: string }
  unsubscribed: OfMail & { source: string; receivedMailId?: string }
  own_answer: { receivedMailId?: string }

  task_created: { task?: string; title?: string; taskId?: string }
  task_done: { task?: string; title?: string; taskId?: string; outcome?: string | null }
  task_skipped: { task?: string; title?: string; taskId?: string }
  task_cancelled: { task?: string; title?: string; taskId?: string }

  call_started: { callId: string; provider: string; to: string | null }
  call_logged: { callId: string; provider: string; disposition: string; seconds: number; notes: string }
  call_changed: { callId: string; provider: string; disposition: string; seconds: number; notes: string }
  call_failed: { callId: string; provider: string; message: string }

  suppressed: { reason: string; source: string; scope: 'address' | 'domain'; value: string }
  unsuppressed: { reason: string; scope: 'address' | 'domain'; value: string }
}

export type EventKind = keyof EventData

/** An event to be appended. Its id is made when it is. */
export type NewEvent = {
  [Kind in EventKind]: EventReferences & { kind: Kind; occurredAt: Date; data: EventData[Kind] }
}[EventKind]

/** An event that was just appended, for those who act on it in the same transaction. */
export type AppendedEvent = NewEvent & { id: string }

/** An event as a timeline shows it. */
export type StoredEvent = {
  id: string
  kind: EventKind
  occurredAt: Date
  prospectId: string | null
  enrolmentId: string | null
  sequenceId: string | null
  stepId: string | null
  optionId: string | null
  messageId: string | null
  mailboxId: string | null
  userId: string | null
  data: Record<string, unknown>
}

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

/** Every kind of event with what it tells beside its references. The list is closed: a new kind is added here first. */
export type EventData = {
  prospect_created: { source: string }
  /** `fields`: the names of the public API of what was given. */
  prospect_updated: { source: string; fields?: string[] }
  prospect_imported: { importId: string }
  prospect_renamed: { from: string; to: string }
  list_changed: { from: string; to: string }
  tags_added: { tags: string[] }
  tags_removed: { tags: string[] }
  owner_changed: { from: string; to: string }

  started: { startedBy?: string }
  paused: { until?: string | null; reason?: string }
  resumed: Record<string, never>
  /** `hold` says what is missing: the engine's reason, with the variables or the server's words that belong to it. */
  held: { hold: { reason: string; variables?: string[]; message?: string } | null }
  released: Record<string, never>
  /** Somebody stopped it. */
  stopped: { reason?: string }
  /** Ended early, by whatever cause; `status` is the enrolment's as it now stands. */
  ended: { status: string }
  /** All steps done. */
  completed: { status?: string }

  mail_queued: { subject?: string }
  mail_cancelled: { reason?: string }
  sent: { subject?: string; to?: string }
  /** Refused for good because of the recipient. */
  refused: { message: string }
  /** Refused for now; it is tried again. */
  deferred: { message: string; until?: string }
  uncertain: { message?: string }
  settled: { as: 'sent' | 'unsent'; by: 'evidence' | 'user' }

  opened: { machine: boolean; reason?: string; agent?: string }
  clicked: { url: string; machine: boolean; reason?: string; agent?: string }
  replied: { receivedMailId?: string; subject?: string }
  colleague_replied: { receivedMailId?: string; from?: string }
  auto_replied: { receivedMailId?: string; returnsOn?: string | null }
  bounced: { receivedMailId?: string; hard?: boolean; recipient?: string; message?: string }
  complained: { receivedMailId?: string }
  unsubscribed: { source: string; receivedMailId?: string }
  own_answer: { receivedMailId?: string }

  task_created: { task?: string; title?: string; taskId?: string }
  task_done: { task?: string; title?: string; taskId?: string; outcome?: string | null }
  task_skipped: { task?: string; title?: string; taskId?: string }
  task_cancelled: { task?: string; title?: string; taskId?: string }

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

import type { Hold } from './enrolment.ts'

/** What can happen to an enrolment. Times are passed beside it as `now`. */
export type Happening =
  /** Its due time came and its lane has a slot (or it is a task). The engine runs the step unless the moment is not allowed. */
  | { kind: 'due' }
  /** The step could not run: a variable is missing, no mailbox is usable … */
  | { kind: 'held'; hold: Hold }
  /** What held it may be gone: a field was filled, a mailbox came. */
  | { kind: 'released' }
  /** The server's 250 for the mail in hand; the next wait counts from `at`. */
  | { kind: 'mail_sent'; at: Date }
  /** Refused for good because of the recipient. */
  | { kind: 'mail_refused'; message: string }
  /** The user judged an uncertain mail as not sent, or it was proven absent: it goes again. */
  | { kind: 'mail_unsent' }
  | { kind: 'task_done'; outcome: string | null; at: Date }
  | { kind: 'task_skipped'; at: Date }
  | { kind: 'replied' }
  | { kind: 'colleague_replied' }
  /** `returnsOn` ("YYYY-MM-DD") only where the mail names one. */
  | { kind: 'auto_replied'; returnsOn: string | null }
  | { kind: 'bounced' }
  | { kind: 'unsubscribed' }
  | { kind: 'stopped' }
  | { kind: 'paused'; until: Date | null }
  | { kind: 'resumed' }
  /** A new version was published, or holidays, limits or a zone changed: steps and due time are looked at again. */
  | { kind: 'definition_changed' }
  /** More mails to this person today than allowed: the step moves to the next day. */
  | { kind: 'too_many_today' }

/** What the outside has to carry out, in the transaction that stores the new state. */
export type Effect =
  /** Render and record the mail of this step; `optionId` was chosen by weight. */
  | { kind: 'record_mail'; stepId: string; visit: number; optionId: string }
  | { kind: 'create_task'; stepId: string; visit: number }
  /** Cancel every mail of this enrolment that is still queued. */
  | { kind: 'cancel_mail' }
  | { kind: 'cancel_task' }
  /** The status as it now stands changed; `from` is what it was. */
  | { kind: 'status_changed'; from: string; to: string }

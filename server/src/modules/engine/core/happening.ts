import type { EnrolmentStatus, Hold } from './enrolment.ts'

/** What can happen to an enrolment. Times are passed beside it as `now`. */
export type Happening =
  /** Its due time came and its lane has a slot (or it is a task). The engine runs the step unless the moment is not allowed. */
  | { kind: 'due' }
  /** The step could not run: a variable is missing, no mailbox is usable … */
  | { kind: 'held'; hold: Hold }
  /** What held it may be gone: a field was filled, a mailbox came. */
  | { kind: 'released' }
  /**
   * The server's 250 for a mail; the next wait counts from `at`. `stepId` is the mail's step: it keeps an answer that comes late or twice from
   * counting for another step. Without it the step at hand is meant.
   */
  | { kind: 'mail_sent'; at: Date; stepId?: string | null }
  /** Refused for good because of the recipient: a hard bounce. */
  | { kind: 'mail_refused'; message: string }
  /** The user judged an uncertain mail as not sent, or it was proven absent: it goes again, as the next visit. `stepId` as above. */
  | { kind: 'mail_unsent'; stepId?: string | null }
  /**
   * `stops`: the company has the outcome end whatever the task belongs to; the sequence may name more of them. `visit` tells the task that a
   * journey waits for from those that it left behind.
   */
  | { kind: 'task_done'; outcome: string | null; at: Date; stops?: boolean; visit?: number | null }
  | { kind: 'task_skipped'; at: Date; visit?: number | null }
  | { kind: 'replied' }
  | { kind: 'colleague_replied' }
  /** `returnsOn` ("YYYY-MM-DD") only where the mail names one. */
  | { kind: 'auto_replied'; returnsOn: string | null }
  /** A hard bounce. Soft ones change nothing here: the server was given the mail, and tries again or tells of a hard one. */
  | { kind: 'bounced' }
  | { kind: 'unsubscribed' }
  | { kind: 'stopped' }
  | { kind: 'paused'; until: Date | null }
  /**
   * By a user, or because `pausedUntil` came. `mailOut`: a mail recorded before the stop is still being sent or uncertain, so the
   * enrolment takes it in hand again and waits for its answer instead of sending the step a second time.
   */
  | { kind: 'resumed'; mailOut?: boolean }
  /** A new version was published, or holidays, limits or a zone changed: steps and due time are looked at again. */
  | { kind: 'definition_changed' }
  /** More mails to this person today than allowed: the step moves to the next day. */
  | { kind: 'too_many_today' }
  | HappeningInJourney

/** What happens in journeys only; everything else in both. */
type HappeningInJourney =
  /** Something happened that its journey may wait for; `facts` tell what. */
  | { kind: 'looked_at' }
  /** What the node has others do was done, or could not be done, at this visit. */
  | { kind: 'acted'; stepId: string; visit: number }
  | { kind: 'action_failed'; stepId: string; visit: number; message: string }

/** What the outside has to carry out, in the transaction that stores the new state. */
export type Effect =
  /** Render and record the mail of this step; `optionId` was chosen by weight. */
  | { kind: 'record_mail'; stepId: string; visit: number; optionId: string }
  | { kind: 'create_task'; stepId: string; visit: number }
  /** Cancel every mail of this enrolment that is still queued. */
  | { kind: 'cancel_mail' }
  | { kind: 'cancel_task' }
  /** The status as it now stands changed; `from` is what it was. */
  | { kind: 'status_changed'; from: EnrolmentStatus; to: EnrolmentStatus }

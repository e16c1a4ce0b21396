/** Klenty's status of a prospect in a cadence. */
export type EnrolmentStatus =
  | 'in_cadence'
  | 'completed'
  | 'manually_stopped'
  | 'auto_reply_stopped'
  | 'task_stopped'
  | 'replied_stopped'
  | 'replied'
  | 'bounced'
  | 'unsubscribed'

/**
 * What an open enrolment does. `due` waits for `dueAt`; `mail_in_hand` has a recorded mail without a final answer; `task_open` waits for
 * its task; `held` lacks something that `hold` names; `paused` waits to be resumed or for `pausedUntil`.
 */
export type EnrolmentPhase = 'due' | 'mail_in_hand' | 'task_open' | 'held' | 'paused' | 'ended'

/** Why an enrolment is held, and so what releases it. */
export type Hold =
  | { reason: 'missing_variable'; variables: string[] }
  | { reason: 'template_error'; message: string }
  | { reason: 'no_mailbox'; message: string }
  /** Journeys only: in a cadence the first step not had takes the place of one that is gone. */
  | { reason: 'step_gone' }
  /** Journeys only: the node has had as many visits as one prospect may pay it. */
  | { reason: 'too_many_visits'; node: string }
  /** Journeys only: what the node has others do could not be done. */
  | { reason: 'action_failed'; message: string }
  /** Weekdays and holidays leave no day open within two years. */
  | { reason: 'no_open_day' }

/** One prospect in one sequence, as the rules see it. */
export type Enrolment = {
  status: EnrolmentStatus
  phase: EnrolmentPhase
  /** The action step, or the node, it stands at; null once ended by completion. */
  stepId: string | null
  /**
   * With `stepId`, names one run of a step, and no run is begun twice. In a cadence it is 1, and one more each time that something begun was
   * not finished: a mail cancelled or not sent, a task cancelled. In a journey it counts every node that was left as well.
   */
  visit: number
  /** Action steps it has had, in order; in a journey every node it has left, each time. */
  stepsDone: string[]
  /** The wait before `stepId` counts from here: the start, the server's 250, the task's end. */
  since: Date
  dueAt: Date | null
  /** True until the first mail was recorded. */
  firstMail: boolean
  /** While held; kept through a pause or a stop for want of a mailbox, which neither provides. */
  hold: Hold | null
  pausedUntil: Date | null
  /** An end that a resume may take back (manually stopped, auto-reply stopped), with steps left. */
  resumable: boolean
}

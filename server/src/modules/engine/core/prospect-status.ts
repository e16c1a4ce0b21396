import type { EnrolmentStatus } from './enrolment.ts'

/** From the weakest to the strongest: whatever the order in which things happen, the strongest one stays. */
export const STATUSES = [
  'in_cadence',
  'completed',
  'manually_stopped',
  'auto_reply_stopped',
  'task_stopped',
  'replied_stopped',
  'replied',
  'bounced',
  'unsubscribed',
] as const satisfies readonly EnrolmentStatus[]

/** The one of two statuses that stays. */
export const strongerStatus = (a: EnrolmentStatus, b: EnrolmentStatus): EnrolmentStatus =>
  STATUSES.indexOf(a) >= STATUSES.indexOf(b) ? a : b

/** Whether a resume may take this end back. */
export const isResumableStatus = (status: EnrolmentStatus): boolean =>
  status === 'manually_stopped' || status === 'auto_reply_stopped'

const LABELS: Record<EnrolmentStatus, string> = {
  in_cadence: 'In Cadence',
  completed: 'Completed without reply',
  manually_stopped: 'Manually stopped',
  auto_reply_stopped: 'Auto-reply stopped',
  task_stopped: 'Task Stopped',
  replied_stopped: 'Replied stopped',
  replied: 'Replied',
  bounced: 'Bounced',
  unsubscribed: 'Unsubscribed',
}

/** Klenty's words for a status, as people read them. */
export const statusLabel = (status: EnrolmentStatus): string => LABELS[status]

import type { EnrolmentStatus } from '#modules/engine/index.ts'
import type { ProspectStatus } from '#modules/prospects/index.ts'

/** Klenty's words for how a prospect stands. */
export const PROSPECT_STATUS_WORDS: Record<ProspectStatus, string> = {
  not_contacted: 'Not Contacted',
  contacted: 'Contacted',
  replied: 'Replied',
  bounced: 'Bounced',
  unsubscribed: 'Unsubscribed',
  do_not_contact: 'DoNotContact',
}

/** Klenty's words for how a prospect stands in a cadence. */
const CADENCE_STATUS_WORDS: Record<EnrolmentStatus, string> = {
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

export const cadenceStatusWords = (status: EnrolmentStatus | null): string =>
  status === null ? 'No active cadence' : CADENCE_STATUS_WORDS[status]

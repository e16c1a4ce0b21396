import type { Enrolment, EnrolmentPhase, EnrolmentStatus, Hold } from './core/enrolment.ts'

/** An enrolment as stored, with what its calendar depends on. */
export type StoredEnrolment = {
  id: string
  sequenceId: string
  prospectId: string
  startedBy: string
  startedAt: Date
  /** The prospect's owner, who gets its tasks. */
  ownerId: string
  mailboxId: string | null
  /** Its mailbox was taken away: it needs another before its next mail. */
  mailboxRemoved: boolean
  /** The lane it is stored in; '' is that of tasks. */
  laneMailboxId: string
  threadId: string | null
  /** Its prospect has, or had, another open enrolment at the same time. */
  alongside: boolean
  /** How many starts by journeys, one after the other, led to it. */
  chain: number
  state: Enrolment
  place: { timeZone: string | null; country: string | null; city: string | null }
  mailboxZone: string | null
}

export type EnrolmentRow = {
  id: string
  sequence_id: string
  prospect_id: string
  started_by: string
  started_at: Date
  status: EnrolmentStatus
  phase: EnrolmentPhase
  step_id: string | null
  visit: number
  steps_done: string[]
  since: Date
  due_at: Date | null
  first_mail: boolean
  mailbox_id: string | null
  lane_mailbox_id: string
  thread_id: string | null
  hold: Hold | null
  paused_until: Date | null
  resumable: boolean
  alongside: boolean
  chain: number
  time_zone: string | null
  country: string | null
  city: string | null
  mailbox_zone: string | null
  mailbox_removed: boolean | null
  owner_id: string
}

/** The columns that `readEnrolment` takes, of `enrolments e`, `prospects p` and `mailboxes m` (left joined). */
export const ENROLMENT_COLUMNS = `e.id, e.sequence_id, e.prospect_id, e.started_by, e.started_at, e.status, e.phase, e.step_id, e.visit, e.steps_done,
  e.since, e.due_at, e.first_mail, e.mailbox_id, e.lane_mailbox_id, e.thread_id, e.hold, e.paused_until, e.resumable, e.alongside, e.chain,
  p.time_zone, p.country, p.city, p.owner_id, m.zone AS mailbox_zone, m.state = 'removed' AS mailbox_removed`

/** Whether its mails have somewhere to leave from. */
export const hasMailbox = ({ mailboxId, mailboxRemoved }: StoredEnrolment): boolean =>
  mailboxId !== null && !mailboxRemoved

export const readEnrolment = (row: EnrolmentRow): StoredEnrolment => ({
  id: row.id,
  sequenceId: row.sequence_id,
  prospectId: row.prospect_id,
  startedBy: row.started_by,
  startedAt: row.started_at,
  ownerId: row.owner_id,
  mailboxId: row.mailbox_id,
  mailboxRemoved: row.mailbox_removed ?? false,
  laneMailboxId: row.lane_mailbox_id,
  threadId: row.thread_id,
  alongside: row.alongside,
  chain: row.chain,
  state: {
    status: row.status,
    phase: row.phase,
    stepId: row.step_id,
    visit: row.visit,
    stepsDone: row.steps_done,
    since: row.since,
    dueAt: row.due_at,
    firstMail: row.first_mail,
    hold: row.hold,
    pausedUntil: row.paused_until,
    resumable: row.resumable,
  },
  place: { timeZone: row.time_zone, country: row.country, city: row.city },
  mailboxZone: row.mailbox_zone,
})

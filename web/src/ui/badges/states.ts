import type { ItemOf } from '#api/index.ts'
import type { Tone } from './state-badge.tsx'

type Words<Name extends string> = Readonly<Record<Name, { label: string; tone: Tone }>>

export const PROSPECT_STATUSES: Words<ItemOf<'/prospects'>['status']> = {
  not_contacted: { label: 'Not contacted', tone: 'quiet' },
  contacted: { label: 'Contacted', tone: 'busy' },
  replied: { label: 'Replied', tone: 'good' },
  bounced: { label: 'Bounced', tone: 'bad' },
  unsubscribed: { label: 'Unsubscribed', tone: 'warning' },
  do_not_contact: { label: 'Do not contact', tone: 'bad' },
}

/** Of cadences and journeys. */
export const SEQUENCE_STATES: Words<ItemOf<'/cadences'>['state']> = {
  draft: { label: 'Draft', tone: 'quiet' },
  live: { label: 'Running', tone: 'good' },
  paused: { label: 'Paused', tone: 'warning' },
  archived: { label: 'Archived', tone: 'quiet' },
}

export const ENROLMENT_STATUSES: Words<ItemOf<'/cadences/{id}/enrolments'>['status']> = {
  in_cadence: { label: 'Under way', tone: 'busy' },
  completed: { label: 'Completed', tone: 'quiet' },
  manually_stopped: { label: 'Stopped', tone: 'quiet' },
  auto_reply_stopped: { label: 'Stopped by an auto-reply', tone: 'warning' },
  task_stopped: { label: 'Stopped by a task', tone: 'quiet' },
  replied_stopped: { label: 'Replied, stopped', tone: 'good' },
  replied: { label: 'Replied', tone: 'good' },
  bounced: { label: 'Bounced', tone: 'bad' },
  unsubscribed: { label: 'Unsubscribed', tone: 'warning' },
}

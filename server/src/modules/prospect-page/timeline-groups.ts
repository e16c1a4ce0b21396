import type { EventKind } from '#modules/events/index.ts'

/** What a timeline can be narrowed to. */
export const TIMELINE_GROUPS = [
  'mails',
  'answers',
  'engagement',
  'tasks',
  'calls',
  'enrolments',
  'notes',
  'changes',
  'permission',
  'delivery',
] as const
export type TimelineGroup = (typeof TIMELINE_GROUPS)[number]

/** `delivery`: what became of a mail on its way, before it was sent or instead. */
const GROUP_OF: Readonly<Record<EventKind, TimelineGroup>> = {
  prospect_created: 'changes',
  prospect_updated: 'changes',
  prospect_imported: 'changes',
  prospect_deleted: 'changes',
  prospect_renamed: 'changes',
  list_changed: 'changes',
  tags_added: 'changes',
  tags_removed: 'changes',
  owner_changed: 'changes',
  sent_to_webhook: 'changes',
  note_added: 'notes',
  started: 'enrolments',
  paused: 'enrolments',
  resumed: 'enrolments',
  held: 'enrolments',
  released: 'enrolments',
  stopped: 'enrolments',
  ended: 'enrolments',
  completed: 'enrolments',
  mail_queued: 'delivery',
  mail_cancelled: 'delivery',
  deferred: 'delivery',
  settled: 'delivery',
  sent: 'mails',
  refused: 'mails',
  uncertain: 'mails',
  own_answer: 'mails',
  opened: 'engagement',
  clicked: 'engagement',
  replied: 'answers',
  colleague_replied: 'answers',
  auto_replied: 'answers',
  bounced: 'answers',
  complained: 'answers',
  unsubscribed: 'answers',
  task_created: 'tasks',
  task_done: 'tasks',
  task_skipped: 'tasks',
  task_cancelled: 'tasks',
  call_started: 'calls',
  call_logged: 'calls',
  call_changed: 'calls',
  call_failed: 'calls',
  suppressed: 'permission',
  unsuppressed: 'permission',
}

/** The kinds of events that belong to some groups. */
export const kindsIn = (groups: readonly TimelineGroup[]): string[] =>
  Object.entries(GROUP_OF).flatMap(([kind, group]) => (groups.includes(group) ? [kind] : []))

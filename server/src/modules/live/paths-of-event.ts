import type { EventKind } from '#modules/events/index.ts'

const PROSPECT = ['/prospects', '/prospect-count']
const LISTED = [...PROSPECT, '/lists']
const TAGGED = [...PROSPECT, '/tags']
const RUN = [...PROSPECT, '/cadences', '/journeys', '/reports', '/day']
const MAIL = [...RUN, '/mailboxes']
const DOUBT = [...MAIL, '/mails']
const ANSWER = [...MAIL, '/threads', '/mails']
const TASK = ['/prospects', '/tasks', '/reports', '/day']
const CALL = ['/prospects', '/calls', '/tasks', '/reports']
const PERMISSION = [...RUN, '/suppressions']

/** Which parts of the app's API answer otherwise after an event. */
export const PATHS_OF_EVENT: Readonly<Record<EventKind, readonly string[]>> = {
  prospect_created: LISTED,
  prospect_updated: PROSPECT,
  prospect_imported: LISTED,
  prospect_deleted: [...LISTED, ...RUN, '/tasks', '/threads'],
  prospect_renamed: PROSPECT,
  list_changed: LISTED,
  tags_added: TAGGED,
  tags_removed: TAGGED,
  owner_changed: [...PROSPECT, '/threads', '/tasks'],
  sent_to_webhook: [...PROSPECT, '/webhooks'],
  note_added: PROSPECT,

  started: RUN,
  paused: RUN,
  resumed: RUN,
  held: RUN,
  released: RUN,
  stopped: RUN,
  ended: RUN,
  completed: RUN,

  mail_queued: RUN,
  mail_cancelled: RUN,
  sent: MAIL,
  refused: MAIL,
  deferred: MAIL,
  uncertain: DOUBT,
  settled: DOUBT,

  opened: RUN,
  clicked: RUN,
  replied: ANSWER,
  colleague_replied: ANSWER,
  auto_replied: ANSWER,
  bounced: ANSWER,
  complained: ANSWER,
  unsubscribed: [...ANSWER, '/suppressions'],
  own_answer: ANSWER,

  task_created: TASK,
  task_done: TASK,
  task_skipped: TASK,
  task_cancelled: TASK,

  call_started: CALL,
  call_logged: CALL,
  call_changed: CALL,
  call_failed: CALL,

  suppressed: PERMISSION,
  unsuppressed: PERMISSION,
}

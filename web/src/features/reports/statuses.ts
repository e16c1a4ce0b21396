import type { AnswerOf } from '#api/index.ts'

type Day = AnswerOf<'get', '/reports/cohort'>['days'][number]
export type Status = Day['statuses'][number]['status']
export type StatusCounts = Record<Status, number>

/** In the order in which a chart stacks them: what went well at the bottom. */
export const STATUSES = [
  'replied',
  'replied_stopped',
  'completed',
  'in_cadence',
  'task_stopped',
  'manually_stopped',
  'auto_reply_stopped',
  'unsubscribed',
  'bounced',
] as const satisfies readonly Status[]

export const STATUS_COLORS: Readonly<Record<Status, string>> = {
  replied: 'accent.7',
  replied_stopped: 'accent.5',
  completed: 'accent.2',
  in_cadence: 'blue.4',
  task_stopped: 'gray.6',
  manually_stopped: 'gray.5',
  auto_reply_stopped: 'yellow.5',
  unsubscribed: 'orange.5',
  bounced: 'red.6',
}

/** How many have each status, over some days. */
export const sumOfStatuses = (days: readonly Pick<Day, 'statuses'>[]): StatusCounts => {
  const counts: StatusCounts = {
    replied: 0,
    replied_stopped: 0,
    completed: 0,
    in_cadence: 0,
    task_stopped: 0,
    manually_stopped: 0,
    auto_reply_stopped: 0,
    unsubscribed: 0,
    bounced: 0,
  }
  for (const { statuses } of days) for (const { status, prospects } of statuses) counts[status] += prospects
  return counts
}

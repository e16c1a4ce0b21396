import type { InitOf } from '#api/index.ts'
import type { TimelineView } from '../prospect-search.ts'

type Query = NonNullable<NonNullable<InitOf<'get', '/prospects/{prospect}/timeline'>['params']>['query']>
/** What a timeline can be narrowed to. */
export type TimelineGroup = NonNullable<Query['group']>[number]

export const VIEW_LABELS: Readonly<Record<TimelineView, string>> = {
  mails: 'Mails',
  answers: 'Answers',
  engagement: 'Opens and clicks',
  calls: 'Calls and tasks',
  runs: 'Cadences',
  notes: 'Notes',
  changes: 'Changes',
}

/** What became of a mail before it was sent is shown only among mails. */
const EVERYTHING: readonly TimelineGroup[] = [
  ...(['mails', 'answers', 'engagement', 'tasks', 'calls', 'enrolments', 'notes'] as const),
  ...(['changes', 'permission'] as const),
]

const GROUPS: Readonly<Record<TimelineView, readonly TimelineGroup[]>> = {
  mails: ['mails', 'answers', 'delivery'],
  answers: ['answers'],
  engagement: ['engagement'],
  calls: ['calls', 'tasks'],
  runs: ['enrolments'],
  notes: ['notes'],
  changes: ['changes', 'permission'],
}

/** The groups of the API that a view shows. */
export const groupsOf = (view: TimelineView | undefined): TimelineGroup[] => [
  ...(view === undefined ? EVERYTHING : GROUPS[view]),
]

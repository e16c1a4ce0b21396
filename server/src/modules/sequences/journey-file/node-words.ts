import { TASK_KINDS } from '../step-words.ts'

export const EXIT_KEYS = ['next', 'yes', 'no', 'happened', 'timedOut'] as const
export type ExitKey = (typeof EXIT_KEYS)[number]

/** The keys that say what a node is. */
export const BODY_KEYS = [
  'mail',
  'wait',
  'waitUntil',
  'waitFor',
  'if',
  ...TASK_KINDS.keys(),
  'addTag',
  'removeTag',
  'moveToList',
  'setField',
  'startCadence',
  'stopCadence',
  'startJourney',
  'stopJourney',
  'webhook',
  'notify',
  'end',
]

/** The exits of a node that has this key. */
export const exitsOfKey = (key: string): readonly ExitKey[] => {
  if (key === 'end') return []
  if (key === 'if') return ['yes', 'no']
  return key === 'waitFor' ? ['happened', 'timedOut'] : ['next']
}

export const EVENT_KEYS = ['opened', 'clicked', 'replied', 'bounced', 'task'] as const
export const CONDITION_KEYS = [...EVENT_KEYS, 'field', 'tag', 'list'] as const

/** What stands for any mail of the journey. */
export const ANY_MAIL = 'any'

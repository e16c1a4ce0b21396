import type { TaskKind } from './definition.ts'

const WORDS: Record<TaskKind, string> = {
  call: 'call',
  linkedin: 'linkedin',
  manual_mail: 'manual mail',
  todo: 'task',
}

/** What a task step is called in a cadence file. */
export const taskWord = (kind: TaskKind): string => WORDS[kind]

/** Cadence-file word (`manual mail`) to kind, for every kind. */
export const TASK_KINDS: ReadonlyMap<string, TaskKind> = new Map([
  ['call', 'call'],
  ['linkedin', 'linkedin'],
  ['manual mail', 'manual_mail'],
  ['task', 'todo'],
])

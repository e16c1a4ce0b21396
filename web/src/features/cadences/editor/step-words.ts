import type { Settings } from '#features/sequences/types.ts'
import type { Step, TaskKind, WaitStep } from './draft.ts'

export const TASK_NAMES: Record<TaskKind, string> = {
  call: 'Call',
  linkedin: 'LinkedIn',
  manual_mail: 'Manual mail',
  todo: 'To-do',
}

type Wait = WaitStep['wait']

const UNITS: Record<Wait['unit'], string> = {
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  business_days: 'business day',
}

/** `3 business days`. */
export const waitWords = ({ amount, unit }: Wait): string =>
  `${amount} ${UNITS[unit]}${amount === 1 ? '' : 's'}`

/** The number of each step that does something, by its key, as reports count them. */
export const stepNumbers = (steps: readonly Step[]): Map<string, number> => {
  const numbers = new Map<string, number>()
  for (const { key, kind } of steps) if (kind !== 'wait') numbers.set(key, numbers.size + 1)
  return numbers
}

const DAYS: Record<Wait['unit'], number> = { minutes: 1 / 1440, hours: 1 / 24, days: 1, business_days: 1 }

/**
 * The day on which each step is due for somebody who starts on a Monday and whose mails go at once: 1 is the first. Days are counted through;
 * business days skip the days without mails.
 */
export const dayMarks = (steps: readonly Step[], { days }: Pick<Settings, 'days'>): Map<string, number> => {
  const marks = new Map<string, number>()
  let time = 0
  for (const step of steps) {
    if (step.kind !== 'wait') marks.set(step.key, Math.floor(time + 1e-9) + 1)
    else if (step.wait.unit === 'business_days')
      time = afterBusinessDays(time, step.wait.amount, new Set(days))
    else time += step.wait.amount * DAYS[step.wait.unit]
  }
  return marks
}

/** Day 0 is a Monday. */
const afterBusinessDays = (from: number, amount: number, days: ReadonlySet<number>): number => {
  if (days.size === 0) return from + amount
  let time = from
  // More than two years of waiting is refused anyway.
  for (let left = Math.min(amount, 1_000); left > 0; ) {
    time += 1
    if (days.has((Math.floor(time) % 7) + 1)) left -= 1
  }
  return time
}

/** What a step is called in the line: the subject of a mail, the title of a task. */
export const stepTitle = (step: Step): string => {
  switch (step.kind) {
    case 'mail':
      return step.options[0]?.subject || step.options[0]?.template || 'Mail'
    case 'wait':
      return `Wait ${waitWords(step.wait)}`
    case 'task':
      return step.title || TASK_NAMES[step.task]
  }
}

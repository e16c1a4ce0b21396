import type { Wait, WaitUnit } from '../definition.ts'
import { didYouMean } from '../nearest-names.ts'

/** Every spelling of a unit, with what it stands for and how many of it. */
const UNITS = new Map<string, [WaitUnit, number]>([
  ['m', ['minutes', 1]],
  ['min', ['minutes', 1]],
  ['mins', ['minutes', 1]],
  ['minute', ['minutes', 1]],
  ['minutes', ['minutes', 1]],
  ['h', ['hours', 1]],
  ['hour', ['hours', 1]],
  ['hours', ['hours', 1]],
  ['d', ['days', 1]],
  ['day', ['days', 1]],
  ['days', ['days', 1]],
  ['w', ['days', 7]],
  ['week', ['days', 7]],
  ['weeks', ['days', 7]],
  ['business day', ['business_days', 1]],
  ['business days', ['business_days', 1]],
  ['working day', ['business_days', 1]],
  ['working days', ['business_days', 1]],
  ['workday', ['business_days', 1]],
  ['workdays', ['business_days', 1]],
  ['weekday', ['business_days', 1]],
  ['weekdays', ['business_days', 1]],
])
const PROPER = ['minutes', 'hours', 'days', 'weeks', 'business days']

/** Reads `3 business days`, `2h`, `1 week`; answers with a sentence when it cannot. */
export const parseWait = (text: string): Wait | string => {
  const match = /^(\d+(?:\.\d+)?)?\s*(.*)$/.exec(text.trim().toLowerCase())
  const [, number, rest = ''] = match ?? []
  const word = rest.replace(/[\s_-]+/g, ' ').trim()
  if (number === undefined)
    return `"${text}" is no time to wait; write a number and a unit, such as 3 business days.`
  if (word === '') return `${number} of what? Write ${number} with a unit: ${PROPER.join(', ')}.`
  const unit = UNITS.get(word)
  if (!unit) return `"${word}" is no unit of time; write ${PROPER.join(', ')}.${didYouMean(word, PROPER)}`
  const amount = Number(number) * unit[1]
  if (!Number.isInteger(amount) || amount < 1)
    return `"${text}" is no whole number of 1 or more; write it in a smaller unit.`
  return { unit: unit[0], amount }
}

/** `3 business days`, as `parseWait` reads it. */
export const formatWait = ({ amount, unit }: Wait): string => {
  const word = unit.replace('_', ' ')
  return `${amount} ${amount === 1 ? word.slice(0, -1) : word}`
}

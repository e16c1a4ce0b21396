import { DateTime } from 'luxon'
import type { Disposition } from '#modules/calls/index.ts'
import { invalidInput } from '#platform/errors/index.ts'

/** Here and not from the module, whose loading would keep `--help` waiting. */
export const DISPOSITIONS = [
  'answered',
  'not_answered',
  'voice_mail',
] as const satisfies readonly Disposition[]

/** A number of seconds; undefined when it was not given. */
export const readSeconds = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw invalidInput('--duration', `--duration is “${text}”, but it must be a number of seconds, such as 90.`)
}

/** A day (its first instant) or a time of ISO 8601; what names no zone is in the given one. */
export const readTime = (option: string, text: string, zone: string): Date => {
  const time = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone })
  if (time.isValid && time.year >= 1900 && time.year <= 9999) return time.toJSDate()
  throw invalidInput(
    option,
    `${option} is “${text}”, but it must be a day or a time, such as 2026-03-09 or 2026-03-09T14:00.`,
  )
}

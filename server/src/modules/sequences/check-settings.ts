import { IANAZone } from 'luxon'
import type { DeliveryWindow, SequenceSettings } from './definition.ts'
import { holidayPlaceMistake, isDay } from './holiday-places.ts'
import type { Issue } from './issues.ts'
import { nearestNames } from './nearest-names.ts'

const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/
export const MOST_HOLIDAYS = 1000
const MOST_MAILBOXES = 500
const HIGHEST_THROTTLE = 1_000_000
const MOST_OUTCOMES = 50

/** Everything wrong with a sequence's settings, apart from what only the database knows (mailboxes, calendars). */
export const checkSettings = (settings: SequenceSettings): Issue[] => [
  ...checkZone(settings.zone),
  ...checkWindow(settings.window),
  ...checkDays(settings.days),
  ...checkHolidays(settings.holidays),
  ...checkMailboxes(settings.mailboxes),
  ...checkThrottle(settings.throttle),
  ...checkOutcomes(settings.stopOn.taskOutcomes),
]

/** Why a zone is none that PostgreSQL, Luxon and people know, or null. */
export const zoneMistake = (zone: string): string | null => {
  if (IANAZone.isValidZone(zone)) return null
  const near = nearestNames(zone, Intl.supportedValuesOf('timeZone'), 1)[0]
  return `"${zone}" is no time zone; write one like ${near ?? 'Europe/Berlin'}.`
}

/** Whether a text is a time of day as `HH:MM`, 00:00 to 23:59. */
export const isTimeOfDay = (text: string): boolean => TIME_OF_DAY.test(text)

const checkZone = (zone: SequenceSettings['zone']): Issue[] => {
  const mistake = zone.of === 'fixed' ? zoneMistake(zone.zone) : null
  return mistake ? [{ path: 'zone', message: mistake }] : []
}

const checkWindow = (window: DeliveryWindow): Issue[] =>
  (['from', 'to'] as const)
    .filter((end) => !isTimeOfDay(window[end]))
    .map((end) => ({
      path: `window.${end}`,
      message: `"${window[end]}" is no time of day; write HH:MM, such as 09:00.`,
    }))

const checkDays = (days: readonly number[]): Issue[] => {
  if (days.length === 0) return [{ path: 'days', message: 'name at least one day on which mails may go.' }]
  const wrong = days.find(
    (day, index) => !Number.isInteger(day) || day < 1 || day > 7 || days.indexOf(day) !== index,
  )
  return wrong === undefined
    ? []
    : [{ path: 'days', message: `${wrong} is no weekday, or named twice; 1 is Monday, 7 is Sunday.` }]
}

const checkHolidays = ({ country, days }: SequenceSettings['holidays']): Issue[] => {
  const issues: Issue[] = []
  const mistake = country === undefined ? null : holidayPlaceMistake(country)
  if (mistake) issues.push({ path: 'holidays.country', message: mistake })
  if (days.length > MOST_HOLIDAYS)
    issues.push({ path: 'holidays.days', message: `at most ${MOST_HOLIDAYS} days can be named.` })
  for (const [index, day] of days.entries())
    if (!isDay(day))
      issues.push({ path: `holidays.days[${index}]`, message: `"${day}" is no day; write it as 2026-12-24.` })
  return issues
}

const checkMailboxes = (mailboxes: SequenceSettings['mailboxes']): Issue[] => {
  if (mailboxes.of !== 'list') return []
  const ids = mailboxes.mailboxIds
  if (ids.length === 0)
    return [{ path: 'mailboxes', message: 'name at least one mailbox, or write starter or owner.' }]
  if (ids.length > MOST_MAILBOXES)
    return [{ path: 'mailboxes', message: `at most ${MOST_MAILBOXES} mailboxes can be named.` }]
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index)
  return twice === -1 ? [] : [{ path: `mailboxes[${twice}]`, message: 'this mailbox is named twice.' }]
}

const checkThrottle = (throttle: number | null): Issue[] => {
  if (throttle === null) return []
  if (Number.isInteger(throttle) && throttle >= 1 && throttle <= HIGHEST_THROTTLE) return []
  return [
    {
      path: 'throttle',
      message: `${throttle} is no number of first mails a day; write a whole number of 1 or more, or leave it out.`,
    },
  ]
}

const checkOutcomes = (outcomes: readonly string[]): Issue[] => {
  if (outcomes.length > MOST_OUTCOMES)
    return [{ path: 'stopOn.taskOutcomes', message: `at most ${MOST_OUTCOMES} outcomes can be named.` }]
  return outcomes.flatMap((outcome, index) =>
    outcome.trim() === '' || outcome.length > 100
      ? [{ path: `stopOn.taskOutcomes[${index}]`, message: 'an outcome has 1 to 100 characters.' }]
      : [],
  )
}

import type { SequenceSettings } from '#modules/sequences/definition.ts'
import type { DeliveryTimes } from './delivery-window.ts'
import { holidaysOf, type IsHoliday } from './holidays.ts'
import { type Place, type ZoneSource, zoneOf } from './time-zone.ts'

/** When mails to one prospect may go, and how his zone is known. */
export type Calendar = DeliveryTimes & {
  zoneSource: ZoneSource | 'fixed'
  /** What a guessed zone was guessed from, as typed: "Germany"; else null. */
  guessedFrom: string | null
}

// Every enrolment of a sequence shares its settings object, and so one reading of its holidays.
const holidaysBySettings = new WeakMap<SequenceSettings['holidays'], IsHoliday>()

const isHolidayOf = (holidays: SequenceSettings['holidays']): IsHoliday => {
  const known = holidaysBySettings.get(holidays)
  if (known) return known
  const isHoliday = holidaysOf(holidays)
  holidaysBySettings.set(holidays, isHoliday)
  return isHoliday
}

/**
 * The calendar by which a sequence sends to a prospect at this place.
 *
 * @param mailboxZone IANA name; used where the sequence asks for it and where the prospect's own is unknown
 */
export const calendarOf = ({
  settings,
  place,
  mailboxZone,
}: {
  settings: Pick<SequenceSettings, 'zone' | 'window' | 'days' | 'holidays'>
  place: Place
  mailboxZone: string
}): Calendar => {
  const { window, days, holidays } = settings
  const times = { window, days, isHoliday: isHolidayOf(holidays) }
  if (settings.zone.of === 'fixed')
    return { ...times, zone: settings.zone.zone, zoneSource: 'fixed', guessedFrom: null }
  if (settings.zone.of === 'mailbox')
    return { ...times, zone: mailboxZone, zoneSource: 'mailbox', guessedFrom: null }
  const { zone, source, guessedFrom } = zoneOf({ ...place, mailboxZone })
  return { ...times, zone, zoneSource: source, guessedFrom }
}

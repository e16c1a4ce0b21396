import { type DeliveryWindow, isTimeOfDay, type Weekday, zoneMistake } from '#modules/sequences/index.ts'
import { invalidInput } from '#platform/errors/index.ts'

/** How fast a mailbox may send. Stored whole, so that every reader finds every value. */
export type MailboxLimits = {
  /** Automatic mails on one day of the mailbox's zone. */
  daily: number
  hourly: number | null
  /** Between two mails the gap is drawn at random from this range. */
  minGapSeconds: number
  maxGapSeconds: number
  /** A new mailbox begins with `startAt` mails on the day `from` ("YYYY-MM-DD") and adds `addPerDay` each day, up to `daily`. */
  ramp: { startAt: number; addPerDay: number; from: string } | null
  /** IANA. */
  zone: string
  /** Narrows the windows of sequences; null: does not. */
  window: DeliveryWindow | null
  days: Weekday[] | null
  /** SMTP connections at a time. */
  connections: number
}

/** What can be given; the rest takes its default or stays. */
export type LimitsInput = { [Key in keyof MailboxLimits]?: MailboxLimits[Key] | undefined }

/** Klenty's: 500 a day, 30 to 300 seconds apart. */
const DEFAULTS: Omit<MailboxLimits, 'zone'> = {
  daily: 500,
  hourly: null,
  minGapSeconds: 30,
  maxGapSeconds: 300,
  ramp: null,
  window: null,
  days: null,
  connections: 2,
}

/** The limits of a new mailbox. */
export const defaultLimits = (zone: string): MailboxLimits => ({ ...DEFAULTS, zone })

/**
 * The limits with what is given changed. A single end of the gap moves the other with it where they would cross. Throws `invalid_input`
 * that names the limit.
 */
export const changeLimits = (limits: MailboxLimits, given: LimitsInput): MailboxLimits => {
  const changed = { ...limits }
  for (const [key, value] of Object.entries(given))
    if (value !== undefined) Object.assign(changed, { [key]: value })
  if (given.minGapSeconds !== undefined && given.maxGapSeconds === undefined)
    changed.maxGapSeconds = Math.max(changed.maxGapSeconds, changed.minGapSeconds)
  if (given.maxGapSeconds !== undefined && given.minGapSeconds === undefined)
    changed.minGapSeconds = Math.min(changed.minGapSeconds, changed.maxGapSeconds)
  checkLimits(changed)
  return changed
}

const checkLimits = (limits: MailboxLimits): void => {
  whole('daily', limits.daily, 1, 1_000_000)
  if (limits.hourly !== null) whole('hourly', limits.hourly, 1, 1_000_000)
  whole('minGapSeconds', limits.minGapSeconds, 0, 86_400)
  whole('maxGapSeconds', limits.maxGapSeconds, 0, 86_400)
  whole('connections', limits.connections, 1, 50)
  if (limits.minGapSeconds > limits.maxGapSeconds)
    throw invalidInput('minGapSeconds', 'minGapSeconds must not be above maxGapSeconds.')
  if (limits.ramp) {
    whole('ramp.startAt', limits.ramp.startAt, 1, 1_000_000)
    whole('ramp.addPerDay', limits.ramp.addPerDay, 1, 1_000_000)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(limits.ramp.from) || Number.isNaN(Date.parse(limits.ramp.from)))
      throw invalidInput('ramp.from', `ramp.from: "${limits.ramp.from}" is no day; write it as 2026-01-31.`)
  }
  const wrongZone = zoneMistake(limits.zone)
  if (wrongZone) throw invalidInput('zone', `zone: ${wrongZone}`)
  for (const end of limits.window ? [limits.window.from, limits.window.to] : [])
    if (!isTimeOfDay(end))
      throw invalidInput('window', `window: "${end}" is no time of day; write HH:MM, such as 09:00.`)
  const { days } = limits
  if (
    days &&
    (days.length === 0 || new Set(days).size !== days.length || days.some((day) => !(day >= 1 && day <= 7)))
  )
    throw invalidInput(
      'days',
      'days: name each day once, from 1 (Monday) to 7 (Sunday); leave it out for every day.',
    )
}

const whole = (field: string, value: number, least: number, most: number): void => {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw invalidInput(field, `${field}: ${value} is no whole number from ${least} to ${most}.`)
}

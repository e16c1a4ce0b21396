import fc from 'fast-check'
import type {
  CadenceDefinition,
  DeliveryWindow,
  SequenceSettings,
  Step,
  Weekday,
} from '#modules/sequences/definition.ts'
import { DEFAULT_SETTINGS } from '#modules/sequences/definition.ts'
import type { Calendar } from './calendar.ts'

/** What tests of the rules draw from. The zones change their clocks in every way that has been seen. */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  // Half an hour of summer time.
  'Australia/Lord_Howe',
  // Left out 30 December 2011.
  'Pacific/Apia',
  // Summer time that pauses for Ramadan.
  'Africa/Casablanca',
  // Clocks that change at midnight, so that days begin at 01:00.
  'America/Sao_Paulo',
  'Africa/Cairo',
  'America/Havana',
  // Two hours of summer time.
  'Antarctica/Troll',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
] as const

/** Clocks change somewhere in the week after each of these days, or a day is missing. */
export const ERAS = [
  '2011-12-28',
  '2018-11-01',
  '2023-04-25',
  '2025-03-28',
  '2025-10-24',
  '2026-02-13',
  '2026-03-06',
  '2026-04-03',
  '2026-10-02',
  '2026-10-23',
  '2026-10-30',
] as const

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const zones = fc.constantFrom(...ZONES)

/** Instants within some days of a change of clocks somewhere, to the second. */
export const instants = fc
  .tuple(fc.constantFrom(...ERAS), fc.integer({ min: 0, max: 6 * 86_400 }))
  .map(([day, seconds]) => new Date(Date.parse(`${day}T00:00:00Z`) + seconds * 1000))

const timesOfDay = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) =>
    [Math.floor(quarter / 4), (quarter % 4) * 15].map((one) => String(one).padStart(2, '0')).join(':'),
  )

/** Also over midnight, the whole day, and around the hours at which clocks change. */
export const windows: fc.Arbitrary<DeliveryWindow> = fc.oneof(
  fc.record({ from: timesOfDay, to: timesOfDay }),
  fc.constantFrom(
    { from: '09:00', to: '17:00' },
    { from: '22:00', to: '06:00' },
    { from: '00:00', to: '00:30' },
    { from: '02:00', to: '03:00' },
    { from: '02:15', to: '02:45' },
    { from: '23:30', to: '00:30' },
    { from: '00:00', to: '00:00' },
  ),
)

export const weekdays: fc.Arbitrary<Weekday[]> = fc.uniqueArray(
  fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7),
  { minLength: 1 },
)

const holidaySets = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...ERAS), fc.nat({ max: 6 })), { maxLength: 3 })
  .map(
    (some) =>
      new Set(some.map(([era, later]) => new Date(Date.parse(era) + later * DAY).toISOString().slice(0, 10))),
  )

export const calendars: fc.Arbitrary<Calendar> = fc
  .record({ zone: zones, window: windows, days: weekdays, holidays: holidaySets })
  .map(({ holidays, ...times }) => ({
    ...times,
    isHoliday: (day) => holidays.has(day),
    zoneSource: 'prospect',
    guessedFrom: null,
  }))

/** Steps with these ids, with waits before some of them. */
export const stepsOf = (ids: readonly string[]): fc.Arbitrary<Step[]> =>
  fc.tuple(...ids.map((id) => withWaits(id))).map((parts) => parts.flat())

const waits = fc.oneof(
  fc.record({
    amount: fc.integer({ min: 1, max: 200 }),
    unit: fc.constantFrom('minutes' as const, 'hours' as const),
  }),
  fc.record({
    amount: fc.integer({ min: 1, max: 5 }),
    unit: fc.constantFrom('days' as const, 'business_days' as const),
  }),
)

const withWaits = (id: string): fc.Arbitrary<Step[]> =>
  fc
    .tuple(fc.array(waits, { maxLength: 2 }), actionOf(id))
    .map(([before, step]) => [
      ...before.map((wait, index): Step => ({ id: `${id}-wait${index}`, kind: 'wait', wait })),
      step,
    ])

/** Ids of mail steps begin with "m", those of tasks with "t": a step keeps its kind through edits. */
const actionOf = (id: string): fc.Arbitrary<Step> =>
  id.startsWith('t')
    ? fc.constant({ id, kind: 'task', task: 'call', title: 'Call', note: '' })
    : fc.array(fc.constantFrom(0, 1, 3), { minLength: 1, maxLength: 3 }).map((weights) => ({
        id,
        kind: 'mail',
        options: weights.map((weight, index) => ({
          id: `${id}-${index}`,
          template: `${id} ${index}`,
          weight,
          subject: '',
          body: 'Hello',
        })),
      }))

export const stopRules: fc.Arbitrary<SequenceSettings['stopOn']> = fc.record({
  reply: fc.boolean(),
  autoReply: fc.constantFrom('continue', 'stop', 'hold'),
  colleagueReply: fc.boolean(),
  taskOutcomes: fc.constantFrom([], ['Not interested']),
})

const STEP_IDS = ['m1', 'm2', 't1', 'm3', 't2', 'm4']

/** Definitions of up to six steps that are cut from the same ones, as edits of one cadence are. */
export const definitions: fc.Arbitrary<CadenceDefinition> = fc
  .shuffledSubarray(STEP_IDS, { minLength: 1 })
  .chain((ids) => fc.record({ steps: stepsOf(ids), stopOn: stopRules }))
  .map(({ steps, stopOn }) => ({ steps, settings: { ...DEFAULT_SETTINGS, stopOn } }))

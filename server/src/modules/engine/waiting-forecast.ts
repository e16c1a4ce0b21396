import type { Queryable } from '#platform/db/index.ts'
import { zoneOfThrottle } from './claim/throttles.ts'
import { type Calendar, forecast, type Place, type Throttle } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import type { PublishedSequence } from './ports.ts'
import { createScenes } from './scene.ts'
import { mailboxHeads, type ReportedMailbox, sequencePaces } from './waiting-queries.ts'

/**
 * Enrolments looked at in each end of a lane; whoever waits behind more than these is told no time. A forecast over them takes some 15 ms for
 * each mailbox.
 */
const HEADS = 200

export type MailForecast = {
  /**
   * When a mail that is due then is expected to go; null where that cannot be told. Who waits behind those looked at is expected at his due
   * time if that is after all of theirs.
   */
  at(waiting: { id: string; mailboxId: string; dueAt: Date }): Date | null
  throttles: ReadonlyMap<string, Throttle>
}

/** Forecasts when mails will leave these mailboxes, over everything that waits in them. */
export const forecastMails = async (
  deps: EngineDeps,
  tx: Queryable,
  input: { companyId: string; mailboxes: readonly ReportedMailbox[]; now: Date },
): Promise<MailForecast> => {
  const { companyId, now } = input
  const running = [...new Set(input.mailboxes)].filter(({ state }) => state === 'running')
  const mailboxIds = running.map(({ mailboxId }) => mailboxId)
  const heads = await mailboxHeads(tx, { companyId, mailboxIds, limit: HEADS })
  const scenes = await createScenes(deps, tx, companyId, heads)
  const throttles = await throttlesOf(deps, tx, companyId, scenes.sequences)
  const calendars = new Map<string, Calendar>()
  const calendarOfHead = (sequence: PublishedSequence, place: Place, mailboxZone: string): Calendar => {
    const calendar = scenes.calendarFor({ sequence, place, mailboxZone })
    const key = `${sequence.id} ${calendar.zone}`
    const shared = calendars.get(key) ?? calendar
    calendars.set(key, shared)
    return shared
  }
  const expected = new Map<string, Date>()
  const last = new Map<string, Date>()
  for (const { mailboxId, pace, limits } of running) {
    const waiting = heads.flatMap(({ place, ...head }) => {
      const sequence = scenes.sequences.get(head.sequenceId)
      if (head.mailboxId !== mailboxId || !sequence) return []
      return [{ ...head, calendar: calendarOfHead(sequence, place, limits.zone) }]
    })
    for (const [id, at] of forecast({ pace, limits, heads: waiting, now, throttles })) {
      expected.set(id, at)
      if (at > (last.get(mailboxId) ?? now)) last.set(mailboxId, at)
    }
  }
  return {
    throttles,
    at: ({ id, mailboxId, dueAt }) =>
      expected.get(id) ?? (dueAt > (last.get(mailboxId) ?? now) ? dueAt : null),
  }
}

const throttlesOf = async (
  deps: EngineDeps,
  tx: Queryable,
  companyId: string,
  sequences: ReadonlyMap<string, PublishedSequence>,
): Promise<Map<string, Throttle>> => {
  const throttled = [...sequences.values()].filter(({ definition }) => definition.settings.throttle !== null)
  if (throttled.length === 0) return new Map()
  const company = await deps.ports.companySettings(tx, companyId)
  const paces = await sequencePaces(tx, { companyId, sequenceIds: throttled.map(({ id }) => id) })
  return new Map(
    throttled.map((sequence) => [
      sequence.id,
      {
        limit: sequence.definition.settings.throttle ?? 0,
        zone: zoneOfThrottle(sequence, company.zone),
        ...(paces.get(sequence.id) ?? { day: '', begun: 0 }),
      },
    ]),
  )
}

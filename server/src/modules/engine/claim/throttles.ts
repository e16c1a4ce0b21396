import { DateTime } from 'luxon'
import type { Queryable } from '#platform/db/index.ts'
import type { EngineDeps } from '../engine-deps.ts'
import { lockSequencePaces, saveSequencePaces } from '../pace-queries.ts'
import type { PublishedSequence } from '../ports.ts'
import type { Applied } from '../store-applied.ts'

export type Throttles = {
  /** First mails that may still begin today, by sequence id; only throttled sequences are in it. */
  left: Map<string, number>
  /** Books the first mails of this turn; a sequence that has used its day up is left alone until the next. */
  count(recorded: readonly Applied[]): Promise<void>
}

/** The zone in which a sequence's throttle counts days: its fixed zone, else the company's. */
export const zoneOfThrottle = (sequence: PublishedSequence, companyZone: string): string => {
  const { zone } = sequence.definition.settings
  return zone.of === 'fixed' ? zone.zone : companyZone
}

/** Locks the throttle counters of those of these sequences that have a throttle. */
export const throttlesOf = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, sequences, now }: { companyId: string; sequences: readonly PublishedSequence[]; now: Date },
): Promise<Throttles> => {
  const throttled = sequences.flatMap((sequence) => {
    const limit = sequence.definition.settings.throttle
    return limit === null ? [] : [{ sequence, limit }]
  })
  if (throttled.length === 0) return { left: new Map(), count: async () => {} }

  const company = await deps.ports.companySettings(tx, companyId)
  const ids = throttled.map(({ sequence }) => sequence.id)
  const stored = await lockSequencePaces(tx, companyId, ids)
  const days = throttled.map(({ sequence, limit }) => {
    const today = DateTime.fromJSDate(now, { zone: zoneOfThrottle(sequence, company.zone) }).startOf('day')
    const day = today.toISODate() ?? ''
    const pace = stored.get(sequence.id)
    const begun = pace?.day === day ? pace.firstMails : 0
    return { sequenceId: sequence.id, limit, day, begun, tomorrow: today.plus({ days: 1 }).toJSDate() }
  })
  return {
    left: new Map(days.map((one) => [one.sequenceId, Math.max(0, one.limit - one.begun)])),
    count: async (recorded) => {
      const firsts = recorded.filter(({ before }) => before.state.firstMail)
      await saveSequencePaces(
        tx,
        companyId,
        days.map(({ sequenceId, day, begun, limit, tomorrow }) => {
          const firstMails = begun + firsts.filter(({ after }) => after.sequenceId === sequenceId).length
          return { sequenceId, day, firstMails, throttledUntil: firstMails >= limit ? tomorrow : null }
        }),
      )
    },
  }
}

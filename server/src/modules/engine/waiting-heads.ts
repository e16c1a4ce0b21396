import type { Queryable } from '#platform/db/index.ts'
import type { Calendar, Place, WaitingHead } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { mailsToday } from './mails-today.ts'
import type { PublishedSequence } from './ports.ts'
import { createScenes } from './scene.ts'
import { mailboxHeads, type ReportedMailbox } from './waiting-queries.ts'

export type WaitingInLanes = {
  heads: WaitingHead[]
  sequences: ReadonlyMap<string, PublishedSequence>
}

/** Who waits first in the lanes of mailboxes, with what the forecast has to know. Those of one sequence and zone share a calendar. */
export const waitingHeads = async (
  deps: EngineDeps,
  tx: Queryable,
  input: {
    companyId: string
    mailboxes: readonly Pick<ReportedMailbox, 'mailboxId' | 'limits'>[]
    now: Date
    /** How many to look at over all mailboxes, and at least in each end of a lane. */
    most: number
    least: number
  },
): Promise<WaitingInLanes> => {
  const { companyId, mailboxes, now, most, least } = input
  const zones = new Map(mailboxes.map(({ mailboxId, limits }) => [mailboxId, limits.zone]))
  const found = await mailboxHeads(tx, { companyId, mailboxIds: [...zones.keys()], most, least })
  const scenes = await createScenes(deps, tx, companyId, found)
  const calendars = new Map<string, Calendar>()
  const calendarOf = (sequence: PublishedSequence, place: Place, mailboxId: string): Calendar => {
    const mailboxZone = zones.get(mailboxId) ?? null
    const calendar = scenes.calendarFor({ sequence, place, mailboxZone })
    const key = `${sequence.id} ${calendar.zone}`
    const shared = calendars.get(key) ?? calendar
    calendars.set(key, shared)
    return shared
  }
  const placed = found.flatMap(({ place, ...head }) => {
    const sequence = scenes.sequences.get(head.sequenceId)
    return sequence ? [{ ...head, calendar: calendarOf(sequence, place, head.mailboxId) }] : []
  })
  const today = await mailsToday(tx, {
    companyId,
    people: placed.map(({ prospectId, calendar: { zone } }) => ({ prospectId, zone })),
    now,
  })
  return {
    sequences: scenes.sequences,
    heads: placed.map((head) => ({
      ...head,
      mailsToday: today({ prospectId: head.prospectId, zone: head.calendar.zone }),
    })),
  }
}

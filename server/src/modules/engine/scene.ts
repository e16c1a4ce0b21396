import type { Queryable } from '#platform/db/index.ts'
import { type Calendar, calendarOf } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import type { PublishedSequence } from './ports.ts'
import type { StoredEnrolment } from './stored-enrolment.ts'

/** What the rules need beside an enrolment itself: its sequence and the calendar it sends by. */
export type Scene = { sequence: PublishedSequence; calendar: Calendar }

export type Scenes = {
  /** By id. */
  sequences: ReadonlyMap<string, PublishedSequence>
  of(enrolment: StoredEnrolment): Scene
  calendarFor(input: {
    sequence: PublishedSequence
    place: StoredEnrolment['place']
    mailboxZone: string | null
  }): Calendar
}

/** Loads, once for a set of enrolments, the definitions and the zone that their calendars are made of. */
export const createScenes = async (
  deps: EngineDeps,
  tx: Queryable,
  companyId: string,
  enrolments: readonly Pick<StoredEnrolment, 'sequenceId'>[],
): Promise<Scenes> => {
  const sequenceIds = [...new Set(enrolments.map((one) => one.sequenceId))]
  const definitions = await deps.ports.definitionsOf(tx, { companyId, sequenceIds })
  const company = await deps.ports.companySettings(tx, companyId)
  const calendarFor: Scenes['calendarFor'] = ({ sequence, place, mailboxZone }) =>
    calendarOf({
      settings: sequence.definition.settings,
      place,
      mailboxZone: mailboxZone ?? company.zone,
    })
  return {
    sequences: definitions,
    calendarFor,
    of: (enrolment) => {
      const sequence = definitions.get(enrolment.sequenceId)
      if (!sequence)
        throw new Error(`enrolment ${enrolment.id} is in a sequence without a published definition`)
      return {
        sequence,
        calendar: calendarFor({ sequence, place: enrolment.place, mailboxZone: enrolment.mailboxZone }),
      }
    },
  }
}

import type { Queryable } from '#platform/db/index.ts'
import { nextDaysOpening, type Waiting, wantedAt } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { mailsToday } from './mails-today.ts'
import type { Scene, Scenes } from './scene.ts'
import type { StoredEnrolment } from './stored-enrolment.ts'

/** Tells which enrolments wait for their person's next day, because he has had the automatic mails of today. */
export type FullPeople = { of(enrolment: StoredEnrolment, scene: Scene): Waiting['personFull'] }

export const fullPeople = async (
  deps: EngineDeps,
  tx: Queryable,
  {
    companyId,
    enrolments,
    scenes,
    now,
  }: { companyId: string; enrolments: readonly StoredEnrolment[]; scenes: Pick<Scenes, 'of'>; now: Date },
): Promise<FullPeople> => {
  const { mailsPerPersonAndDay: most } = await deps.ports.companySettings(tx, companyId)
  const people = enrolments
    .filter(({ state }) => state.phase === 'due')
    .map((one) => ({ prospectId: one.prospectId, zone: scenes.of(one).calendar.zone }))
  const today = await mailsToday(tx, { companyId, people, now })
  return {
    of: ({ prospectId, state }, { sequence: { definition }, calendar }) => {
      if (state.phase !== 'due' || state.stepId === null) return null
      if (today({ prospectId, zone: calendar.zone }) < most) return null
      const until = nextDaysOpening(calendar, now)
      // By its waits alone: the stored due time is `until` already when the dispatcher has met it today.
      const wanted = wantedAt({ enrolment: state, definition, calendar })
      return until && wanted && wanted < until ? { until, most } : null
    },
  }
}

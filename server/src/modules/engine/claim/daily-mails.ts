import { DateTime } from 'luxon'
import type { Queryable } from '#platform/db/index.ts'
import { advanceEnrolment } from '../advance-enrolment.ts'
import type { Applied } from '../apply-happenings.ts'
import type { EngineDeps } from '../engine-deps.ts'
import { mailsSince } from '../mail-queries.ts'

/**
 * Moves to the next day the mails that would be one too many for a person today, over all sequences (DESIGN: at most 2 a day, a setting of
 * the company). The day is that of the calendar the mail is sent by. Changes `applied` in place, before anything is recorded.
 */
export const holdBackSurplus = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, applied, now }: { companyId: string; applied: Applied[]; now: Date },
): Promise<void> => {
  const mailing = applied.filter(({ effects }) => effects.some((effect) => effect.kind === 'record_mail'))
  if (mailing.length === 0) return
  const { mailsPerPersonAndDay } = await deps.ports.companySettings(tx, companyId)
  const byZone = Map.groupBy(mailing, ({ scene }) => scene.calendar.zone)
  for (const [zone, some] of byZone) {
    const counts = await mailsSince(tx, {
      companyId,
      prospectIds: some.map(({ after }) => after.prospectId),
      since: DateTime.fromJSDate(now, { zone }).startOf('day').toJSDate(),
    })
    for (const one of some) {
      const already = counts.get(one.after.prospectId) ?? 0
      counts.set(one.after.prospectId, already + 1)
      if (already < mailsPerPersonAndDay) continue
      const { before: enrolment, scene } = one
      Object.assign(one, advanceEnrolment({ enrolment, scene, happening: { kind: 'too_many_today' }, now }))
    }
  }
}

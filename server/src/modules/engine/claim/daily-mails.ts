import type { Queryable } from '#platform/db/index.ts'
import { advanceEnrolment } from '../advance-enrolment.ts'
import type { EngineDeps } from '../engine-deps.ts'
import { lockFreeProspects } from '../enrolment-queries.ts'
import { mailsToday } from '../mails-today.ts'
import type { Applied } from '../store-applied.ts'

/**
 * Moves to the next day the mails that would be one too many for a person today, over all sequences (a setting of the company, at most 2 a
 * day unless changed). The day is that of the calendar the mail is sent by. Whoever has several enrolments is locked, so that no other
 * dispatcher counts his mails at the same moment; if one does, he stays due for the next turn. Changes `applied` in place, before anything is recorded.
 */
export const holdBackSurplus = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, applied, now }: { companyId: string; applied: readonly Applied[]; now: Date },
): Promise<void> => {
  const mailing = applied.filter(({ effects }) => effects.some(({ kind }) => kind === 'record_mail'))
  if (mailing.length === 0) return
  const locked = await lockFreeProspects(tx, {
    companyId,
    prospectIds: [...new Set(mailing.flatMap(({ before }) => (before.alongside ? before.prospectId : [])))],
  })
  const counted = mailing.filter((one) => {
    if (!one.before.alongside || locked.has(one.before.prospectId)) return true
    Object.assign(one, { after: one.before, effects: [] })
    return false
  })
  const { mailsPerPersonAndDay } = await deps.ports.companySettings(tx, companyId)
  const today = await mailsToday(tx, {
    companyId,
    people: counted.map(({ after: { prospectId }, scene }) => ({ prospectId, zone: scene.calendar.zone })),
    now,
  })
  const thisTurn = new Map<string, number>()
  for (const one of counted) {
    const { before: enrolment, scene } = one
    const { prospectId } = one.after
    const taken = thisTurn.get(prospectId) ?? 0
    if (taken + today({ prospectId, zone: scene.calendar.zone }) < mailsPerPersonAndDay) {
      thisTurn.set(prospectId, taken + 1)
      continue
    }
    Object.assign(one, advanceEnrolment({ enrolment, scene, happening: { kind: 'too_many_today' }, now }))
  }
}

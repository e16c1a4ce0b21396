import type { Queryable } from '#platform/db/index.ts'
import { nextWindow, type SendWindow } from './core/delivery-window.ts'
import type { EngineDeps } from './engine-deps.ts'
import { enrolmentsById } from './enrolment-queries.ts'
import { createScenes } from './scene.ts'

/**
 * When recorded mails may leave that cannot go when they were to: by enrolment, the next moment at or after `from` that its calendar allows,
 * and the end of that window. Left out are those that no window opens for within two years. Locks nothing: what else became of an enrolment
 * is looked at when its mail is marked as being sent.
 */
export const sendWindows = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, wanted }: { companyId: string; wanted: readonly { enrolmentId: string; from: Date }[] },
): Promise<Map<string, SendWindow>> => {
  const from = new Map(wanted.map((one) => [one.enrolmentId, one.from]))
  const enrolments = await enrolmentsById(tx, { companyId, enrolmentIds: [...from.keys()] })
  const scenes = await createScenes(deps, tx, companyId, enrolments)
  return new Map(
    enrolments.flatMap((enrolment) => {
      const window = nextWindow({
        ...scenes.of(enrolment).calendar,
        from: from.get(enrolment.id) ?? deps.clock.now(),
      })
      return window ? [[enrolment.id, window] as const] : []
    }),
  )
}

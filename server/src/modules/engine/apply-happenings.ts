import type { EventReferences, NewEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { advanceEnrolment } from './advance-enrolment.ts'
import type { Effect, Happening } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { lockEnrolments } from './enrolment-queries.ts'
import { eventsOfChange } from './events-of-change.ts'
import { giveMailboxes } from './give-mailboxes.ts'
import { loadFacts } from './journey/load-facts.ts'
import { createScenes } from './scene.ts'
import { type Applied, storeApplied } from './store-applied.ts'

/** Something that happened to one enrolment, with what its event should tell beside the rule's outcome. */
export type HappeningTo = {
  enrolmentId: string
  happening: Happening
  /** Carried into the events that follow from it. */
  about?: EventReferences
}

/**
 * The one way in which the outside changes enrolments: locks them, asks the rules, stores the answers and has the effects carried out,
 * all in the caller's transaction. Happenings of one enrolment are applied in the order given.
 */
export const applyHappenings = async (
  deps: EngineDeps,
  tx: Queryable,
  companyId: string,
  happenings: readonly HappeningTo[],
): Promise<Applied[]> => {
  const byEnrolment = Map.groupBy(happenings, ({ enrolmentId }) => enrolmentId)
  const locked = await lockEnrolments(tx, companyId, [...byEnrolment.keys()])
  const scenes = await createScenes(deps, tx, companyId, locked)
  // Only looking at an enrolment decides something here; everything else is decided when it is claimed.
  const looked = locked.filter(({ id }) =>
    byEnrolment.get(id)?.some(({ happening }) => happening.kind === 'looked_at'),
  )
  const facts = await loadFacts(tx, {
    companyId,
    placed: looked.map((enrolment) => ({ enrolment, scene: scenes.of(enrolment) })),
  })
  const now = deps.clock.now()
  const events: NewEvent[] = []
  const applied = locked.map((before): Applied => {
    const scene = scenes.of(before)
    let after = before
    const effects: Effect[] = []
    for (const { happening, about } of byEnrolment.get(before.id) ?? []) {
      const previous = after
      const step = advanceEnrolment({
        ...{ enrolment: previous, scene, happening, now },
        facts: facts.get(before.id),
      })
      after = step.after
      effects.push(...step.effects)
      events.push(...eventsOfChange({ before: previous, after, happening, about, now }))
    }
    return { before, after, effects, scene }
  })
  const asRuled = new Map(applied.map(({ after }) => [after.id, after]))
  await giveMailboxes(tx, { companyId, applied, scenes, now })
  for (const { after } of applied) {
    const before = asRuled.get(after.id) ?? after
    events.push(...eventsOfChange({ before, after, happening: { kind: 'definition_changed' }, now }))
  }
  await storeApplied(deps, tx, { companyId, applied, now })
  await deps.ports.appendEvents(tx, companyId, events)
  return applied
}

import type { EventReferences, NewEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { advanceEnrolment } from './advance-enrolment.ts'
import type { Effect, Happening } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { type EnrolmentChange, lockEnrolments, saveEnrolments } from './enrolment-queries.ts'
import { eventsOfChange } from './events-of-change.ts'
import { addToLanes } from './lane-queries.ts'
import type { StepTask } from './ports.ts'
import { createScenes, type Scene } from './scene.ts'
import type { StoredEnrolment } from './stored-enrolment.ts'

/** Something that happened to one enrolment, with what its event should tell beside the rule's outcome. */
export type HappeningTo = {
  enrolmentId: string
  happening: Happening
  /** Carried into the events that follow from it. */
  about?: EventReferences
}

export type Applied = { before: StoredEnrolment; after: StoredEnrolment; effects: Effect[]; scene: Scene }

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
  const locked = await lockEnrolments(tx, companyId, [...new Set(happenings.map((one) => one.enrolmentId))])
  const scenes = await createScenes(deps, tx, companyId, locked)
  const now = deps.clock.now()
  const applied: Applied[] = []
  const events: NewEvent[] = []
  for (const before of locked) {
    const scene = scenes.of(before)
    let after = before
    const effects: Effect[] = []
    for (const { enrolmentId, happening, about } of happenings) {
      if (enrolmentId !== before.id) continue
      const previous = after
      const step = advanceEnrolment({ enrolment: previous, scene, happening, now, random: deps.random() })
      after = step.after
      effects.push(...step.effects)
      events.push(...eventsOfChange({ before: previous, after, happening, about, now }))
    }
    applied.push({ before, after, effects, scene })
  }
  await storeApplied(deps, tx, { companyId, applied, now })
  await deps.ports.appendEvents(tx, companyId, events)
  return applied
}

/** Writes new states back and has everything but mails carried out; recording mails is the claim's own. */
export const storeApplied = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, applied, now }: { companyId: string; applied: readonly Applied[]; now: Date },
): Promise<void> => {
  const changed = applied.filter(({ before, after }) => before !== after)
  await saveEnrolments(tx, companyId, changed.map(changeOf), now)
  await addToLanes(tx, companyId, newLanes(changed))
  const idsWith = (kind: Effect['kind']) =>
    applied
      .filter(({ effects }) => effects.some((effect) => effect.kind === kind))
      .map(({ after }) => after.id)
  const withMail = idsWith('cancel_mail')
  if (withMail.length > 0) await deps.ports.cancelQueuedMails(tx, { companyId, enrolmentIds: withMail })
  const withTask = idsWith('cancel_task')
  if (withTask.length > 0) await deps.ports.cancelTasks(tx, { companyId, enrolmentIds: withTask })
  const tasks = applied.flatMap((one) => tasksOf(one, now))
  if (tasks.length > 0) await deps.ports.createTasks(tx, { companyId, tasks })
}

/** The lane in which an enrolment waits: its mailbox's for a mail step, else the one without mailbox. */
export const laneMailboxOf = ({ after, scene }: Pick<Applied, 'after' | 'scene'>): string => {
  const step = scene.sequence.definition.steps.find(({ id }) => id === after.state.stepId)
  return step?.kind === 'mail' ? (after.mailboxId ?? '') : ''
}

const changeOf = (applied: Applied): EnrolmentChange => ({
  ...applied.after,
  laneMailboxId: laneMailboxOf(applied),
})

const newLanes = (applied: readonly Applied[]) => {
  const keys = new Map<string, { sequenceId: string; mailboxId: string; assigned: number }>()
  for (const one of applied) {
    if (one.after.state.phase !== 'due') continue
    const mailboxId = laneMailboxOf(one)
    keys.set(`${one.after.sequenceId} ${mailboxId}`, {
      sequenceId: one.after.sequenceId,
      mailboxId,
      assigned: 0,
    })
  }
  return [...keys.values()]
}

const tasksOf = ({ after, effects, scene }: Applied, now: Date): StepTask[] =>
  effects.flatMap((effect) => {
    if (effect.kind !== 'create_task') return []
    const step = scene.sequence.definition.steps.find(({ id }) => id === effect.stepId)
    if (step?.kind !== 'task') return []
    return {
      enrolmentId: after.id,
      prospectId: after.prospectId,
      sequenceId: after.sequenceId,
      stepId: step.id,
      visit: effect.visit,
      kind: step.task,
      title: step.title,
      note: step.note,
      assigneeId: after.ownerId,
      dueAt: now,
    }
  })

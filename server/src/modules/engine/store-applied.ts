import type { JourneyNode, Step } from '#modules/sequences/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { type Effect, partAt } from './core/index.ts'
import type { EngineDeps } from './engine-deps.ts'
import { type EnrolmentChange, saveEnrolments } from './enrolment-queries.ts'
import { ensureLanes } from './lane-queries.ts'
import type { StepTask } from './ports.ts'
import type { Scene } from './scene.ts'
import type { StoredEnrolment } from './stored-enrolment.ts'

/** What the rules made of a locked enrolment. `after` is the very object `before` when nothing changed. */
export type Applied = { before: StoredEnrolment; after: StoredEnrolment; effects: Effect[]; scene: Scene }

/** Writes new states back and has everything but mails carried out; recording mails is the claim's own. */
export const storeApplied = async (
  deps: EngineDeps,
  tx: Queryable,
  { companyId, applied, now }: { companyId: string; applied: readonly Applied[]; now: Date },
): Promise<void> => {
  const changes = applied.filter(({ before, after }) => before !== after).map(changeOf)
  await ensureLanes(tx, companyId, newLanes(applied))
  await saveEnrolments(tx, companyId, changes, now)
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

type Placed = Pick<Applied, 'after' | 'scene'>

/** The step or node at which an enrolment stands, as its sequence is now. */
export const stepOf = ({ after, scene }: Placed): Step | JourneyNode | undefined =>
  partAt(scene.sequence.definition, after.state.stepId)

/** The lane in which an enrolment waits: its mailbox's for a mail step, else the one without mailbox. */
export const laneMailboxOf = (placed: Placed): string =>
  stepOf(placed)?.kind === 'mail' ? (placed.after.mailboxId ?? '') : ''

const changeOf = (applied: Applied): EnrolmentChange => ({
  ...applied.after,
  laneMailboxId: laneMailboxOf(applied),
})

/** Lanes that may not be there yet: those that somebody came into. */
const newLanes = (applied: readonly Applied[]): { sequenceId: string; mailboxId: string }[] => {
  const lanes = new Map<string, { sequenceId: string; mailboxId: string }>()
  for (const one of applied) {
    const { before, after } = one
    if (after.state.phase !== 'due') continue
    const { sequenceId } = after
    const mailboxId = laneMailboxOf(one)
    if (before.state.phase === 'due' && mailboxId === before.laneMailboxId) continue
    lanes.set(`${sequenceId} ${mailboxId}`, { sequenceId, mailboxId })
  }
  return [...lanes.values()]
}

const tasksOf = (one: Applied, now: Date): StepTask[] => {
  const { after, effects, scene } = one
  return effects.flatMap((effect) => {
    if (effect.kind !== 'create_task') return []
    const step = partAt(scene.sequence.definition, effect.stepId)
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
}

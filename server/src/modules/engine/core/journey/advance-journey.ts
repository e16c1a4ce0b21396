import { isAction } from '#modules/sequences/definition-journey.ts'
import { advanceAlike } from '../advance-alike.ts'
import { endWith, isResumable } from '../end-early.ts'
import type { Enrolment } from '../enrolment.ts'
import type { Happening } from '../happening.ts'
import { heldBy } from '../position.ts'
import { isResumableStatus } from '../prospect-status.ts'
import { lacksMailbox, moved } from '../reconsider.ts'
import { stopsOnOutcome } from '../task-closed.ts'
import { type Advance, changed, type JourneySituation, lastingHold, leave, unchanged } from '../transition.ts'
import { dayOf, instantOf } from '../zone-days.ts'
import { moveOn, nodeAt, placeAtNode } from './place.ts'
import { awaitEvent, runNode } from './run-node.ts'

/** What becomes of an enrolment in a journey when something happens to it. */
export const advanceJourney = (situation: JourneySituation, happening: Happening): Advance => {
  const { enrolment, calendar, now } = situation
  switch (happening.kind) {
    case 'due':
      return runNode(situation)
    case 'looked_at':
      return lookAt(situation)
    case 'acted':
      return acted(situation, happening)
    case 'action_failed':
      return actionFailed(situation, happening)
    case 'released':
      return enrolment.phase === 'held' && !lacksMailbox(situation)
        ? moved(situation, placeAtNode({ ...situation, notBefore: now }))
        : unchanged(situation)
    case 'mail_sent':
      return mailSent(situation, happening)
    case 'mail_unsent':
      return mailUnsent(situation, happening.stepId ?? null)
    case 'task_done':
      return closeTask(situation, happening)
    case 'task_skipped':
      return closeTask(situation, { ...happening, outcome: null })
    case 'resumed':
      return resume(situation, happening.mailOut ?? false)
    case 'definition_changed':
      return changeDefinition(situation)
    case 'too_many_today': {
      if (enrolment.phase !== 'due') return unchanged(situation)
      const tomorrow = instantOf(calendar.zone, dayOf(calendar.zone, now) + 1, 0)
      return moved(situation, placeAtNode({ ...situation, notBefore: tomorrow }))
    }
    default:
      return advanceAlike(situation, happening)
  }
}

type Visit = { stepId: string; visit: number }

const isAt = ({ enrolment }: JourneySituation, { stepId, visit }: Visit): boolean =>
  enrolment.phase === 'due' && enrolment.stepId === stepId && enrolment.visit === visit

/** Something happened that the journey may wait for. */
const lookAt = (situation: JourneySituation): Advance => {
  const { enrolment, definition } = situation
  const node = enrolment.phase === 'due' ? nodeAt(definition, enrolment.stepId) : undefined
  return node?.kind === 'wait_event' ? awaitEvent(situation, node) : unchanged(situation)
}

/** The action of the node was carried out. */
const acted = (situation: JourneySituation, visit: Visit): Advance => {
  const { enrolment, definition, now } = situation
  const node = nodeAt(definition, enrolment.stepId)
  if (!isAt(situation, visit) || !node || !isAction(node)) return unchanged(situation)
  return changed(situation, moveOn({ ...situation, exit: node.next, at: now }))
}

const actionFailed = (situation: JourneySituation, failed: Visit & { message: string }): Advance => {
  const { enrolment, definition } = situation
  const node = nodeAt(definition, enrolment.stepId)
  if (!isAt(situation, failed) || !node || !isAction(node)) return unchanged(situation)
  return changed(situation, heldBy(enrolment, { reason: 'action_failed', message: failed.message }))
}

/**
 * The server took the mail of the node at which he stands: he goes on from there, and the next wait counts from `at`. A pause or an end stays
 * one, at the node after it, so that the mail never goes again. An answer for another node changes nothing.
 */
const mailSent = (
  situation: JourneySituation,
  { at, stepId }: { at: Date; stepId?: string | null },
): Advance => {
  const { enrolment, definition, hasMailbox } = situation
  const { phase } = enrolment
  const node = nodeAt(definition, enrolment.stepId)
  const isOwn = stepId == null ? phase === 'mail_in_hand' : stepId === enrolment.stepId
  if (!isOwn || !['mail_in_hand', 'paused', 'ended', 'held'].includes(phase)) return unchanged(situation)
  const had = { ...enrolment, firstMail: false }
  // A node that was taken out while its mail was on its way, or is something else now, is where he stands.
  const exit = node?.kind === 'mail' ? node.next : had.stepId
  const next = moveOn({ ...situation, enrolment: had, exit, at })
  if (phase === 'ended') {
    const { stepId: there, stepsDone, visit, since } = next
    const moved = { ...had, stepId: there, stepsDone, visit, since }
    return changed(situation, { ...moved, resumable: isResumable(moved, definition) })
  }
  if (next.phase === 'ended') return changed(situation, next)
  if (phase === 'paused')
    return changed(situation, {
      ...next,
      phase,
      dueAt: null,
      pausedUntil: enrolment.pausedUntil,
      hold: lastingHold(enrolment),
    })
  const hold = hasMailbox ? null : lastingHold(enrolment)
  return changed(situation, hold ? heldBy(next, hold) : next)
}

const mailUnsent = (situation: JourneySituation, stepId: string | null): Advance => {
  const { enrolment, now } = situation
  if (enrolment.phase !== 'mail_in_hand' || (stepId ?? enrolment.stepId) !== enrolment.stepId)
    return unchanged(situation)
  const again = { ...enrolment, visit: enrolment.visit + 1 }
  return changed(situation, placeAtNode({ ...situation, enrolment: again, notBefore: now }))
}

/** A task was done or skipped. Only that of the node at which he waits for it moves him on; any may end the journey by its outcome. */
const closeTask = (
  situation: JourneySituation,
  task: { outcome: string | null; at: Date; stops?: boolean; visit?: number | null },
): Advance => {
  const { enrolment, definition } = situation
  const node = nodeAt(definition, enrolment.stepId)
  const isOwn = enrolment.phase === 'task_open' && (task.visit ?? enrolment.visit) === enrolment.visit
  const closed =
    isOwn && node?.kind === 'task'
      ? moveOn({ ...situation, exit: node.next, at: task.at })
      : isOwn
        ? placeAtNode(situation)
        : enrolment
  if (task.stops || stopsOnOutcome(situation, task.outcome)) {
    const here = isOwn ? { ...closed, status: enrolment.status, phase: 'due' as const } : enrolment
    const ended = endWith({ ...situation, enrolment: here }, 'task_stopped')
    return changed(
      situation,
      ended.enrolment,
      ended.effects.filter(({ kind }) => kind !== 'status_changed'),
    )
  }
  return closed === enrolment ? unchanged(situation) : changed(situation, closed)
}

const resume = (situation: JourneySituation, mailOut: boolean): Advance => {
  const { enrolment, definition, now, hasMailbox } = situation
  const ended = enrolment.phase === 'ended' && isResumableStatus(enrolment.status)
  if (!ended && enrolment.phase !== 'paused') return unchanged(situation)
  if (ended && !isResumable(enrolment, definition)) return unchanged(situation)
  const running: Enrolment = { ...enrolment, status: 'in_cadence', resumable: false, pausedUntil: null }
  if (mailOut) return changed(situation, { ...running, phase: 'mail_in_hand', dueAt: null, hold: null })
  const hold = hasMailbox ? null : lastingHold(enrolment)
  if (hold) return changed(situation, heldBy(running, hold))
  return changed(situation, placeAtNode({ ...situation, enrolment: running, notBefore: now }))
}

/** The node may be gone, or ask for something else; whoever is under way stays at it. */
const changeDefinition = (situation: JourneySituation): Advance => {
  const { enrolment, definition, now } = situation
  switch (enrolment.phase) {
    case 'ended':
    case 'paused':
    case 'mail_in_hand':
      return unchanged(situation)
    case 'task_open': {
      if (nodeAt(definition, enrolment.stepId)?.kind === 'task') return unchanged(situation)
      const left = leave(enrolment)
      const there = placeAtNode({ ...situation, enrolment: left.enrolment, notBefore: now })
      return changed(situation, there, left.effects)
    }
    case 'held':
      return lacksMailbox(situation)
        ? unchanged(situation)
        : moved(situation, placeAtNode({ ...situation, notBefore: now }))
    case 'due':
      return moved(situation, placeAtNode(situation))
  }
}

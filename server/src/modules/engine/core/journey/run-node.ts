import type { JourneyNode } from '#modules/sequences/definition-journey.ts'
import { chooseOption } from '../choose-option.ts'
import { isSendable } from '../delivery-window.ts'
import { NO_MAILBOX } from '../no-mailbox.ts'
import { heldBy } from '../position.ts'
import { type Advance, changed, type JourneySituation, unchanged } from '../transition.ts'
import { endOfWait } from '../wait.ts'
import { isTrue } from './facts.ts'
import { moveOn, nodeAt, placeAtNode, timesOfNode } from './place.ts'

/**
 * Does what the node asks whose due time came: one node at a time. The stored due time is a cache, as in a cadence. Where facts are needed
 * and none are known, nothing changes; neither does it at an action, which others carry out and then report as `acted`.
 */
export const runNode = (situation: JourneySituation): Advance => {
  const { enrolment, definition, calendar, now } = situation
  if (enrolment.phase !== 'due' || enrolment.dueAt === null || enrolment.dueAt > now)
    return unchanged(situation)
  const node = nodeAt(definition, enrolment.stepId)
  const times = node && timesOfNode(node, calendar)
  const isOpen = !times || isSendable({ ...times, at: now })
  const again = placeAtNode({ ...situation, notBefore: isOpen ? undefined : now })
  if (!node || again.dueAt === null || again.dueAt > now) return changed(situation, again)
  return runOpen(situation, node)
}

const runOpen = (situation: JourneySituation, node: JourneyNode): Advance => {
  const { enrolment, now, random, hasMailbox } = situation
  const { visit } = enrolment
  switch (node.kind) {
    case 'mail': {
      const option = chooseOption(node.options, random)
      // A mail whose options are all switched off is passed over as if it had gone now.
      if (!option) return goTo(situation, node.next)
      if (!hasMailbox) return changed(situation, heldBy(enrolment, NO_MAILBOX))
      return changed(situation, { ...enrolment, dueAt: null, phase: 'mail_in_hand', firstMail: false }, [
        { kind: 'record_mail', stepId: node.id, visit, optionId: option.id },
      ])
    }
    case 'task': {
      const task = { kind: 'create_task', stepId: node.id, visit } as const
      if (node.wait) return changed(situation, { ...enrolment, dueAt: null, phase: 'task_open' }, [task])
      const moved = moveOn({ ...situation, exit: node.next, at: now })
      return changed(situation, moved, [task])
    }
    case 'wait':
    case 'wait_until':
      return goTo(situation, node.next)
    case 'condition': {
      const { facts } = situation
      if (!facts) return unchanged(situation)
      return goTo(situation, isTrue(node.condition, facts) ? node.yes : node.no)
    }
    case 'wait_event':
      return awaitEvent(situation, node)
    default:
      return unchanged(situation)
  }
}

/** On arrival, at its time-out and whenever something happened: what is waited for is the case, or the time is up, or the wait goes on until then. */
export const awaitEvent = (
  situation: JourneySituation,
  node: Extract<JourneyNode, { kind: 'wait_event' }>,
): Advance => {
  const { enrolment, calendar, facts, now } = situation
  if (!facts) return unchanged(situation)
  if (isTrue(node.event, facts)) return goTo(situation, node.happened)
  const end = endOfWait({ ...calendar, from: enrolment.since, wait: node.timeout })
  if (end === null) return changed(situation, heldBy(enrolment, { reason: 'no_open_day' }))
  if (end <= now) return goTo(situation, node.timedOut)
  if (enrolment.dueAt?.getTime() === end.getTime()) return unchanged(situation)
  return changed(situation, { ...enrolment, dueAt: end })
}

const goTo = (situation: JourneySituation, exit: string | null): Advance =>
  changed(situation, moveOn({ ...situation, exit, at: situation.now }))

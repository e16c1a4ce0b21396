import type { Exit, JourneyDefinition, JourneyNode } from '#modules/sequences/definition-journey.ts'
import { type DeliveryTimes, findSendable, readTime, WHOLE_DAY } from '../delivery-window.ts'
import type { Enrolment } from '../enrolment.ts'
import { completed, heldBy } from '../position.ts'
import { endOfWait } from '../wait.ts'
import { instantOf, parseDay } from '../zone-days.ts'

/** A prospect passes a node at most so often; whoever comes once more is held there. */
export const MOST_VISITS = 20

/** The node with this id, if it is there. */
export const nodeAt = (
  { nodes }: Pick<JourneyDefinition, 'nodes'>,
  nodeId: string | null,
): JourneyNode | undefined => nodes.find(({ id }) => id === nodeId)

type Placing = {
  enrolment: Enrolment
  definition: Pick<JourneyDefinition, 'nodes'>
  calendar: DeliveryTimes
  /** The node is due no earlier. */
  notBefore?: Date | undefined
}

/**
 * The enrolment at the node where it stands, waiting for its time; completed at an end; held where the node is gone, has had its visits, or
 * no time ever comes.
 */
export const placeAtNode = ({ enrolment, definition, calendar, notBefore }: Placing): Enrolment => {
  const node = nodeAt(definition, enrolment.stepId)
  const there: Enrolment = { ...enrolment, status: 'in_cadence', pausedUntil: null, resumable: false }
  if (!node) return heldBy(there, { reason: 'step_gone' })
  if (node.kind === 'end') return completed(enrolment)
  if (enrolment.stepsDone.filter((id) => id === node.id).length >= MOST_VISITS)
    return heldBy(there, { reason: 'too_many_visits', node: node.name })
  const dueAt = dueAtNode({ node, since: enrolment.since, calendar, notBefore })
  return dueAt === null
    ? heldBy(there, { reason: 'no_open_day' })
    : { ...there, phase: 'due', dueAt, hold: null }
}

/** The enrolment after the node at which it stands, where the exit leads; `at` is when it leaves, and arrives there. */
export const moveOn = ({
  enrolment,
  exit,
  at,
  ...place
}: Omit<Placing, 'notBefore'> & { exit: Exit; at: Date }): Enrolment => {
  const left = enrolment.stepId
  return placeAtNode({
    ...place,
    enrolment: {
      ...enrolment,
      stepId: exit,
      stepsDone: left === null ? enrolment.stepsDone : [...enrolment.stepsDone, left],
      // Counts over the whole journey, so that no visit of any node is named twice.
      visit: enrolment.visit + 1,
      since: at,
    },
  })
}

/** Mails go within the window, tasks are given out on working days, everything else happens at any time. */
export const timesOfNode = <T extends DeliveryTimes>(node: JourneyNode, times: T): T | null => {
  if (node.kind === 'mail') return times
  return node.kind === 'task' ? { ...times, window: WHOLE_DAY } : null
}

/** When a node is due that was reached at `since`; null when no time ever comes. A wait for an event is due at once, and then at its time-out. */
export const dueAtNode = ({
  node,
  since,
  calendar,
  notBefore,
}: {
  node: JourneyNode
  since: Date
  calendar: DeliveryTimes
  notBefore?: Date | undefined
}): Date | null => {
  if (node.kind === 'wait') return endOfWait({ ...calendar, from: since, wait: node.wait })
  if (node.kind === 'wait_until') return latest(momentOf(node.until, calendar.zone), since)
  const from = latest(notBefore ?? since, since)
  const times = timesOfNode(node, calendar)
  return times ? findSendable({ ...times, from }) : from
}

/** @param until "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM" */
const momentOf = (until: string, zone: string): Date => {
  const [day = '', time = '00:00'] = until.split('T')
  return instantOf(zone, parseDay(day), readTime(time))
}

const latest = (a: Date, b: Date): Date => (a > b ? a : b)

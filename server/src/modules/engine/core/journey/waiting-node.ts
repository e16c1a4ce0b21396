import type { EventTest, JourneyDefinition } from '#modules/sequences/definition-journey.ts'
import { nodeAt } from './place.ts'

/** The node at which somebody waits, in the words of a sentence. */
export type WaitingNode = {
  name: string
  /** What a wait for an event waits for: `for the mail of “greet” to be opened`; null at every other node. */
  event: string | null
}

/** Null where the node is gone. */
export const waitingNode = (definition: JourneyDefinition, nodeId: string | null): WaitingNode | null => {
  const node = nodeAt(definition, nodeId)
  if (!node) return null
  return { name: node.name, event: node.kind === 'wait_event' ? eventInWords(definition, node.event) : null }
}

const DONE = { opened: 'to be opened', replied: 'to be answered', bounced: 'to bounce' }

const eventInWords = (definition: JourneyDefinition, event: EventTest): string => {
  const named = (id: string): string => `“${nodeAt(definition, id)?.name ?? id}”`
  if (event.of === 'task')
    return `for the task of ${named(event.task)} to be done${event.outcome === null ? '' : ` as “${event.outcome}”`}`
  const mail = event.mail === null ? 'any mail of the journey' : `the mail of ${named(event.mail)}`
  if (event.of !== 'clicked') return `for ${mail} ${DONE[event.of]}`
  return `for ${event.link === null ? 'a link' : `the link ${event.link}`} of ${mail} to be clicked`
}

import type { JourneyNode, Problem } from '../types.ts'

/** What is wrong with a node, found by the place in it: `.mail[0].subject`, `.next`, or '' for the node as a whole. */
export type ProblemsOf = { at(place: string): string | undefined; whole: string[] }

export const problemsOf = (node: JourneyNode, problems: readonly Problem[]): ProblemsOf => {
  const own = problems
    .filter(({ nodeId }) => nodeId === node.id)
    .map(({ path, message }) => ({ place: placeIn(path, node.name), message: sentence(message) }))
  return {
    at: (place) => own.find((one) => one.place === place)?.message,
    whole: own.filter(({ place }) => place === '').map(({ message }) => message),
  }
}

/** The part of a path behind the node's name. */
const placeIn = (path: string, name: string): string => {
  const head = `nodes.${name}`
  return path.startsWith(head) ? path.slice(head.length) : ''
}

/** A message as a sentence of its own. */
export const sentence = (message: string): string => message.charAt(0).toUpperCase() + message.slice(1)

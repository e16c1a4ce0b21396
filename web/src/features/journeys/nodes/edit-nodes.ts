import type { Definition, JourneyNode } from '../types.ts'
import { type ExitName, exitsOf, mapExits, withExit } from './exits.ts'
import { type NodeChoice, newNode } from './new-node.ts'

/** A place to add a node at: an exit of a node, or the start (`from` null). */
export type Place = { from: string | null; exit: ExitName }

/** Where that place leads now. */
export const leadsTo = (definition: Definition, { from, exit }: Place): string | null => {
  if (from === null) return definition.start
  const node = definition.nodes.find(({ id }) => id === from)
  return (node && exitsOf(node).find(({ name }) => name === exit)?.to) ?? null
}

/** Leads an exit, or the start, to another node. */
export const connect = (definition: Definition, { from, exit }: Place, to: string | null): Definition =>
  from === null
    ? { ...definition, start: to }
    : {
        ...definition,
        nodes: definition.nodes.map((node) => (node.id === from ? withExit(node, exit, to) : node)),
      }

/** Puts a new node between a place and where it led; answers it, too. */
export const addNode = (
  definition: Definition,
  place: Place,
  choice: NodeChoice,
): { definition: Definition; node: JourneyNode } => {
  const node = newNode(choice, definition, leadsTo(definition, place))
  const nodes = [...definition.nodes, node]
  return { definition: connect({ ...definition, nodes }, place, node.id), node }
}

/** Takes a node out: what led to it leads to where its first exit led. What asks about it stays, and is shown as a problem. */
export const removeNode = (definition: Definition, id: string): Definition => {
  const node = definition.nodes.find((one) => one.id === id)
  if (!node) return definition
  const after = exitsOf(node).find(({ to }) => to !== id)?.to ?? null
  const lead = (to: string | null): string | null => (to === id ? after : to)
  return {
    ...definition,
    start: lead(definition.start),
    nodes: definition.nodes.filter((one) => one !== node).map((one) => mapExits(one, lead)),
  }
}

export const replaceNode = (definition: Definition, node: JourneyNode): Definition => ({
  ...definition,
  nodes: definition.nodes.map((one) => (one.id === node.id ? node : one)),
})

/** All places that lead to a node. */
export const placesBefore = ({ nodes, start }: Definition, id: string): Place[] => [
  ...(start === id ? [{ from: null, exit: 'next' as const }] : []),
  ...nodes.flatMap((node) =>
    exitsOf(node).flatMap(({ name, to }) => (to === id ? [{ from: node.id, exit: name }] : [])),
  ),
]

import type { Definition, JourneyNode } from '../types.ts'

export type ExitName = 'next' | 'yes' | 'no' | 'happened' | 'timedOut'

/** One way out of a node. `to`: the id of a node; null where it is still to be chosen. */
export type Exit = { name: ExitName; label: string; to: string | null }

const LABELS: Readonly<Record<ExitName, string>> = {
  next: 'Then',
  yes: 'Yes',
  no: 'No',
  happened: 'It happened',
  timedOut: 'Time is up',
}

export const exitsOf = (node: JourneyNode): Exit[] => {
  const exit = (name: ExitName, to: string | null): Exit => ({ name, label: LABELS[name], to })
  switch (node.kind) {
    case 'end':
      return []
    case 'condition':
      return [exit('yes', node.yes), exit('no', node.no)]
    case 'wait_event':
      return [exit('happened', node.happened), exit('timedOut', node.timedOut)]
    default:
      return [exit('next', node.next)]
  }
}

/** The node with one of its exits led elsewhere; one that it does not have changes nothing. */
export const withExit = (node: JourneyNode, name: ExitName, to: string | null): JourneyNode => {
  switch (node.kind) {
    case 'end':
      return node
    case 'condition':
      if (name === 'yes') return { ...node, yes: to }
      return name === 'no' ? { ...node, no: to } : node
    case 'wait_event':
      if (name === 'happened') return { ...node, happened: to }
      return name === 'timedOut' ? { ...node, timedOut: to } : node
    default:
      return name === 'next' ? { ...node, next: to } : node
  }
}

/** All exits of a node changed by one rule. */
export const mapExits = (node: JourneyNode, change: (to: string | null) => string | null): JourneyNode =>
  exitsOf(node).reduce((changed, { name, to }) => withExit(changed, name, change(to)), node)

/** The nodes in the order in which somebody meets them from the start, those that he cannot reach last. */
export const nodesInOrder = ({ nodes, start }: Pick<Definition, 'nodes' | 'start'>): JourneyNode[] => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const found = new Set<JourneyNode>()
  const visit = (id: string | null): void => {
    const node = id === null ? undefined : byId.get(id)
    if (node) found.add(node)
  }
  visit(start)
  // A set hands out what is added to it while it is walked.
  for (const node of found) for (const { to } of exitsOf(node)) visit(to)
  return [...found, ...nodes.filter((node) => !found.has(node))]
}

import { exitsOf, type JourneyDefinition, type JourneyNode, nodesInOrder } from '../definition-journey.ts'
import type { Issue } from '../issues.ts'

type Graph = Pick<JourneyDefinition, 'nodes' | 'start'>

/** Where a mistake in a node stands: its name, as a journey file has it. */
export const pathOfNode = ({ name }: Pick<JourneyNode, 'name'>): string => `nodes.${name}`

/**
 * Mistakes in how the nodes of a journey hang together: exits that lead nowhere, nodes that nobody reaches, ways that never end, loops in
 * which no hour passes.
 */
export const checkGraph = (graph: Graph): Issue[] => {
  const missing = missingExits(graph)
  // Without all of its exits a journey has unreachable nodes and endless ways that are none of their own.
  return missing.length > 0 ? missing : [...unreachable(graph), ...endless(graph), ...hastyLoops(graph)]
}

const missingExits = ({ nodes, start }: Graph): Issue[] => {
  const ids = new Set(nodes.map(({ id }) => id))
  const mistake = (path: string, to: string | null, what: string): Issue[] => {
    if (to === null) return [{ path, message: `${what} is missing; write the name of a node.` }]
    return ids.has(to) ? [] : [{ path, message: `there is no node "${to}".` }]
  }
  return [
    ...mistake('start', start, 'the node where everybody begins'),
    ...nodes.flatMap((node) =>
      exitsOf(node).flatMap(({ exit, to }) =>
        mistake(`${pathOfNode(node)}.${exit}`, to, `the exit "${exit}" of the node "${node.name}"`),
      ),
    ),
  ]
}

const unreachable = (graph: Graph): Issue[] => {
  const reached = new Set(nodesInOrder(graph))
  return graph.nodes
    .filter((node) => !reached.has(node))
    .map((node) => ({
      path: pathOfNode(node),
      message: `no way from the start leads to the node "${node.name}"; let an exit lead there, or take it out.`,
    }))
}

/** Nodes from which no end can be reached. */
const endless = (graph: Graph): Issue[] => {
  const ending = new Set(graph.nodes.filter(({ kind }) => kind === 'end').map(({ id }) => id))
  if (ending.size === 0)
    return [{ path: 'nodes', message: 'a journey needs an end: a node such as "done: end".' }]
  for (let before = -1; before !== ending.size; ) {
    before = ending.size
    for (const node of graph.nodes)
      if (exitsOf(node).some(({ to }) => to !== null && ending.has(to))) ending.add(node.id)
  }
  return nodesInOrder(graph)
    .filter(({ id }) => !ending.has(id))
    .map((node) => ({
      path: pathOfNode(node),
      message: `from the node "${node.name}" no way leads to an end.`,
    }))
}

/** One mistake for each circle of exits that takes less than an hour, at the node where it closes. */
const hastyLoops = ({ nodes }: Graph): Issue[] => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const issues: Issue[] = []
  const done = new Set<string>()
  for (const first of nodes) {
    // Depth first without recursion: what is on the way, each with the exits still to be taken.
    const way: { node: JourneyNode; left: string[] }[] = []
    const enter = (node: JourneyNode): void => {
      way.push({
        node,
        left: exitsOf(node).flatMap(({ to, takesAnHour }) => (takesAnHour ? [] : (to ?? []))),
      })
    }
    if (!done.has(first.id)) enter(first)
    for (let here = way.at(-1); here; here = way.at(-1)) {
      const next = byId.get(here.left.pop() ?? '')
      const begin = next ? way.findIndex(({ node }) => node === next) : -1
      if (next && begin !== -1) {
        const names = [...way.slice(begin).map(({ node }) => node.name), next.name]
        issues.push({
          path: pathOfNode(here.node),
          message: `the loop ${names.join(' → ')} needs a wait of an hour or more.`,
        })
      } else if (next && !done.has(next.id)) enter(next)
      else if (!next && here.left.length === 0) {
        done.add(here.node.id)
        way.pop()
      }
    }
  }
  return issues
}

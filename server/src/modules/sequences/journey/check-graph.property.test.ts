import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exitsOf, type JourneyNode } from '../definition-journey.ts'
import { checkGraph } from './check-graph.ts'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f']
const ids = fc.constantFrom(...IDS)

const nodeOf = (id: string): fc.Arbitrary<JourneyNode> =>
  fc.oneof(
    fc.record({ next: ids, hours: fc.boolean() }).map(({ next, hours }): JourneyNode => {
      const wait = { amount: 59, unit: hours ? ('hours' as const) : ('minutes' as const) }
      return { id, name: id, kind: 'wait', wait, next }
    }),
    fc.record({ yes: ids, no: ids }).map(({ yes, no }): JourneyNode => {
      return { id, name: id, kind: 'condition', condition: { of: 'tag', tag: 'x' }, yes, no }
    }),
    fc.constant<JourneyNode>({ id, name: id, kind: 'end' }),
  )

const graphs = fc.tuple(...IDS.map(nodeOf)).map((nodes) => ({ nodes, start: 'a' }))

/** Nodes that can be reached from one by so many exits or fewer; as plain as can be. */
const reachable = (
  nodes: readonly JourneyNode[],
  from: string,
  only: (hasty: boolean) => boolean,
): Set<string> => {
  const reached = new Set<string>()
  const go = (id: string, depth: number): void => {
    if (depth === 0) return
    const node = nodes.find((one) => one.id === id)
    for (const { to, takesAnHour } of node ? exitsOf(node) : [])
      if (to !== null && only(!takesAnHour)) {
        reached.add(to)
        go(to, depth - 1)
      }
  }
  go(from, IDS.length)
  return reached
}

test('the mistakes of a graph are those that a look at every way finds', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(graphs, (graph) => {
      const { nodes, start } = graph
      const messages = checkGraph(graph).map(({ path, message }) => `${path}: ${message}`)
      const has = (text: RegExp): boolean => messages.some((one) => text.test(one))
      const fromStart = new Set([start, ...reachable(nodes, start, () => true)])
      const isEnd = (id: string) => nodes.some((node) => node.id === id && node.kind === 'end')
      for (const { id } of nodes) {
        expect(has(new RegExp(`^nodes.${id}: no way from the start`))).toBe(!fromStart.has(id))
        const ends = [id, ...reachable(nodes, id, () => true)].some(isEnd)
        if (nodes.some(({ kind }) => kind === 'end') && fromStart.has(id))
          expect(has(new RegExp(`^nodes.${id}: from the node`))).toBe(!ends)
      }
      const loops = IDS.some((id) => reachable(nodes, id, (hasty) => hasty).has(id))
      expect(has(/the loop/)).toBe(loops)
      if (loops) seen.add('loop')
      if (messages.length === 0) seen.add('right')
    }),
    { numRuns: 1000 },
  )
  expect([...seen].sort()).toEqual(['loop', 'right'])
})

test('an exit that is missing or leads to no node is named, and nothing else', () => {
  const node: JourneyNode = {
    id: 'a',
    name: 'A',
    kind: 'condition',
    condition: { of: 'tag', tag: 'x' },
    yes: null,
    no: 'z',
  }
  expect(checkGraph({ nodes: [node], start: null }).map(({ path }) => path)).toEqual([
    'start',
    'nodes.A.yes',
    'nodes.A.no',
  ])
})

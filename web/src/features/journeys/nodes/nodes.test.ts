import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Definition } from '../types.ts'
import { addNode, connect, placesBefore, removeNode } from './edit-nodes.ts'
import { exitsOf, nodesInOrder } from './exits.ts'
import { layoutNodes, NODE_HEIGHT, NODE_WIDTH } from './layout-nodes.ts'
import { type NodeChoice, newNode } from './new-node.ts'
import { nodeSummary } from './node-words.ts'

const CHOICES: readonly NodeChoice[] = [
  ...([
    'mail',
    'wait',
    'wait_until',
    'wait_event',
    'condition',
    'call',
    'linkedin',
    'manual_mail',
    'todo',
  ] as const),
  ...(['add_tag', 'remove_tag', 'move_to_list', 'set_field', 'start_sequence', 'stop_sequence'] as const),
  ...(['webhook', 'notify', 'end'] as const),
]

const SETTINGS: Definition['settings'] = {
  zone: { of: 'prospect' },
  window: { from: '09:00', to: '17:00' },
  days: [1, 2, 3, 4, 5],
  holidays: { days: [] },
  mailboxes: { of: 'starter' },
  throttle: null,
  stopOn: { reply: true, autoReply: 'hold', colleagueReply: false, taskOutcomes: [] },
  reentry: false,
  track: { opens: true, clicks: true },
  unsubscribe: true,
}

const begin = (): Definition => {
  const end = newNode('end', { nodes: [] }, null)
  return { settings: SETTINGS, start: end.id, nodes: [end] }
}

/** Journeys as people make them: nodes put between others, exits led elsewhere, back as well. */
const journeys = fc
  .array(
    fc.record({ choice: fc.constantFrom(...CHOICES), place: fc.nat(), to: fc.nat(), rewires: fc.boolean() }),
    {
      maxLength: 25,
    },
  )
  .map((edits) =>
    edits.reduce((journey, { choice, place, to, rewires }) => {
      const places = journey.nodes.flatMap(({ id }) => placesBefore(journey, id))
      const at = places[place % places.length]
      if (!at) return journey
      if (!rewires) return choice === 'end' ? journey : addNode(journey, at, choice).definition
      return connect(journey, at, journey.nodes[to % journey.nodes.length]?.id ?? null)
    }, begin()),
  )

test('whatever is put between others leaves no exit open, and its name is its own', () => {
  fc.assert(
    fc.property(journeys, (journey) => {
      const ids = new Set(journey.nodes.map(({ id }) => id))
      for (const node of journey.nodes) for (const { to } of exitsOf(node)) expect(ids).toContain(to)
      expect(new Set(journey.nodes.map(({ name }) => name.toLowerCase())).size).toBe(journey.nodes.length)
      for (const node of journey.nodes) expect(nodeSummary(node, () => undefined)).not.toBe('')
    }),
  )
})

test('what led to a node that is taken out leads on', () => {
  fc.assert(
    fc.property(journeys, fc.nat(), (journey, which) => {
      const node = journey.nodes[which % journey.nodes.length]
      if (!node) return
      const after = removeNode(journey, node.id)
      const ids = new Set(after.nodes.map(({ id }) => id))
      expect(after.nodes).toHaveLength(journey.nodes.length - 1)
      for (const one of after.nodes)
        for (const { to } of exitsOf(one)) if (to !== null) expect(ids).toContain(to)
      expect(placesBefore(after, node.id)).toEqual([])
    }),
  )
})

test('a node that was put in and taken out again leaves everything as it was', () => {
  fc.assert(
    fc.property(journeys, fc.constantFrom(...CHOICES.slice(0, -1)), fc.nat(), (journey, choice, place) => {
      const places = journey.nodes.flatMap(({ id }) => placesBefore(journey, id))
      const at = places[place % places.length]
      if (!at) return
      const { definition, node } = addNode(journey, at, choice)
      expect(removeNode(definition, node.id)).toEqual(journey)
    }),
  )
})

test('no node stands on another, and every one has a place', () => {
  fc.assert(
    fc.property(journeys, (journey) => {
      const points = [...layoutNodes(journey).values()]
      expect(points).toHaveLength(nodesInOrder(journey).length)
      for (const [index, a] of points.entries())
        for (const b of points.slice(index + 1))
          expect(Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= NODE_HEIGHT).toBe(true)
    }),
  )
})

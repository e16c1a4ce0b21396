import fc from 'fast-check'
import { DEFAULT_SETTINGS } from '#modules/sequences/definition.ts'
import type { EventTest, JourneyDefinition, JourneyNode } from '#modules/sequences/definition-journey.ts'
import { stopRules } from '../arbitraries.ts'
import type { Facts } from './facts.ts'

const SIZE = 8
const idOf = (index: number): string => (index === SIZE ? 'end' : `n${index}`)

const onward = (index: number) => fc.integer({ min: index + 1, max: SIZE }).map(idOf)
const anywhere = fc.integer({ min: 0, max: SIZE }).map(idOf)

const waits = fc.record({
  amount: fc.integer({ min: 1, max: 70 }),
  unit: fc.constantFrom('minutes' as const, 'hours' as const, 'days' as const, 'business_days' as const),
})
const longWaits = fc.record({
  amount: fc.integer({ min: 1, max: 5 }),
  unit: fc.constantFrom('hours' as const, 'days' as const, 'business_days' as const),
})

const events: fc.Arbitrary<EventTest> = fc.oneof(
  fc.record({
    of: fc.constantFrom('opened' as const, 'replied' as const, 'bounced' as const),
    mail: fc.constantFrom(null, 'n0', 'n1', 'n2'),
  }),
  fc.record({
    of: fc.constant('clicked' as const),
    mail: fc.constant(null),
    link: fc.constantFrom(null, 'price'),
  }),
  fc.record({
    of: fc.constant('task' as const),
    task: fc.constantFrom('n1', 'n3'),
    outcome: fc.constantFrom(null, 'Good'),
  }),
)

/** A node whose exits lead onward; only one that waits an hour or more may lead back. */
const nodeOf = (index: number): fc.Arbitrary<JourneyNode> => {
  const id = idOf(index)
  const head = { id, name: `Node ${index}` }
  const next = onward(index)
  return fc.oneof(
    fc.record({ next, weights: fc.array(fc.constantFrom(0, 1, 3), { minLength: 1, maxLength: 2 }) }).map(
      ({ next: to, weights }): JourneyNode => ({
        ...head,
        kind: 'mail',
        options: weights.map((weight, option) => ({
          ...{ id: `${id}-${option}`, template: `${id} ${option}`, weight },
          ...{ subject: 'Hi', body: 'Hello' },
        })),
        next: to,
      }),
    ),
    fc
      .record({ wait: longWaits, next: anywhere })
      .map((parts): JourneyNode => ({ ...head, kind: 'wait', ...parts })),
    fc.record({ wait: waits, next }).map((parts): JourneyNode => ({ ...head, kind: 'wait', ...parts })),
    fc
      .record({ until: fc.constantFrom('2026-03-08', '2026-10-25T02:30', '2011-12-30T12:00'), next })
      .map((parts): JourneyNode => ({ ...head, kind: 'wait_until', ...parts })),
    fc
      .record({ event: events, timeout: longWaits, happened: next, timedOut: anywhere })
      .map((parts): JourneyNode => ({ ...head, kind: 'wait_event', ...parts })),
    fc
      .record({ condition: events, yes: next, no: next })
      .map((parts): JourneyNode => ({ ...head, kind: 'condition', ...parts })),
    fc
      .record({ wait: fc.boolean(), next })
      .map(
        (parts): JourneyNode => ({ ...head, kind: 'task', task: 'call', title: 'Call', note: '', ...parts }),
      ),
    fc
      .record({ next })
      .map(({ next: to }): JourneyNode => ({ ...head, kind: 'add_tag', tag: 'hot', next: to })),
  )
}

/** Journeys as they may be published: exits lead to nodes, and loops wait an hour. */
export const journeys: fc.Arbitrary<JourneyDefinition> = fc
  .record({
    nodes: fc.tuple(...Array.from({ length: SIZE }, (_, index) => nodeOf(index))),
    stopOn: stopRules,
  })
  .map(({ nodes, stopOn }) => ({
    settings: { ...DEFAULT_SETTINGS, stopOn },
    start: 'n0',
    nodes: [...nodes, { id: 'end', name: 'end', kind: 'end' }],
  }))

const told = fc.boolean()

export const facts: fc.Arbitrary<Facts> = fc.record({
  mails: fc.array(
    fc.record({
      node: fc.constantFrom('n0', 'n1', 'n2'),
      isNewest: told,
      opened: told,
      links: fc.constantFrom([], ['https://x.test/PRICE']),
      replied: told,
      bounced: told,
    }),
    { maxLength: 3 },
  ),
  tasks: fc.array(
    fc.record({ node: fc.constantFrom('n1', 'n3'), outcome: fc.constantFrom(null, 'good', 'Bad') }),
    { maxLength: 2 },
  ),
  fields: fc.constant(new Map()),
  tags: fc.constant(new Set<string>()),
  list: fc.constant('default'),
})

export const NO_FACTS: Facts = { mails: [], tasks: [], fields: new Map(), tags: new Set(), list: 'default' }

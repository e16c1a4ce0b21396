import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { systemClock } from '#platform/clock/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { DEFAULT_SETTINGS } from './definition.ts'
import type { DraftStep } from './draft.ts'
import { keepIds } from './keep-ids.ts'

const newId = createIds({ clock: systemClock() })
const settings = DEFAULT_SETTINGS

const step = fc.oneof<fc.Arbitrary<DraftStep>[]>(
  fc.constantFrom('A', 'B', 'C').map((template) => ({
    kind: 'mail',
    options: [{ template, weight: 1, subject: template, body: template }],
  })),
  fc.integer({ min: 1, max: 3 }).map((amount) => ({ kind: 'wait', wait: { amount, unit: 'days' } })),
  fc.constantFrom('x', 'y').map((title) => ({ kind: 'task', task: 'call', title, note: '' })),
)
const steps = fc.array(step, { maxLength: 8 })

describe('ids of steps', () => {
  it('are all different, and those of the same steps stay', () => {
    fc.assert(
      fc.property(steps, steps, (before, after) => {
        const first = keepIds({ draft: { settings, steps: before }, earlier: [], newId })
        const second = keepIds({ draft: { settings, steps: after }, earlier: [first], newId })
        expect(new Set(second.steps.map(({ id }) => id)).size).toBe(after.length)
        const again = keepIds({ draft: { settings, steps: after }, earlier: [second, first], newId })
        expect(again).toEqual(second)
      }),
    )
  })

  it('a step that was inserted does not take the id of the one it pushed down', () => {
    const mail = (template: string): DraftStep => ({
      kind: 'mail',
      options: [{ template, weight: 1, subject: '', body: 'x' }],
    })
    const first = keepIds({ draft: { settings, steps: [mail('A'), mail('B')] }, earlier: [], newId })
    const second = keepIds({
      draft: { settings, steps: [mail('New'), mail('A'), mail('B')] },
      earlier: [first],
      newId,
    })
    expect(second.steps.slice(1).map(({ id }) => id)).toEqual(first.steps.map(({ id }) => id))
  })

  it('a changed text keeps its step, and an option its id by the name of its template', () => {
    const options = (...templates: string[]): DraftStep => ({
      kind: 'mail',
      options: templates.map((template) => ({ template, weight: 1, subject: 's', body: 'x' })),
    })
    const first = keepIds({ draft: { settings, steps: [options('A', 'B')] }, earlier: [], newId })
    const second = keepIds({ draft: { settings, steps: [options('B', 'C')] }, earlier: [first], newId })
    const ids = (all: typeof first) =>
      all.steps.flatMap((one) => (one.kind === 'mail' ? one.options.map(({ id }) => id) : []))
    expect(second.steps[0]?.id).toBe(first.steps[0]?.id)
    expect(ids(second)[0]).toBe(ids(first)[1])
    expect(ids(first)).not.toContain(ids(second)[1])
  })

  it('a step handed in with its id keeps it wherever it stands', () => {
    const first = keepIds({
      draft: { settings, steps: [{ kind: 'wait', wait: { amount: 1, unit: 'days' } }] },
      earlier: [],
      newId,
    })
    const id = first.steps[0]?.id
    const second = keepIds({
      draft: {
        settings,
        steps: [
          { kind: 'wait', wait: { amount: 1, unit: 'days' } },
          { id, kind: 'wait', wait: { amount: 9, unit: 'hours' } },
        ],
      },
      earlier: [first],
      newId,
    })
    expect(second.steps[1]?.id).toBe(id)
    expect(second.steps[0]?.id).not.toBe(id)
  })
})

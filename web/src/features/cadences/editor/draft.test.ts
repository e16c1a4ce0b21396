import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Definition } from '../types.ts'
import {
  adoptIds,
  type Draft,
  draftOf,
  insertStep,
  moveStep,
  removeStep,
  type Step,
  toSave,
} from './draft.ts'
import { anotherOption, newStep } from './new-step.ts'
import { dayMarks, stepNumbers } from './step-words.ts'

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
const wait = (key: string, amount: number, unit: 'days' | 'hours' | 'business_days' = 'days'): Step => ({
  ...{ key, kind: 'wait' },
  wait: { amount, unit },
})
const call = (key: string): Step => ({ key, kind: 'task', task: 'call', title: key, note: '' })
const of = (...steps: Step[]): Draft => ({ settings: SETTINGS, steps })
const keys = ({ steps }: Draft) => steps.map(({ key }) => key)

/** As the server answers: with an id for whatever had none. */
const saved = ({ settings, steps }: Draft): Definition => ({
  settings,
  steps: toSave({ settings, steps }).steps.map((step, index) =>
    step.kind === 'mail'
      ? {
          ...step,
          id: step.id ?? `s${index}`,
          options: step.options.map((option, place) => ({
            ...option,
            id: option.id ?? `s${index}o${place}`,
          })),
        }
      : { ...step, id: step.id ?? `s${index}` },
  ),
})

describe('a draft', () => {
  it('is saved as it was read', () => {
    const draft = of(newStep('mail', of(), 0), wait('w', 3), call('c'))
    expect(toSave(draftOf(saved(draft)))).toEqual(saved(draft))
  })

  it('has its steps moved, with the others in their order, and never one lost', () => {
    const steps = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(steps, fc.nat(), fc.integer({ min: -3, max: 12 }), (names, which, to) => {
        const draft = of(...names.map(call))
        const key = names[which % names.length] ?? ''
        const moved = keys(moveStep(draft, key, to))
        expect(moved.toSorted()).toEqual(names.toSorted())
        expect(moved.filter((name) => name !== key)).toEqual(names.filter((name) => name !== key))
        expect(moved.indexOf(key)).toBe(Math.min(Math.max(to, 0), names.length - 1))
      }),
    )
  })

  it('has a removed step put back where it was', () => {
    const draft = of(call('a'), wait('w', 1), call('b'))
    const step = draft.steps[1]
    if (!step) throw new Error('there are three')
    expect(insertStep(removeStep(draft, 'w'), 1, step)).toEqual(draft)
  })

  it('takes the ids of what was sent, and leaves alone what came since', () => {
    const sent = of(newStep('mail', of(), 0), call('c'))
    const since = insertStep(removeStep(sent, 'c'), 0, call('new'))
    const adopted = adoptIds(since, sent, saved(sent))
    expect(adopted.steps).toMatchObject([
      { key: 'new', id: undefined },
      { id: 's0', options: [{ id: 's0o0' }] },
    ])
    expect(keys(adopted)).toEqual(keys(since))
  })
})

describe('numbers and days', () => {
  const steps = [call('a'), wait('w', 2), call('b'), wait('x', 3, 'business_days'), call('c')]
  it('count what does something, and the days it is due on', () => {
    expect([...stepNumbers(steps)]).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ])
    // Monday, Wednesday, and three working days later: Monday.
    expect([...dayMarks(steps, SETTINGS).values()]).toEqual([1, 3, 8])
    expect([
      ...dayMarks([call('a'), wait('h', 12, 'hours'), wait('i', 12, 'hours'), call('b')], SETTINGS).values(),
    ]).toEqual([1, 2])
  })
})

it('another option has a name that none has', () => {
  const mail = newStep('mail', of(), 0)
  if (mail.kind !== 'mail') throw new Error('it is a mail')
  let { options } = mail
  for (let more = 0; more < 5; more += 1) options = [...options, anotherOption(options)]
  expect(options.map(({ template }) => template)).toEqual([
    'Mail 1',
    'Mail 1 B',
    'Mail 1 C',
    'Mail 1 D',
    'Mail 1 E',
    'Mail 1 F',
  ])
  expect(new Set(options.map(({ key }) => key)).size).toBe(6)
})

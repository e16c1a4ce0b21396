import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesOfDraft } from './changes-of-draft.ts'
import { type CadenceDefinition, DEFAULT_SETTINGS, type Step } from './definition.ts'

const mail = (id: string, subject = id): Step => ({
  id,
  kind: 'mail',
  options: [{ id: `${id}-a`, template: id, weight: 1, subject, body: 'Hi' }],
})
const wait = (id: string, amount = 3): Step => ({ id, kind: 'wait', wait: { amount, unit: 'days' } })
const of = (...steps: Step[]): CadenceDefinition => ({ settings: DEFAULT_SETTINGS, steps })
const texts = (published: CadenceDefinition, draft: CadenceDefinition): string[] =>
  changesOfDraft(published, draft).map(({ text }) => text)

describe('the changes of a draft', () => {
  const published = of(mail('Intro'), wait('w'), mail('Bump'))

  it('name what is new, gone, different and elsewhere', () => {
    expect(texts(published, of(mail('Intro'), wait('w'), mail('Bump'), mail('Last')))).toEqual([
      'Step 3 (mail “Last”) is new.',
    ])
    expect(texts(published, of(mail('Intro')))).toEqual([
      'The wait before step 2 is removed.',
      'Step 2 (mail “Bump”) is removed.',
    ])
    expect(texts(published, of(mail('Intro', 'Hello'), wait('w', 5), mail('Bump')))).toEqual([
      'Step 1 (mail “Intro”): subject of “Intro” differs.',
      'The wait before step 2: 3 days become 5 days.',
    ])
    expect(texts(published, of(mail('Bump'), mail('Intro'), wait('w')))).toEqual([
      'Step 1 (mail “Bump”) is in another place.',
    ])
  })

  it('say what they mean for those under way', () => {
    const effects = (draft: CadenceDefinition) => changesOfDraft(published, draft).map(({ effect }) => effect)
    expect(effects(of(mail('New'), ...published.steps))).toEqual([expect.stringContaining('gets it next')])
    expect(effects(of(...published.steps, mail('New')))).toEqual([expect.stringContaining('at the end')])
  })

  it('name settings', () => {
    const draft = { ...published, settings: { ...DEFAULT_SETTINGS, throttle: 20, reentry: true } }
    expect(texts(published, draft)).toEqual([
      'The limit of first mails a day is another.',
      'Whether prospects may be started again is different.',
    ])
  })

  it('are none exactly where nothing differs', () => {
    const ids: fc.Arbitrary<string[]> = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const some = (names: string[]) => of(...names.map((id) => mail(id)))
        const changes = changesOfDraft(some(before), some(after))
        expect(changes.length === 0).toBe(before.join() === after.join())
        const named = (kind: string) => changes.filter((one) => one.kind === kind).map(({ stepId }) => stepId)
        expect(named('step_added')).toEqual(after.filter((id) => !before.includes(id)))
        expect(named('step_removed')).toEqual(before.filter((id) => !after.includes(id)))
        // Whoever stayed keeps his order.
        const still = (list: string[]) =>
          list.filter((id) => before.includes(id) && after.includes(id) && !named('step_moved').includes(id))
        expect(still(after)).toEqual(still(before))
      }),
    )
  })
})

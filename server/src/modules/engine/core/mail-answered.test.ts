import { describe, expect, test } from 'vitest'
import { enrol, MONDAY, mailStep, waitStep } from './situation-fixture.ts'

const at = (moment: string) => new Date(moment)
const TWO_MAILS = [mailStep('a'), waitStep('w', 3), mailStep('b')]

describe('the answer for a mail', () => {
  const sentA = { kind: 'mail_sent', at: at('2026-03-02T09:05:00Z'), stepId: 'a' } as const

  test('that comes twice, or late, changes nothing', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.due()
    one.happen(sentA)
    const before = one.state()
    expect(one.happen(sentA)).toEqual([])
    expect(one.state()).toBe(before)
    one.due()
    const inHand = one.state()
    one.happen(sentA)
    one.happen({ kind: 'mail_unsent', stepId: 'a' })
    expect(one.state()).toBe(inHand)
  })

  test('for a step that is none of its own changes nothing', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.due()
    const before = one.state()
    one.happen({ kind: 'mail_sent', at: MONDAY, stepId: 'elsewhere' })
    one.happen({ kind: 'mail_unsent', stepId: 'b' })
    expect(one.state()).toBe(before)
  })

  test('without a step is meant for the one at hand, if a mail is in hand', () => {
    const one = enrol({ steps: TWO_MAILS })
    const before = one.state()
    one.happen({ kind: 'mail_sent', at: MONDAY })
    expect(one.state()).toBe(before)
    one.due()
    one.happen({ kind: 'mail_sent', at: MONDAY })
    expect(one.state().stepsDone).toEqual(['a'])
  })

  test('after a stop makes the step had without going on; a resume begins after it', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.due()
    expect(one.happen({ kind: 'stopped' })).toContainEqual({ kind: 'cancel_mail' })
    expect(one.happen(sentA)).toEqual([])
    expect(one.state()).toMatchObject({
      phase: 'ended',
      status: 'manually_stopped',
      stepsDone: ['a'],
      dueAt: null,
      resumable: true,
    })
    one.happen({ kind: 'resumed' })
    expect(one.state()).toMatchObject({
      phase: 'due',
      status: 'in_cadence',
      stepId: 'b',
      dueAt: at('2026-03-05T09:05:00Z'),
    })
  })

  test('for the last step after a stop leaves nothing to resume', () => {
    const one = enrol({ steps: [mailStep('a')] })
    one.due()
    one.happen({ kind: 'stopped' })
    expect(one.state().resumable).toBe(true)
    one.happen(sentA)
    expect(one.state()).toMatchObject({ status: 'manually_stopped', resumable: false })
    const before = one.state()
    one.happen({ kind: 'resumed' })
    expect(one.state()).toBe(before)
  })

  test('during a pause makes the step had and leaves the pause', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.due()
    one.happen({ kind: 'paused', until: at('2026-03-03T09:00:00Z') })
    one.happen(sentA)
    expect(one.state()).toMatchObject({
      phase: 'paused',
      stepId: 'b',
      stepsDone: ['a'],
      pausedUntil: at('2026-03-03T09:00:00Z'),
    })
    one.at('2026-03-03T09:00:00Z')
    one.happen({ kind: 'resumed' })
    expect(one.state()).toMatchObject({
      phase: 'due',
      stepId: 'b',
      pausedUntil: null,
      dueAt: at('2026-03-05T09:05:00Z'),
    })
  })

  test('for the last step completes, even during a pause', () => {
    const one = enrol({ steps: [mailStep('a')] })
    one.due()
    one.happen({ kind: 'paused', until: null })
    one.happen(sentA)
    expect(one.state()).toMatchObject({ phase: 'ended', status: 'completed', pausedUntil: null })
  })

  test('that was still out at the resume is waited for instead of sending again', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.due()
    one.happen({ kind: 'stopped' })
    one.happen({ kind: 'resumed', mailOut: true })
    expect(one.state()).toMatchObject({ phase: 'mail_in_hand', stepId: 'a', status: 'in_cadence' })
    one.happen(sentA)
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'b' })
  })

  test('that it did not go sends it again, as another visit', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.due()
    one.happen({ kind: 'mail_unsent', stepId: 'a' })
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'a', visit: 2, dueAt: MONDAY })
    expect(one.due()).toEqual([{ kind: 'record_mail', stepId: 'a', visit: 2, optionId: 'a-0' }])
  })

  test('that proves a mail sent which counted as unsent keeps its step from going again', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.due()
    one.happen({ kind: 'mail_unsent', stepId: 'a' })
    one.happen(sentA)
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'b', stepsDone: ['a'] })
    // Meanwhile another step has come before it.
    const other = enrol({ steps: TWO_MAILS })
    other.due()
    other.happen({ kind: 'mail_unsent', stepId: 'a' })
    other.publish([mailStep('z'), ...TWO_MAILS])
    other.happen(sentA)
    expect(other.state()).toMatchObject({ phase: 'due', stepId: 'z', stepsDone: ['a'] })
  })

  test('a refusal because of the recipient ends as bounced', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.due()
    one.happen({ kind: 'mail_refused', message: '550 5.1.1 no such user' })
    expect(one.state()).toMatchObject({ phase: 'ended', status: 'bounced', resumable: false })
  })
})

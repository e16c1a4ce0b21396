import { describe, expect, test } from 'vitest'
import { BERLIN, enrol, MONDAY, mailStep, taskStep, waitStep } from './situation-fixture.ts'

const at = (moment: string) => new Date(moment)
const TWO_MAILS = [mailStep('a'), waitStep('w', 3), mailStep('b')]

describe('what is missing', () => {
  test('holds, names it, and goes on once it is there', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.happen({ kind: 'held', hold: { reason: 'missing_variable', variables: ['FirstName'] } })
    expect(one.state()).toMatchObject({ phase: 'held', dueAt: null, hold: { variables: ['FirstName'] } })
    one.at('2026-03-02T20:00:00Z')
    one.happen({ kind: 'released' })
    expect(one.state()).toMatchObject({
      phase: 'due',
      stepId: 'a',
      hold: null,
      dueAt: at('2026-03-03T08:00:00Z'),
    })
    expect(one.due()).toEqual([{ kind: 'record_mail', stepId: 'a', visit: 1, optionId: 'a-0' }])
  })

  test('holds nobody up who was stopped or paused meanwhile', () => {
    for (const happening of [{ kind: 'paused', until: null }, { kind: 'stopped' }] as const) {
      const one = enrol({ steps: TWO_MAILS })
      one.happen(happening)
      const before = one.state()
      one.happen({ kind: 'held', hold: { reason: 'missing_variable', variables: ['FirstName'] } })
      expect(one.state()).toBe(before)
    }
  })

  test('a calendar without an open day holds, until one opens', () => {
    const one = enrol({ steps: TWO_MAILS, calendar: { ...BERLIN, isHoliday: () => true } })
    expect(one.state()).toMatchObject({ phase: 'held', hold: { reason: 'no_open_day' } })
    const before = one.state()
    one.happen({ kind: 'definition_changed' })
    expect(one.state()).toBe(before)
  })
})

describe('a new version', () => {
  test('leads to the first step in the new order that he has not had', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.due()
    one.happen({ kind: 'mail_sent', at: MONDAY, stepId: 'a' })
    one.publish([mailStep('a'), mailStep('c'), waitStep('w', 3), mailStep('b')])
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'c', dueAt: MONDAY })
    one.publish([mailStep('b'), mailStep('a')])
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'b' })
    expect(one.publish([mailStep('a')])).toContainEqual({
      kind: 'status_changed',
      from: 'in_cadence',
      to: 'completed',
    })
    expect(one.state()).toMatchObject({ phase: 'ended', status: 'completed' })
  })

  test('recomputes the due time from where the wait began', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.due()
    one.happen({ kind: 'mail_sent', at: MONDAY, stepId: 'a' })
    one.publish([mailStep('a'), waitStep('w', 1), mailStep('b')])
    expect(one.state().dueAt).toEqual(at('2026-03-03T09:00:00Z'))
    const before = one.state()
    one.publish([mailStep('a'), waitStep('w', 1), mailStep('b'), mailStep('c')])
    expect(one.state()).toBe(before)
  })

  test('leaves a mail in hand and an open task, but not the task of a step that is gone', () => {
    const mailing = enrol({ steps: TWO_MAILS })
    mailing.due()
    const inHand = mailing.state()
    expect(mailing.publish([mailStep('c')])).toEqual([])
    expect(mailing.state()).toBe(inHand)

    const calling = enrol({ steps: [taskStep('t'), mailStep('a')] })
    calling.due()
    const open = calling.state()
    expect(calling.publish([mailStep('z'), taskStep('t'), mailStep('a')])).toEqual([])
    expect(calling.state()).toBe(open)
    expect(calling.publish([mailStep('a')])).toEqual([{ kind: 'cancel_task' }])
    expect(calling.state()).toMatchObject({ phase: 'due', stepId: 'a', visit: 2 })
  })

  test('lets one that was held try again, but not without a mailbox', () => {
    const missing = enrol({ steps: TWO_MAILS })
    missing.happen({ kind: 'held', hold: { reason: 'missing_variable', variables: ['FirstName'] } })
    missing.publish(TWO_MAILS)
    expect(missing.state()).toMatchObject({ phase: 'due', stepId: 'a' })
    const homeless = enrol({ steps: TWO_MAILS, hasMailbox: false })
    homeless.publish([mailStep('z'), ...TWO_MAILS])
    expect(homeless.state()).toMatchObject({ phase: 'held', stepId: 'z', hold: { reason: 'no_mailbox' } })
  })
})

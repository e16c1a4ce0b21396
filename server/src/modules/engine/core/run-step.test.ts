import { describe, expect, test } from 'vitest'
import { enrol, mailStep, taskStep, waitStep } from './situation-fixture.ts'

const at = (moment: string) => new Date(moment)
const TWO_MAILS = [mailStep('a'), waitStep('w', 3), mailStep('b')]

describe('a step whose time has come', () => {
  test('records the mail, and only the 250 moves on, from which the next wait counts', () => {
    const one = enrol({ steps: TWO_MAILS })
    expect(one.due()).toEqual([{ kind: 'record_mail', stepId: 'a', visit: 1, optionId: 'a-0' }])
    expect(one.state()).toMatchObject({ phase: 'mail_in_hand', dueAt: null, firstMail: false })
    one.happen({ kind: 'mail_sent', at: at('2026-03-02T10:30:00Z'), stepId: 'a' })
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'b', stepsDone: ['a'] })
    expect(one.state().dueAt).toEqual(at('2026-03-05T10:30:00Z'))
  })

  test('before its due time nothing happens', () => {
    const one = enrol({ steps: [waitStep('w', 1), mailStep('a')] })
    const before = one.state()
    expect(one.happen({ kind: 'due' })).toEqual([])
    expect(one.state()).toBe(before)
  })

  test('outside the window it moves to the next open moment', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.at('2026-03-06T16:00:00Z')
    expect(one.due()).toEqual([])
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'a', dueAt: at('2026-03-09T08:00:00Z') })
  })

  test('a task is given out at any hour of a working day', () => {
    const one = enrol({ steps: [taskStep('t')] })
    one.at('2026-03-02T22:00:00Z')
    expect(one.due()).toEqual([{ kind: 'create_task', stepId: 't', visit: 1 }])
    expect(one.state().phase).toBe('task_open')
  })

  test('a mail with every option switched off is passed over', () => {
    const one = enrol({ steps: [mailStep('a', [0, 0]), waitStep('w', 1), mailStep('b')] })
    one.at('2026-03-02T11:00:00Z')
    expect(one.due()).toEqual([])
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'b', stepsDone: ['a'], firstMail: true })
    expect(one.state().dueAt).toEqual(at('2026-03-03T11:00:00Z'))
  })

  test('the last one that is passed over completes', () => {
    const one = enrol({ steps: [mailStep('a', [0])] })
    expect(one.due()).toEqual([{ kind: 'status_changed', from: 'in_cadence', to: 'completed' }])
    expect(one.state()).toMatchObject({ phase: 'ended', status: 'completed', stepId: null })
  })

  test('a definition that was just published counts, even before its job has told the enrolment', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.publishSilently([mailStep('z'), ...TWO_MAILS])
    expect(one.due()).toEqual([])
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'z' })
    one.publishSilently([waitStep('w', 2), mailStep('z'), ...TWO_MAILS])
    expect(one.due()).toEqual([])
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'z', dueAt: at('2026-03-04T09:00:00Z') })
  })

  test('without a mailbox a mail waits for one and says so', () => {
    const one = enrol({ steps: [taskStep('t'), mailStep('a')], hasMailbox: false })
    expect(one.state()).toMatchObject({ phase: 'held', hold: { reason: 'no_mailbox' } })
    const before = one.state()
    one.happen({ kind: 'released' })
    expect(one.state()).toBe(before)
    one.giveMailbox()
    one.happen({ kind: 'released' })
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 't', hold: null })
  })

  test('a day of surplus mails moves it to the next day’s window', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.happen({ kind: 'too_many_today' })
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'a', dueAt: at('2026-03-03T08:00:00Z') })
    one.at('2026-03-06T10:00:00Z')
    one.happen({ kind: 'too_many_today' })
    expect(one.state().dueAt).toEqual(at('2026-03-09T08:00:00Z'))
  })
})

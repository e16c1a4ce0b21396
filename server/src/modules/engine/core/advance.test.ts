import { describe, expect, test } from 'vitest'
import { BERLIN, enrol, MONDAY, mailStep, taskStep, waitStep } from './situation-fixture.ts'

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
    expect(one.due()).toEqual([])
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'b', stepsDone: ['a'], firstMail: true })
    expect(one.state().dueAt).toEqual(at('2026-03-03T09:00:00Z'))
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

  test('a calendar without an open day holds, until one opens', () => {
    const one = enrol({ steps: TWO_MAILS, calendar: { ...BERLIN, isHoliday: () => true } })
    expect(one.state()).toMatchObject({ phase: 'held', hold: { reason: 'no_open_day' } })
    const before = one.state()
    one.happen({ kind: 'definition_changed' })
    expect(one.state()).toBe(before)
  })
})

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

describe('tasks', () => {
  const steps = [taskStep('t'), waitStep('w', 1), mailStep('a')]

  test.each([
    ['done', { kind: 'task_done', outcome: 'Connected', at: at('2026-03-02T14:00:00Z') }],
    ['skipped', { kind: 'task_skipped', at: at('2026-03-02T14:00:00Z') }],
  ] as const)('one that was %s leads on to the next step', (_what, happening) => {
    const one = enrol({ steps, stopOn: { taskOutcomes: ['Not interested'] } })
    one.due()
    one.happen(happening)
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'a', dueAt: at('2026-03-03T14:00:00Z') })
  })

  test('an outcome on which the cadence stops ends it', () => {
    const one = enrol({ steps, stopOn: { taskOutcomes: ['Not interested'] } })
    one.due()
    expect(one.happen({ kind: 'task_done', outcome: 'not interested ', at: MONDAY })).toEqual([
      { kind: 'status_changed', from: 'in_cadence', to: 'task_stopped' },
    ])
    expect(one.state()).toMatchObject({ phase: 'ended', status: 'task_stopped', stepsDone: ['t'] })
  })

  test('one that is no longer open changes nothing', () => {
    const one = enrol({ steps })
    const before = one.state()
    one.happen({ kind: 'task_done', outcome: null, at: MONDAY })
    expect(one.state()).toBe(before)
  })
})

describe('answers', () => {
  test('a reply stops, unless the cadence goes on after replies', () => {
    const stopping = enrol({ steps: TWO_MAILS })
    stopping.happen({ kind: 'replied' })
    expect(stopping.state().status).toBe('replied')
    const going = enrol({ steps: [mailStep('a')], stopOn: { reply: false } })
    const before = going.state()
    going.happen({ kind: 'replied' })
    expect(going.state()).toBe(before)
  })

  test('a reply after completion makes it Replied', () => {
    const one = enrol({ steps: [mailStep('a')] })
    one.due()
    one.happen({ kind: 'mail_sent', at: MONDAY })
    expect(one.state().status).toBe('completed')
    expect(one.happen({ kind: 'replied' })).toEqual([
      { kind: 'status_changed', from: 'completed', to: 'replied' },
    ])
    expect(one.state()).toMatchObject({ phase: 'ended', status: 'replied', resumable: false })
  })

  test.each([
    [true, 'replied_stopped'],
    [false, 'in_cadence'],
  ])('a colleague’s reply with the setting %s', (colleagueReply, status) => {
    const one = enrol({ steps: TWO_MAILS, stopOn: { colleagueReply } })
    one.happen({ kind: 'colleague_replied' })
    expect(one.state().status).toBe(status)
  })

  test('an auto-reply goes on, stops so that it can be resumed, or waits for the return', () => {
    const auto = { kind: 'auto_replied', returnsOn: '2026-03-12' } as const
    const going = enrol({ steps: TWO_MAILS, stopOn: { autoReply: 'continue' } })
    const before = going.state()
    going.happen(auto)
    expect(going.state()).toBe(before)

    const stopped = enrol({ steps: TWO_MAILS, stopOn: { autoReply: 'stop' } })
    stopped.happen(auto)
    expect(stopped.state()).toMatchObject({ status: 'auto_reply_stopped', resumable: true })
    stopped.happen({ kind: 'resumed' })
    expect(stopped.state()).toMatchObject({ phase: 'due', status: 'in_cadence', resumable: false })

    const held = enrol({ steps: TWO_MAILS, stopOn: { autoReply: 'hold' } })
    held.happen(auto)
    expect(held.state()).toMatchObject({ phase: 'paused', pausedUntil: at('2026-03-12T08:00:00Z') })
  })

  test.each([
    ['names no day: a week', null, '2026-03-09T08:00:00Z'],
    ['names a Saturday: the Monday after', '2026-03-14', '2026-03-16T08:00:00Z'],
    ['names a day that cannot be: a week', '2026-19-45', '2026-03-09T08:00:00Z'],
    ['names a day years ahead: a week', '2062-03-12', '2026-03-09T08:00:00Z'],
  ])('an auto-reply that %s', (_what, returnsOn, until) => {
    const one = enrol({ steps: TWO_MAILS })
    one.happen({ kind: 'auto_replied', returnsOn })
    expect(one.state().pausedUntil).toEqual(at(until))
  })

  test.each(['2026-03-02', '2026-02-20'])(
    'a return on a day that has come (%s) holds nothing up',
    (returnsOn) => {
      const one = enrol({ steps: TWO_MAILS })
      const before = one.state()
      one.happen({ kind: 'auto_replied', returnsOn })
      expect(one.state()).toBe(before)
    },
  )

  test('an auto-reply does not shorten a pause', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.happen({ kind: 'paused', until: null })
    const before = one.state()
    one.happen({ kind: 'auto_replied', returnsOn: '2026-03-12' })
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

describe('a pause', () => {
  test('takes back what was begun, which begins anew after it', () => {
    const one = enrol({ steps: TWO_MAILS })
    one.due()
    expect(one.happen({ kind: 'paused', until: null })).toEqual([{ kind: 'cancel_mail' }])
    expect(one.state()).toMatchObject({ phase: 'paused', stepId: 'a', visit: 2 })
    one.at('2026-03-02T20:00:00Z')
    one.happen({ kind: 'resumed' })
    expect(one.state()).toMatchObject({ phase: 'due', stepId: 'a', dueAt: at('2026-03-03T08:00:00Z') })
    expect(one.due()).toEqual([{ kind: 'record_mail', stepId: 'a', visit: 2, optionId: 'a-0' }])
  })

  test('or a stop brings no mailbox', () => {
    for (const happening of [{ kind: 'paused', until: null }, { kind: 'stopped' }] as const) {
      const one = enrol({ steps: TWO_MAILS, hasMailbox: false })
      one.happen(happening)
      one.happen({ kind: 'resumed' })
      expect(one.state()).toMatchObject({ phase: 'held', hold: { reason: 'no_mailbox' } })
    }
  })
})

import { describe, expect, test } from 'vitest'
import { enrol, MONDAY, mailStep, waitStep } from './situation-fixture.ts'

const at = (moment: string) => new Date(moment)
const TWO_MAILS = [mailStep('a'), waitStep('w', 3), mailStep('b')]

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

describe('an answer', () => {
  test('a reply stops, unless the cadence goes on after replies', () => {
    const stopping = enrol({ steps: TWO_MAILS })
    stopping.happen({ kind: 'replied' })
    expect(stopping.state().status).toBe('replied')
    const going = enrol({ steps: [mailStep('a')], stopOn: { reply: false } })
    const before = going.state()
    going.happen({ kind: 'replied' })
    expect(going.state()).toBe(before)
  })

  test.each([true, false])(
    'a reply after completion makes it Replied, whether replies stop (%s) or not',
    (reply) => {
      const one = enrol({ steps: [mailStep('a')], stopOn: { reply } })
      one.due()
      one.happen({ kind: 'mail_sent', at: MONDAY })
      expect(one.state().status).toBe('completed')
      expect(one.happen({ kind: 'replied' })).toEqual([
        { kind: 'status_changed', from: 'completed', to: 'replied' },
      ])
      expect(one.state()).toMatchObject({ phase: 'ended', status: 'replied', resumable: false })
    },
  )

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

  test.each([
    ['has no end', null, null],
    ['ends later', '2026-03-20T09:00:00Z', '2026-03-20T09:00:00Z'],
    ['ends earlier, and moves its end', '2026-03-04T09:00:00Z', '2026-03-12T08:00:00Z'],
  ])('an auto-reply does not shorten a pause that %s', (_what, paused, until) => {
    const one = enrol({ steps: TWO_MAILS })
    one.happen({ kind: 'paused', until: paused === null ? null : at(paused) })
    one.happen({ kind: 'auto_replied', returnsOn: '2026-03-12' })
    expect(one.state()).toMatchObject({ phase: 'paused', pausedUntil: until === null ? null : at(until) })
  })
})

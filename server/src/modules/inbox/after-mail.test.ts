import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReceivedKind } from '#modules/inbound/index.ts'
import { afterMail, type ThreadBefore } from './after-mail.ts'

const KINDS: ReceivedKind[] = [
  'reply',
  'auto_reply',
  'bounce',
  'unsubscribe',
  'complaint',
  'own_answer',
  'delivery_notice',
  'automated',
]
const PERSONS: ReceivedKind[] = ['reply', 'unsubscribe', 'complaint']
const mails = fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 8 })

const afterAll = (some: readonly ReceivedKind[], change = (thread: ThreadBefore): ThreadBefore => thread) =>
  some.reduce<ThreadBefore | null>((before, mail) => {
    const { staysSnoozed, ...after } = afterMail(before && change(before), mail)
    return { ...after, isSnoozed: staysSnoozed }
  }, null)

test('what a person wrote last is what the thread is, whatever machines write after it', () => {
  fc.assert(
    fc.property(mails, (some) => {
      const last = some.findLast((mail) => PERSONS.includes(mail))
      fc.pre(last !== undefined)
      expect(afterAll(some)?.kind).toBe(last === 'reply' ? 'reply' : 'unsubscribe')
    }),
  )
})

test('a thread is one of own answers alone only while nobody else has written', () => {
  fc.assert(
    fc.property(mails, (some) => {
      const alone = some.every((mail) => mail === 'own_answer')
      expect(afterAll(some)?.kind === 'own_answer').toBe(alone)
      if (alone) expect(afterAll(some)).toMatchObject({ state: 'done', unread: false })
    }),
  )
})

test('a person’s mail opens what was done or put off; a machine’s leaves it so', () => {
  fc.assert(
    fc.property(mails, fc.constantFrom(...KINDS), (some, next) => {
      const before = afterAll(some)
      if (!before || before.kind === 'own_answer') return
      const after = afterMail({ ...before, state: 'done', unread: false, isSnoozed: true }, next)
      const isPersons = PERSONS.includes(next)
      expect(after).toMatchObject({
        state: isPersons ? 'open' : 'done',
        unread: isPersons,
        staysSnoozed: !isPersons,
      })
    }),
  )
})

test('an answer of our own marks a thread as read and moves nothing else', () => {
  const before: ThreadBefore = { kind: 'reply', state: 'open', unread: true, isSnoozed: false }
  expect(afterMail(before, 'own_answer')).toEqual({
    kind: 'reply',
    state: 'open',
    unread: false,
    staysSnoozed: false,
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readKept } from '#app/read-kept.ts'
import type { ThreadMail } from '../types.ts'
import { type Draft, isDraft, othersOf, recipientsOf } from './draft.ts'

const mail = (from: string, more: Partial<ThreadMail> = {}): ThreadMail => ({
  ...{
    id: from,
    direction: 'in',
    kind: 'reply',
    at: '2026-03-02T09:00:00Z',
    subject: 'A',
    newText: '',
    text: '',
  },
  ...{ from: { name: '', address: from }, to: [], cc: [], html: null, blockedImages: 0, missingImages: 0 },
  ...{ attachments: [], state: null, serverWords: null, sendsAt: null, userName: null, cadenceName: null },
  ...{ openedAt: null, isCut: false },
  ...more,
})
const prospect = {
  ...{ id: 'p', email: 'bob@x.test', name: null, company: null, outcome: null, ownerId: 'u' },
  status: 'replied' as const,
  suppressedBy: null,
}
const addresses = (...list: string[]) => list.map((address) => ({ name: '', address }))

test('an answer goes to whoever wrote last, never to a machine, else to the prospect', () => {
  const bounce = mail('mailer-daemon@x.test', { kind: 'bounce' })
  expect(recipientsOf({ prospect, mails: [mail('Bob@x.test'), mail('eve@x.test'), bounce] })).toEqual([
    'eve@x.test',
    'bob@x.test',
  ])
  expect(recipientsOf({ prospect, mails: [bounce] })).toEqual(['bob@x.test'])
})

test('an answer to all copies the others, not ourselves and not twice', () => {
  const last = mail('bob@x.test', {
    to: addresses('Steve@acme.test', 'ann@x.test'),
    cc: addresses('Ann@x.test', 'bob@x.test', 'cy@x.test'),
  })
  expect(othersOf({ prospect, mailboxAddress: 'steve@acme.test', mails: [last] })).toEqual([
    'Ann@x.test',
    'cy@x.test',
  ])
})

test('a kept draft is read back; whatever else lies there is none', () => {
  const drafts = fc.record<Draft>({
    to: fc.string(),
    cc: fc.array(fc.string()),
    subject: fc.string(),
    html: fc.string(),
    quote: fc.boolean(),
  })
  fc.assert(
    fc.property(drafts, (draft) => {
      expect(readKept(JSON.stringify(draft), isDraft)).toEqual(draft)
    }),
  )
  for (const text of [
    null,
    '',
    '{',
    'null',
    '[]',
    '{"to":1}',
    '{"to":"","subject":"","html":"","quote":true}',
  ])
    expect(readKept(text, isDraft)).toBeUndefined()
})

import { expect, test } from 'vitest'
import type { MailboxNow } from './mailbox-health-query.ts'
import { mailboxHints } from './mailbox-hints.ts'

const now = new Date('2026-03-02T09:00:00Z')
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000)

const WELL: MailboxNow = {
  ...{ id: 'm', address: 'a@acme.test', userEmail: 'a@acme.test', state: 'running', pauseReason: null },
  ...{ syncError: null, syncedAt: ago(1), receives: true, waiting: 0, waitingSince: null, uncertain: 0 },
  last: { mails: 100, bounced: 1, refused: 0, replied: 4, medianWait: 1, longWait: 3 },
  lastRefusal: null,
}

const hints = (more: Partial<MailboxNow>) => mailboxHints({ ...WELL, ...more }, { now, most: 5 })
const last = (more: Partial<MailboxNow['last']>) => ({ last: { ...WELL.last, ...more } })

test('a mailbox that does well wants nobody', () => {
  expect(hints({})).toEqual([])
  expect(hints(last({ mails: 10, bounced: 1, replied: 0 }))).toEqual([])
  expect(hints({ waiting: 3, waitingSince: ago(5) })).toEqual([])
})

test.each<[string, Partial<MailboxNow>, string, RegExp]>([
  ['a pause', { state: 'paused', pauseReason: '535 bad password' }, 'bad', /535 bad password\. Resume/],
  ['unreadable answers', { syncError: 'LOGIN failed.' }, 'bad', /LOGIN failed\. Check/],
  ['folders left unread', { syncedAt: ago(61) }, 'watch', /more than an hour/],
  ['no way to receive', { receives: false, syncedAt: null }, 'watch', /no IMAP/],
  ['some bounces', last({ bounced: 3 }), 'watch', /3 of its last 100/],
  ['too many bounces', last({ bounced: 6 }), 'bad', /more than the company allows/],
  ['uncertain mails', { uncertain: 1 }, 'watch', /Of 1 mail nobody knows whether it left/],
  ['mails that do not leave', { waiting: 2, waitingSince: ago(31) }, 'watch', /2 mails wait/],
  ['silence', last({ replied: 0 }), 'watch', /Nobody answered/],
])('%s is told', (_what, more, level, text) => {
  expect(hints(more)).toEqual([{ level, text: expect.stringMatching(text) }])
})

test('the worst comes first', () => {
  expect(hints({ receives: false, ...last({ bounced: 6 }) }).map(({ level }) => level)).toEqual([
    'bad',
    'watch',
  ])
})

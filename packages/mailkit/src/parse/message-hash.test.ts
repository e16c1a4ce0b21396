import { expect, it } from 'vitest'
import { rawMail } from '../testing/raw-mail.ts'
import { messageHash } from './message-hash.ts'
import { parseMessage } from './parse-message.ts'

const hashOf = async (headers: Record<string, string>, body = 'Hello\nthere'): Promise<string> =>
  messageHash(await parseMessage(rawMail({ headers, body })))

it('knows a mail again, whatever servers added on the way', async () => {
  const first = await hashOf({ Received: 'by a.test; Mon, 2 Mar 2026 10:00:00 +0100' })
  expect(await hashOf({ Received: 'by b.test', 'X-Spam': 'no' }, 'Hello \nthere\n')).toBe(first)
  expect(first).toMatch(/^hash:[0-9a-f]{32}$/)
})

it('tells mails apart by sender, day and text', async () => {
  const hashes = await Promise.all([
    hashOf({}),
    hashOf({ From: 'bob@customer.test' }),
    hashOf({ Date: 'Tue, 3 Mar 2026 10:00:00 +0100' }),
    hashOf({}, 'Something else'),
  ])
  expect(new Set(hashes).size).toBe(4)
})

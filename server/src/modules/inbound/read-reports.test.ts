import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { openMailServers, type TestMailServers } from '#test/mail-servers/open-mail-servers.ts'
import { answerTo, type InboundScene, inboundScene, type SentMail } from './inbound-scene.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let servers: TestMailServers
let scene: InboundScene
let mail: SentMail

beforeAll(async () => {
  database = await createTestDatabase()
  servers = await openMailServers()
})
afterAll(async () => {
  await servers.close()
  await database.drop()
})
beforeEach(async () => {
  scene = await inboundScene(database.db, servers)
  mail = await scene.sent()
})

/** What a server returns of our mail. */
const returned = (headers: string): string => `Content-Type: text/rfc822-headers\n\n${headers}\n`

const report = (
  type: 'delivery-status' | 'feedback-report',
  parts: readonly string[],
  headers: Record<string, string> = {},
): string =>
  answerTo(mail, {
    headers: {
      From: 'Mail Delivery System <MAILER-DAEMON@mx.customer.test>',
      Subject: 'Undelivered Mail Returned to Sender',
      'In-Reply-To': '',
      'MIME-Version': '1.0',
      'Content-Type': `multipart/report; report-type=${type}; boundary=parts`,
      ...headers,
    },
    body: `${parts.map((part) => `--parts\n${part}\n`).join('')}--parts--`,
  })

const bounce = (
  fields: { status: string; words: string; action?: string; recipient?: string },
  headers = `Message-ID: ${mail.messageId}\nFrom: ${scene.account.address}`,
): string =>
  report('delivery-status', [
    `Content-Type: text/plain\n\nYour mail could not be delivered: ${fields.words}`,
    `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.customer.test\n\nFinal-Recipient: rfc822; ${fields.recipient ?? mail.to}\nAction: ${fields.action ?? 'failed'}\nStatus: ${fields.status}\nDiagnostic-Code: smtp; 550 ${fields.status} ${fields.words}`,
    returned(headers),
  ])

const HARD = { status: '5.1.1', words: 'User unknown' }
const SOFT = { status: '5.2.2', words: 'Mailbox full' }

describe('a bounce', () => {
  it('that the mail servers themselves make ends the prospect’s mails', async () => {
    const lost = await scene.sent({ to: `lost.${mail.id}@bounce.test` })
    const raw = answerTo(lost, {
      headers: {
        From: scene.account.address,
        To: lost.to,
        Subject: 'A question',
        'In-Reply-To': '',
        'Message-ID': lost.messageId,
        'X-Cadenza-Id': lost.id,
      },
    })
    await servers.send({ from: scene.account, to: lost.to, raw })
    await vi.waitUntil(async () => (await scene.sync()) > 0, { timeout: 30_000, interval: 200 })
    expect(await scene.stored()).toMatchObject([
      { kind: 'bounce', matched_by: 'bounce_headers', reply_to_id: lost.id },
    ])
    expect(scene.told('event')).toMatchObject([{ kind: 'bounced', hard: true, recipient: lost.to }])
    expect(scene.told('provenSent')).toMatchObject([{ messageIds: [lost.id] }])
    expect(scene.told('messageAnswered')).toMatchObject([{ messageId: lost.id, what: 'bounced' }])
    expect(scene.told('suppress')).toMatchObject([
      {
        prospectId: lost.prospectId,
        reason: 'bounced',
        source: 'bounce',
        detail: expect.stringMatching(/exist/),
      },
    ])
  })

  it('that is soft is only told', async () => {
    await scene.receive(bounce(SOFT))
    await scene.sync()
    expect(scene.told('event')).toMatchObject([{ kind: 'bounced', hard: false }])
    expect(scene.told('provenSent')).toHaveLength(1)
    expect([...scene.told('suppress'), ...scene.told('messageAnswered'), ...scene.told('answered')]).toEqual(
      [],
    )
  })

  it('is known by our own header where a server put another Message-ID into the mail', async () => {
    await scene.receive(bounce(HARD, `Message-ID: <other@provider.test>\nX-Cadenza-Id: ${mail.id}`))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'bounce', matched_by: 'bounce_headers' }])
  })

  it('that returns nothing is known by the failed address', async () => {
    await scene.receive(bounce(HARD, 'Subject: nothing of ours'))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'bounce', matched_by: 'address' }])
    expect(scene.told('suppress')).toHaveLength(1)
  })

  it('about somebody else leaves nothing behind', async () => {
    await scene.receive(bounce({ ...HARD, recipient: 'nobody@customer.test' }, 'Subject: nothing of ours'))
    await scene.sync()
    expect(await scene.stored()).toEqual([])
  })

  it('about several counts as what it says of ours', async () => {
    await scene.receive(
      report('delivery-status', [
        'Content-Type: text/plain\n\nYour mail could not be delivered.',
        `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.customer.test\n\nFinal-Recipient: rfc822; other@customer.test\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; ${mail.to}\nAction: failed\nStatus: 5.2.2`,
        returned(`Message-ID: ${mail.messageId}`),
      ]),
    )
    await scene.sync()
    expect(scene.told('event')).toMatchObject([{ hard: false, recipient: mail.to }])
  })

  it('that is no more than a delay proves that the mail is on its way', async () => {
    await scene.receive(bounce({ status: '4.4.1', words: 'Connection timed out', action: 'delayed' }))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'delivery_notice' }])
    expect(scene.reports.map(({ port }) => port)).toEqual(['provenSent'])
  })
})

describe('an automatic answer', () => {
  it('is told with the day of return', async () => {
    const headers = {
      Subject: 'Out of office',
      'Auto-Submitted': 'auto-replied',
      Date: 'Mon, 2 Mar 2026 10:00:00 +0100',
    }
    await scene.receive(answerTo(mail, { headers, body: 'I am away until March 16, 2026.' }))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'auto_reply' }])
    expect(scene.told('event')).toMatchObject([{ kind: 'auto_replied', returnsOn: '2026-03-16' }])
    expect(scene.told('answered')).toMatchObject([
      { answer: { kind: 'auto_reply', returnsOn: '2026-03-16' }, colleagueDomain: null },
    ])
    expect([...scene.told('markReplied'), ...scene.told('messageAnswered')]).toEqual([])
  })

  it('without a day, outside the thread, is known by the address', async () => {
    const headers = { Subject: 'Out of office', 'Auto-Submitted': 'auto-replied', 'In-Reply-To': '' }
    await scene.receive(answerTo(mail, { headers, body: 'I am away.' }))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'auto_reply', matched_by: 'address' }])
    expect(scene.told('answered')).toMatchObject([{ answer: { kind: 'auto_reply', returnsOn: null } }])
  })
})

describe('a wish to get no more mails', () => {
  it('by the token in the subject, from whatever address', async () => {
    scene.tokens.set('token-abc', mail.id)
    const headers = { From: 'eve@elsewhere.test', Subject: 'unsubscribe token-abc', 'In-Reply-To': '' }
    await scene.receive(answerTo(mail, { headers, body: '' }))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'unsubscribe', matched_by: 'token' }])
    expect(scene.told('suppress')).toMatchObject([
      { prospectId: mail.prospectId, reason: 'unsubscribed', source: 'reply', detail: null },
    ])
  })

  it('by a token of no mail of this company is nothing', async () => {
    const headers = { From: 'eve@elsewhere.test', Subject: 'unsubscribe token-xyz', 'In-Reply-To': '' }
    await scene.receive(answerTo(mail, { headers, body: '' }))
    await scene.sync()
    expect(await scene.stored()).toEqual([])
  })

  it('in the words of an answer', async () => {
    await scene.receive(answerTo(mail, { body: 'Please remove me from your list.' }))
    await scene.sync()
    expect(scene.told('event')).toMatchObject([{ kind: 'unsubscribed' }])
    expect(scene.told('suppress')).toMatchObject([
      { reason: 'unsubscribed', detail: 'Please remove me from your list.' },
    ])
    expect(scene.told('answered')).toEqual([])
  })

  const complaint = (type: string): string =>
    report(
      'feedback-report',
      [
        'Content-Type: text/plain\n\nThis is an abuse report.',
        `Content-Type: message/feedback-report\n\nFeedback-Type: ${type}\nUser-Agent: Agent/1.0\nVersion: 1`,
        returned(`Message-ID: ${mail.messageId}\nFrom: ${scene.account.address}`),
      ],
      { From: 'fbl@provider.test', Subject: 'Abuse report' },
    )

  it('by a complaint at the provider', async () => {
    await scene.receive(complaint('abuse'))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'complaint' }])
    expect(scene.told('event')).toMatchObject([{ kind: 'complained' }])
    expect(scene.told('suppress')).toMatchObject([{ prospectId: mail.prospectId, reason: 'complaint' }])
  })

  it.each(['auth-failure', 'not-spam'])('is not behind a report of type %s', async (type) => {
    await scene.receive(complaint(type))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'automated' }])
    expect(scene.told('suppress')).toEqual([])
  })
})

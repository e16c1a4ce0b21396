import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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

const WITHOUT_THREAD = { 'In-Reply-To': '', Subject: 'Your question' }

describe('a reply', () => {
  it('by In-Reply-To is stored with its new text, and told to everybody whom it concerns', async () => {
    const body =
      'Yes, Tuesday works.\n\nOn Mon, 2 Mar 2026 at 09:00, Steve <steve@local.test> wrote:\n> Do you have time?'
    await scene.receive(answerTo(mail, { body }))
    expect(await scene.sync()).toBe(1)
    const [row] = await scene.stored()
    expect(row).toMatchObject({
      kind: 'reply',
      matched_by: 'message_id',
      reply_to_id: mail.id,
      prospect_id: mail.prospectId,
      from_address: mail.to,
      from_name: 'Bob',
      folder: 'INBOX',
      new_text: 'Yes, Tuesday works.',
      text: expect.stringContaining('Do you have time?'),
    })
    expect(scene.told('event')).toEqual([
      {
        ...{
          kind: 'replied',
          prospectId: mail.prospectId,
          receivedMailId: row?.id,
          subject: 'Re: A question',
        },
        ...{ first: true, sentAt: mail.at.toISOString() },
      },
    ])
    expect(scene.told('provenSent')).toMatchObject([{ messageIds: [mail.id] }])
    expect(scene.told('messageAnswered')).toMatchObject([{ messageId: mail.id, what: 'replied' }])
    expect(scene.told('markReplied')).toMatchObject([{ prospectId: mail.prospectId }])
    expect(scene.told('answered')).toMatchObject([
      { prospectId: mail.prospectId, enrolmentId: expect.any(String), answer: { kind: 'reply' } },
    ])
  })

  it('by References only', async () => {
    const headers = { 'In-Reply-To': '', References: `<other@customer.test>\r\n ${mail.messageId}` }
    await scene.receive(answerTo(mail, { headers }))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'reply', matched_by: 'message_id' }])
  })

  it('to the id that the server gave our mail', async () => {
    await database.db.query('UPDATE messages SET seen_message_id = $1 WHERE id = $2', [
      '<seen@provider.test>',
      mail.id,
    ])
    await scene.receive(answerTo(mail, { headers: { 'In-Reply-To': '<seen@provider.test>' } }))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'reply', reply_to_id: mail.id }])
  })

  it('from another address in the thread is the prospect’s', async () => {
    await scene.receive(answerTo(mail, { headers: { From: 'Eve <eve@elsewhere.test>' } }))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([
      { kind: 'reply', prospect_id: mail.prospectId, from_address: 'eve@elsewhere.test' },
    ])
  })

  it('to a thread of several mails of ours answers the newest', async () => {
    const second = await scene.sent({ to: mail.to, prospectId: mail.prospectId })
    const headers = { References: `${mail.messageId} ${second.messageId}`, 'In-Reply-To': mail.messageId }
    await scene.receive(answerTo(mail, { headers }))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ reply_to_id: second.id }])
  })
})

describe('a mail that names no thread', () => {
  it('is a reply by the exact address alone, and then to whatever the prospect is in', async () => {
    await scene.receive(answerTo(mail, { headers: { ...WITHOUT_THREAD, From: mail.to.toUpperCase() } }))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'reply', matched_by: 'address' }])
    expect(scene.told('answered')).toMatchObject([{ enrolmentId: null, colleagueDomain: null }])
  })

  it.each([
    ['from another address of the domain', { ...WITHOUT_THREAD, From: 'eve@customer.test' }],
    ['from before our mail', { ...WITHOUT_THREAD, Date: 'Mon, 2 Mar 2020 10:00:00 +0100' }],
    ['to many', { ...WITHOUT_THREAD, 'List-Unsubscribe': '<https://customer.test/u>', 'List-Id': '<x>' }],
    [
      'to a discussion list',
      { ...WITHOUT_THREAD, 'List-Id': '<talk.test>', 'List-Post': '<mailto:talk@list.test>' },
    ],
    ['written by a program', { ...WITHOUT_THREAD, 'Auto-Submitted': 'auto-generated' }],
    ['without a sender', { ...WITHOUT_THREAD, From: '' }],
  ])('%s is none of ours and leaves nothing behind', async (_what, headers) => {
    await scene.receive(answerTo(mail, { headers }))
    expect(await scene.sync()).toBe(1)
    expect(await scene.stored()).toEqual([])
    expect(scene.reports).toEqual([])
  })

  it('that claims a later day than it arrived on is still from before our mail', async () => {
    const later = await scene.sent({ at: new Date() })
    const arrivedAt = new Date(Date.now() - 24 * 3_600_000)
    const headers = { ...WITHOUT_THREAD, Date: 'Mon, 2 Mar 2099 10:00:00 +0100' }
    await scene.receive(answerTo(later, { headers }), 'INBOX', arrivedAt)
    await scene.sync()
    expect(await scene.stored()).toEqual([])
  })
})

describe('a mail of our own', () => {
  const own = (headers: Record<string, string>) =>
    answerTo(mail, { headers: { From: `Steve <${scene.account.address}>`, ...headers } })

  it('in the thread is an own answer, never a reply', async () => {
    await scene.receive(own({}), 'Sent')
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'own_answer', folder: 'Sent' }])
    expect(scene.reports.map(({ port }) => port)).toEqual(['event'])
    expect(scene.told('event')).toMatchObject([{ kind: 'own_answer' }])
  })

  it('to ourselves, without the thread, is nothing', async () => {
    await scene.receive(own(WITHOUT_THREAD))
    await scene.sync()
    expect(await scene.stored()).toEqual([])
  })

  it('that lies in Sent as the server kept it proves that it was sent and shows its id', async () => {
    await scene.receive(
      own({ 'In-Reply-To': '', 'X-Cadenza-Id': mail.id, 'Message-ID': '<seen@provider.test>' }),
      'Sent',
    )
    await scene.sync()
    expect(await scene.stored()).toEqual([])
    expect(scene.told('copySeen')).toMatchObject([
      { messageId: mail.id, seenMessageId: '<seen@provider.test>' },
    ])
    expect(scene.told('provenSent')).toMatchObject([{ messageIds: [mail.id] }])
  })

  it('that came back into the Inbox proves no copy in Sent', async () => {
    await scene.receive(own({ 'In-Reply-To': '', 'X-Cadenza-Id': mail.id }))
    await scene.sync()
    expect(scene.told('copySeen')).toEqual([])
    expect(scene.told('provenSent')).toHaveLength(1)
  })

  it('is not what somebody else sends under our header', async () => {
    await scene.receive(answerTo(mail, { headers: { 'X-Cadenza-Id': mail.id } }))
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'reply' }])
    expect(scene.told('copySeen')).toEqual([])
  })
})

describe('the domain whose others a reply stops', () => {
  it.each([
    [
      'the prospect’s, where he or a colleague answers',
      'customer.test',
      'eve@customer.test',
      'customer.test',
    ],
    ['none for a public provider', 'gmail.com', 'bob@gmail.com', null],
    ['none where somebody of another domain answers', 'customer.test', 'eve@elsewhere.test', null],
  ])('is %s', async (_what, domain, from, expected) => {
    const other = await scene.sent({ to: `bob.${scene.mailbox.mailboxId}@${domain}` })
    await scene.receive(answerTo(other, { headers: { From: from } }))
    await scene.sync()
    expect(scene.told('answered')).toMatchObject([{ colleagueDomain: expected }])
  })
})

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

/** 2,850 bytes that nothing makes smaller. */
const MANY_LETTERS = Array.from({ length: 950 }, (_, i) =>
  String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000)),
).join('')

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000)

describe('every folder that can hold an answer', () => {
  it.each(['INBOX', 'Junk', 'Archive'])('is read: %s', async (folder) => {
    await scene.receive(answerTo(mail), folder)
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'reply', folder }])
  })

  it('is read: one that is made later, and one with every mail', async () => {
    await scene.sync()
    await servers.createFolder(scene.account, 'All Mail')
    await scene.receive(answerTo(mail), 'All Mail')
    await scene.sync()
    expect(await scene.stored()).toMatchObject([{ kind: 'reply', folder: 'All Mail' }])
  })

  it('is read: not a folder of the user’s own', async () => {
    await servers.createFolder(scene.account, 'Friends')
    await scene.receive(answerTo(mail), 'Friends')
    expect(await scene.sync()).toBe(0)
  })
})

describe('a mail', () => {
  it('in two folders counts once', async () => {
    const raw = answerTo(mail)
    await scene.receive(raw)
    await scene.receive(raw, 'Archive')
    expect(await scene.sync()).toBe(2)
    expect(await scene.stored()).toHaveLength(1)
    expect(scene.told('answered')).toHaveLength(1)
  })

  it('without a Message-ID in two folders counts once too', async () => {
    const raw = answerTo(mail, { headers: { 'Message-ID': '' } })
    await scene.receive(raw)
    await scene.receive(raw.replace('\r\n', '\r\nX-Moved: yes\r\n'), 'Junk')
    await scene.sync()
    expect(await scene.stored()).toHaveLength(1)
  })

  it('is read once, whatever comes after it', async () => {
    await scene.receive(answerTo(mail))
    expect(await scene.sync()).toBe(1)
    expect(await scene.sync()).toBe(0)
    await scene.receive(answerTo(mail))
    expect(await scene.sync()).toBe(1)
    expect(await scene.stored()).toHaveLength(2)
  })

  it('is not marked as read for the user', async () => {
    await scene.receive(answerTo(mail))
    await scene.sync()
    expect(await servers.unseen(scene.account)).toBe(1)
  })
})

describe('a new mailbox', () => {
  it('is read from 7 days back', async () => {
    await scene.receive(answerTo(mail), 'INBOX', daysAgo(10))
    await scene.receive(answerTo(mail), 'INBOX', daysAgo(5))
    await scene.receive(answerTo(mail), 'INBOX')
    expect(await scene.sync()).toBe(2)
  })

  it('with nothing of these days begins with what comes', async () => {
    await scene.receive(answerTo(mail), 'INBOX', daysAgo(10))
    expect(await scene.sync()).toBe(0)
    await scene.receive(answerTo(mail), 'INBOX', daysAgo(10))
    expect(await scene.sync()).toBe(1)
  })
})

describe('a folder whose UIDs lost their meaning', () => {
  it('is read again from 7 days back, and nothing acts twice', async () => {
    const first = answerTo(mail)
    await scene.receive(first, 'Archive')
    await scene.receive(answerTo(mail), 'Archive')
    await scene.sync()
    await servers.deleteFolder(scene.account, 'Archive')
    await servers.createFolder(scene.account, 'Archive')
    await scene.receive(answerTo(mail), 'Archive', daysAgo(9))
    await scene.receive(first, 'Archive')
    const other = await scene.sent()
    await scene.receive(answerTo(other), 'Archive')
    expect(await scene.sync()).toBe(2)
    expect((await scene.stored()).map((row) => row.reply_to_id)).toEqual([mail.id, mail.id, other.id])
  })
})

describe('many mails', () => {
  it('are read over several batches, each with the position it ends at', async () => {
    const others = await Promise.all(Array.from({ length: 45 }, () => scene.sent()))
    for (const other of others) await scene.receive(answerTo(other))
    expect(await scene.sync()).toBe(45)
    expect(await scene.stored()).toHaveLength(45)
    expect(await scene.sync()).toBe(0)
  })
})

describe('a mail that nobody expects', () => {
  it('of several megabytes is read at its beginning', async () => {
    const body = `Yes, gladly.\n\n${`${'x'.repeat(76)}\n`.repeat(40_000)}`
    await scene.receive(answerTo(mail, { body }))
    await scene.sync()
    const [row] = await scene.stored()
    expect(row).toMatchObject({ kind: 'reply', new_text: expect.stringMatching(/^Yes, gladly\./) })
    expect(String(row?.text).length).toBeLessThan(1_500_000)
  })

  const boundary = 'Content-Type: multipart/mixed; boundary=b'
  it.each<[string, () => string | Buffer]>([
    [
      'with NULs in encoded text',
      () =>
        answerTo(mail, {
          headers: { Subject: '=?utf-8?Q?a=00b?=', 'Content-Transfer-Encoding': 'quoted-printable' },
          body: 'a=00b',
        }),
    ],
    [
      'with broken MIME',
      () =>
        answerTo(mail, {
          headers: { 'MIME-Version': '1.0', ...Object.fromEntries([boundary.split(': ', 2)]) },
          body: '--b\nContent-Type: text/plain\n\nhalf',
        }),
    ],
    [
      'with 10,000 references',
      () =>
        answerTo(mail, {
          headers: { References: Array.from({ length: 10_000 }, (_, i) => `<${i}@x.test>`).join('\r\n ') },
        }),
    ],
    [
      'with bytes of no charset',
      () => Buffer.concat([Buffer.from(answerTo(mail)), Buffer.from([0xff, 0xfe, 0x80, 0xc3])]),
    ],
    [
      'with a Message-ID too long for an index',
      () => answerTo(mail, { headers: { 'Message-ID': `<${MANY_LETTERS}@x.test>` } }),
    ],
    [
      'with half a surrogate pair where its words are cut',
      () =>
        answerTo(mail, {
          headers: {
            Subject: 'Undelivered mail',
            From: 'postmaster@x.test',
            'Content-Type': 'text/plain; charset=utf-8',
          },
          body: `550 5.1.1 user unknown ${'a'.repeat(976)}😀 could not be delivered`,
        }),
    ],
    [
      'with a date of no calendar',
      () => answerTo(mail, { headers: { Date: 'Mon, 99 Foo 99999 99:99:99 +9999' } }),
    ],
    ['without headers', () => '\r\n\r\nnothing'],
    ['without anything', () => '\r\n'],
  ])('%s does not stop the reading', async (_what, hostile) => {
    await scene.receive(hostile())
    const other = await scene.sent()
    await scene.receive(answerTo(other))
    expect(await scene.sync()).toBe(2)
    expect((await scene.stored()).map((row) => row.reply_to_id)).toContain(other.id)
    expect(scene.logged).toEqual([])
  })

  it('cannot be taken in: it is left out and named, and those around it are taken', async () => {
    const mails = [mail, await scene.sent(), await scene.sent()]
    const { markReplied } = scene.ports
    scene.ports.markReplied = async (tx, input) => {
      if (input.prospectId === mails[1]?.prospectId) await tx.query(`SELECT 'a'::int`)
      return markReplied(tx, input)
    }
    for (const one of mails) await scene.receive(answerTo(one))
    expect(await scene.sync()).toBe(3)
    expect((await scene.stored()).map((row) => row.reply_to_id)).toEqual([mails[0]?.id, mails[2]?.id])
    expect(scene.logged.join()).toMatch(/could not be taken in .* invalid input syntax/)
    expect(scene.told('mailsLeftOut')).toEqual([
      expect.objectContaining({ folder: 'INBOX', mails: 1, words: expect.stringContaining('invalid input') }),
    ])
    expect(await scene.sync()).toBe(0)
  })

  it('is not left out when the database was at fault: it is read again', async () => {
    const { markReplied } = scene.ports
    scene.ports.markReplied = async () => {
      throw Object.assign(new Error('the database is stopping'), { code: '57P01' })
    }
    await scene.receive(answerTo(mail))
    await expect(scene.sync()).rejects.toThrow('the database is stopping')
    expect(await scene.stored()).toEqual([])
    scene.ports.markReplied = markReplied
    expect(await scene.sync()).toBe(1)
    expect(await scene.stored()).toHaveLength(1)
  })
})

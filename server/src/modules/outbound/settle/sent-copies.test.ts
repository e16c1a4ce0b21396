import { parseMessage } from '@cadenza/mailkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createInbound } from '#modules/inbound/index.ts'
import type { Database } from '#platform/db/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createTestDatabase } from '#test/database.ts'
import {
  PLAIN_FOLDERS,
  type SimulatedMailServers,
  startSimulatedMailServers,
} from '../../../demo/world/index.ts'
import { type OutboundScene, outboundScene, SCENE_START } from '../outbound-scene.ts'

const USER = 'steve@acme.test'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Database
let servers: SimulatedMailServers
let scene: OutboundScene
let taken: string[]

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterAll(() => database.drop())
beforeEach(async () => {
  await db.query('TRUNCATE companies, processes, events CASCADE')
  taken = []
  servers = await startSimulatedMailServers({
    clock: { now: () => scene?.clock.now() ?? SCENE_START },
    onMail: ({ raw }) => void taken.push(raw.toString('latin1')),
  })
  scene = await outboundScene(db, { smtpPort: servers.smtp.port })
  const unused = async () => {}
  const inbound = createInbound({
    ...{ db, clock: scene.clock, newId: scene.newId, log: silentLog() },
    ports: {
      received: async () => {},
      connectionOf: scene.mailboxes.imapConnectionOf,
      copySeen: scene.outbound.copySeen,
      provenSent: scene.outbound.provenSent,
      messageAnswered: scene.outbound.messageAnswered,
      ...{
        answered: unused,
        appendEvents: unused,
        markReplied: unused,
        suppress: unused,
        mailsLeftOut: unused,
        syncReported: unused,
      },
      unsubscribeTokenIn: () => null,
    },
  })
  scene.ports.findInSent = inbound.findInSent
  scene.ports.appendToSent = inbound.appendToSent
  sync = (mailboxId) => inbound.syncMailbox({ companyId: scene.companyId, mailboxId })
})
afterEach(() => servers.close())

let sync: (mailboxId: string) => Promise<number>

const addMailbox = async (
  habits: { keepsCopies?: boolean; rewritesMessageId?: boolean } = {},
  folders = PLAIN_FOLDERS,
) => {
  servers.addAccount({ user: USER, folders, ...habits })
  const { id } = await scene.addMailbox({
    from: `Steve <${USER}>`,
    smtp: `${servers.smtpUrl(USER)}?tls=none`,
    imap: `${servers.imapUrl(USER)}?tls=none`,
  })
  return id
}
const inSent = () =>
  servers.store.folderWithUse(USER, '\\Sent')?.messages.map(({ raw }) => raw.toString('latin1')) ?? []
const sendSome = async (count: number) => {
  await scene.queue(await scene.addProspects(count))
  await scene.outbound.sendDue()
}
const learnLater = () => {
  scene.clock.advance(3 * 60_000)
  return scene.outbound.learnSentCopies()
}

describe('who keeps copies', () => {
  it('is the server, where a copy of the first mail lies in Sent', async () => {
    const mailboxId = await addMailbox({ keepsCopies: true })
    await sendSome(2)
    expect(await scene.outbound.learnSentCopies()).toBe(0)
    expect(await learnLater()).toBe(1)
    expect(await scene.mailbox(mailboxId)).toMatchObject({ sentCopies: 'server', rewritesMessageId: false })
    expect((await scene.mails()).map((mail) => mail.seen_message_id)).toEqual([null, null])
    expect(await scene.outbound.learnSentCopies()).toBe(0)
    await sendSome(1)
    expect(inSent()).toHaveLength(3)
  })

  it('is the server too where it gives mails ids of its own; these are read back and followed up', async () => {
    const mailboxId = await addMailbox({ keepsCopies: true, rewritesMessageId: true })
    const [prospectId = ''] = await scene.addProspects(1)
    await scene.queue([prospectId], ['Hello | Hi', 'wait 1 days', ' | Again'])
    await scene.outbound.sendDue()
    expect(await learnLater()).toBe(1)
    expect(await scene.mailbox(mailboxId)).toMatchObject({ sentCopies: 'server', rewritesMessageId: true })
    const { seen_message_id: seen, message_id: ours } = await scene.mail()
    expect(seen).toMatch(/@provider\.test>$/)
    scene.clock.advance(86_400_000)
    await scene.tick()
    await scene.outbound.sendDue()
    const followUp = await parseMessage(Buffer.from(taken[1] ?? '', 'latin1'))
    expect(followUp.inReplyTo).toEqual([seen])
    expect(followUp.references).not.toContain(ours)
  })

  it('is learnt from reading the mailbox as well', async () => {
    const mailboxId = await addMailbox({ keepsCopies: true, rewritesMessageId: true })
    await sendSome(3)
    await sync(mailboxId)
    expect(await scene.mailbox(mailboxId)).toMatchObject({ sentCopies: 'server', rewritesMessageId: true })
    for (const mail of await scene.mails()) expect(mail.seen_message_id).toMatch(/@provider\.test>$/)
  })

  it('are we, where there is none: of what left already, and from then on', async () => {
    const mailboxId = await addMailbox()
    await sendSome(2)
    expect(inSent()).toEqual([])
    expect(await learnLater()).toBe(1)
    expect((await scene.mailbox(mailboxId)).sentCopies).toBe('us')
    expect(inSent().toSorted()).toEqual(taken.toSorted())
    await sendSome(2)
    expect(inSent().toSorted()).toEqual(taken.toSorted())
    expect(
      servers.store.folderWithUse(USER, '\\Sent')?.messages.every(({ flags }) => flags.has('\\Seen')),
    ).toBe(true)
    // Our own copies are not taken for the server's.
    await sync(mailboxId)
    expect((await scene.mailbox(mailboxId)).sentCopies).toBe('us')
  })

  it('is not known where Sent cannot be looked into', async () => {
    const mailboxId = await addMailbox({}, [{ name: 'INBOX' }])
    await sendSome(1)
    expect(await learnLater()).toBe(0)
    expect((await scene.mailbox(mailboxId)).sentCopies).toBe('unknown')
  })
})

it('a copy that fails never touches its mail', async () => {
  const mailboxId = await addMailbox()
  await db.query(`UPDATE mailboxes SET sent_copies = 'us' WHERE id = $1`, [mailboxId])
  scene.ports.appendToSent = async () => {
    throw new Error('no route to host')
  }
  await sendSome(2)
  expect(await scene.states()).toEqual(['sent', 'sent'])
})

it.each([false, true])(
  'finds an uncertain mail in Sent, whether or not the server changed its id (%s)',
  async (rewritesMessageId) => {
    const mailboxId = await addMailbox({ keepsCopies: true, rewritesMessageId })
    servers.smtp.setRule(({ stage }) => (stage === 'data' ? { lost: 'after' } : undefined))
    await sendSome(1)
    expect(await scene.states()).toEqual(['uncertain'])
    scene.clock.advance(20 * 60_000)
    expect(await scene.outbound.settleUncertain()).toBe(1)
    const mail = await scene.mail()
    expect(mail.state).toBe('sent')
    expect(mail.seen_message_id === null).toBe(!rewritesMessageId)
    const another = { companyId: scene.companyId, mailboxId, messageId: '<no@x.test>', ourId: scene.newId() }
    expect(await scene.ports.findInSent(another)).toEqual({ found: false, seenMessageId: null })
  },
)

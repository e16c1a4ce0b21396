import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { type OutboundScene, outboundScene } from '../outbound-scene.ts'
import { eventually, gate, type ScriptedSmtp, scriptedSmtp } from '../scripted-smtp.ts'

const MINUTE = 60_000

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Database
let smtp: ScriptedSmtp
let scene: OutboundScene

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  smtp = await scriptedSmtp()
})
afterAll(async () => {
  await smtp.close()
  await database.drop()
})
beforeEach(async () => {
  await db.query('TRUNCATE companies, processes, events CASCADE')
  scene = await outboundScene(db, { smtpPort: smtp.port })
})
afterEach(() => smtp.reset())

/** One mail of a mailbox with IMAP, given to the server, which took it or not and did not answer. */
const loseOne = async ({ imap = 'imap://u@127.0.0.1:1?tls=none' as string | null, taken = false } = {}) => {
  const { id: mailboxId } = await scene.addMailbox({ imap, imapPassword: 'x' })
  const [prospectId = ''] = await scene.addProspects(1)
  await scene.queue([prospectId], ['Hello | Hi', 'wait 1 days', ' | Again'])
  smtp.script.data = () => (taken ? 'drop-taken' : 'drop')
  await scene.outbound.sendDue()
  delete smtp.script.data
  const { id, state } = await scene.mail()
  expect(state).toBe('uncertain')
  return { mailboxId, prospectId, messageId: id }
}

/** What Sent is found to hold; counts how often it was looked into. */
const sentHolds = (copy: { found: boolean; seenMessageId: string | null } | Error) => {
  const looks: string[] = []
  scene.ports.findInSent = async ({ ourId }) => {
    looks.push(ourId)
    if (copy instanceof Error) throw copy
    return copy
  }
  return looks
}
const keepsCopies = (mailboxId: string) =>
  db.query(`UPDATE mailboxes SET sent_copies = 'server' WHERE id = $1`, [mailboxId])
const settle = () => scene.outbound.settleUncertain()

describe('an uncertain mail', () => {
  it('is judged no sooner than a quarter of an hour later', async () => {
    const { mailboxId } = await loseOne()
    await keepsCopies(mailboxId)
    const looks = sentHolds({ found: false, seenMessageId: null })
    scene.clock.advance(15 * MINUTE - 1)
    expect(await settle()).toBe(0)
    expect(looks).toEqual([])
    scene.clock.advance(1)
    expect(await settle()).toBe(1)
    expect(looks).toHaveLength(1)
  })

  it('was sent if a copy lies in Sent, at the moment it was handed over', async () => {
    const { mailboxId, prospectId } = await loseOne({ taken: true })
    sentHolds({ found: true, seenMessageId: '<other@provider.test>' })
    const handedOver = scene.clock.now()
    scene.clock.advance(20 * MINUTE)
    expect(await settle()).toBe(1)
    expect(await scene.mail()).toMatchObject({
      state: 'sent',
      sent_at: handedOver,
      seen_message_id: '<other@provider.test>',
    })
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({
      phase: 'due',
      due_at: new Date(handedOver.getTime() + 86_400_000),
    })
    expect(await scene.mailbox(mailboxId)).toMatchObject({ sentCopies: 'server', rewritesMessageId: true })
    expect(await scene.kindsOf(prospectId)).toEqual(['started', 'uncertain', 'sent', 'settled'])
    await scene.tick()
    expect(await scene.mails()).toHaveLength(1)
  })

  it('was not sent if there is no copy and the server keeps copies: it goes again', async () => {
    const { mailboxId, prospectId } = await loseOne()
    await keepsCopies(mailboxId)
    scene.clock.advance(20 * MINUTE)
    expect(await settle()).toBe(1)
    expect(await scene.states()).toEqual(['cancelled'])
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ phase: 'due', visit: 2 })
    await scene.tick()
    await scene.outbound.sendDue()
    expect(smtp.taken).toHaveLength(1)
    expect(await scene.states()).toEqual(['cancelled', 'sent'])
    expect(await scene.kindsOf(prospectId)).toEqual(['started', 'uncertain', 'settled', 'sent'])
  })

  it.each(['unknown', 'us'])(
    'stays so if there is no copy and the server is not known to keep any (%s)',
    async (sentCopies) => {
      const { mailboxId, prospectId } = await loseOne()
      await db.query('UPDATE mailboxes SET sent_copies = $2 WHERE id = $1', [mailboxId, sentCopies])
      const looks = sentHolds({ found: false, seenMessageId: null })
      scene.clock.advance(20 * MINUTE)
      expect(await settle()).toBe(0)
      expect(await settle()).toBe(0)
      expect(looks).toHaveLength(1)
      expect(await scene.states()).toEqual(['uncertain'])
      expect(await scene.enrolmentOf(prospectId)).toMatchObject({ phase: 'mail_in_hand' })
      scene.clock.advance(24 * 60 * MINUTE)
      sentHolds({ found: true, seenMessageId: null })
      expect(await settle()).toBe(1)
    },
  )

  it('stays so while Sent cannot be looked into, and without IMAP', async () => {
    const { mailboxId } = await loseOne()
    await keepsCopies(mailboxId)
    sentHolds(new Error('no route to host'))
    scene.clock.advance(20 * MINUTE)
    expect(await settle()).toBe(0)
    await db.query('UPDATE mailboxes SET imap = NULL')
    const looks = sentHolds({ found: false, seenMessageId: null })
    scene.clock.advance(20 * MINUTE)
    expect(await settle()).toBe(0)
    expect(looks).toEqual([])
    expect(await scene.states()).toEqual(['uncertain'])
  })

  it('was sent if anything came of it', async () => {
    const { messageId, prospectId } = await loseOne()
    const { companyId } = scene
    const at = scene.clock.now()
    await db.transaction((tx) => scene.outbound.provenSent(tx, { companyId, messageIds: [messageId] }))
    expect(await scene.mail()).toMatchObject({ state: 'sent', sent_at: at })
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ phase: 'due' })
    expect(await settle()).toBe(0)
  })

  it.each(['opened', 'clicked'] as const)(
    'was sent if a machine %s it while it was on its way',
    async (kind) => {
      const { messageId, prospectId } = await loseOne()
      const data = { machine: true, url: 'https://a.test/' }
      await scene.events.appendEvents(db, scene.companyId, [
        { kind, occurredAt: scene.clock.now(), prospectId, messageId, data },
      ])
      scene.clock.advance(20 * MINUTE)
      expect(await settle()).toBe(1)
      expect(await scene.mail()).toMatchObject({
        state: 'sent',
        first_opened_at: null,
        first_clicked_at: null,
      })
    },
  )

  it('is decided by the user where nothing else does, once', async () => {
    const { messageId, prospectId } = await loseOne()
    const { companyId, userId } = scene
    const judge = (as: 'sent' | 'send_again') =>
      scene.outbound.settleMessage({ companyId, messageId, as, userId })
    await judge('sent')
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ phase: 'due', visit: 1 })
    await expect(judge('send_again')).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(
      scene.outbound.settleMessage({ companyId, messageId: scene.newId(), as: 'sent' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    const timeline = await scene.events.timeline({ companyId, prospectId, limit: 1 })
    expect(timeline).toMatchObject([{ kind: 'settled', userId, data: { as: 'sent', by: 'user' } }])
    expect(await scene.outbound.listUncertain({ companyId })).toEqual([])
  })

  it('goes again when the user says so', async () => {
    const { messageId } = await loseOne()
    await scene.outbound.settleMessage({ companyId: scene.companyId, messageId, as: 'send_again' })
    await scene.tick()
    await scene.outbound.sendDue()
    expect(smtp.taken).toHaveLength(1)
  })

  it('of no sequence goes again as it is', async () => {
    const { id: mailboxId } = await scene.addMailbox()
    const { companyId } = scene
    const { messageId } = await scene.outbound.sendTest({
      companyId,
      mailboxId,
      to: 'me@acme.test',
      subject: 'x',
      body: 'y',
    })
    smtp.script.data = () => 'drop'
    await scene.outbound.sendDue()
    delete smtp.script.data
    await scene.outbound.settleMessage({ companyId, messageId, as: 'send_again' })
    await scene.outbound.sendDue()
    expect(await scene.mail()).toMatchObject({ id: messageId, state: 'sent' })
    expect(smtp.taken).toHaveLength(1)
  })
})

describe('a process that dies while it sends', () => {
  /** Another process takes a mail and never comes to its end. */
  const dieSending = async () => {
    const { id: mailboxId } = await scene.addMailbox({
      imap: 'imap://u@127.0.0.1:1?tls=none',
      imapPassword: 'x',
    })
    const [prospectId = ''] = await scene.addProspects(1)
    await scene.queue([prospectId])
    const never = gate()
    smtp.script.data = () => never.opened.then(() => 'drop')
    await scene.holdProcess('process-b')
    const other = scene.addOutbound({ processId: 'process-b' })
    const sending = other.sendDue()
    await eventually(() => smtp.begun).toHaveLength(1)
    const end = (): Promise<number> => {
      never.open()
      return sending
    }
    return { mailboxId, prospectId, end }
  }

  it('leaves its mails uncertain when its lease has run out, not before', async () => {
    const { mailboxId, prospectId, end } = await dieSending()
    await keepsCopies(mailboxId)
    scene.clock.advance(59_000)
    expect(await settle()).toBe(0)
    expect(await scene.states()).toEqual(['sending'])
    scene.clock.advance(1_000)
    expect(await settle()).toBe(1)
    expect(await scene.states()).toEqual(['uncertain'])
    expect(await scene.kindsOf(prospectId)).toEqual(['started', 'uncertain'])
    expect(await scene.outbound.sendDue()).toBe(0)
    // A quarter of an hour from the moment it was handed over, not from the end of the lease.
    scene.clock.advance(14 * MINUTE)
    expect(await settle()).toBe(1)
    await end()
  })

  it('leaves them uncertain too when its row is gone', async () => {
    const { end } = await dieSending()
    await db.query(`DELETE FROM processes WHERE id = 'process-b'`)
    expect(await settle()).toBe(1)
    await end()
  })

  it('and turns out to live is believed', async () => {
    const { id: mailboxId } = await scene.addMailbox()
    await scene.queue(await scene.addProspects(1))
    const answer = gate()
    smtp.script.data = () => answer.opened.then(() => undefined)
    await scene.holdProcess('process-b')
    const other = scene.addOutbound({ processId: 'process-b' })
    const sending = other.sendDue()
    await eventually(() => smtp.begun).toHaveLength(1)
    scene.clock.advance(2 * MINUTE)
    expect(await settle()).toBe(1)
    answer.open()
    await sending
    expect(await scene.mail()).toMatchObject({ state: 'sent', mailbox_id: mailboxId })
  })

  it('was proven to have sent by an answer that came meanwhile', async () => {
    const { prospectId, end } = await dieSending()
    const { id: messageId } = await scene.mail()
    const at = scene.clock.now()
    const answer = { companyId: scene.companyId, messageId, what: 'replied', at } as const
    await db.transaction((tx) => scene.outbound.messageAnswered(tx, answer))
    scene.clock.advance(20 * MINUTE)
    expect(await settle()).toBe(2)
    expect(await scene.mail()).toMatchObject({ state: 'sent', sent_at: at })
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ status: 'completed' })
    await end()
  })
})

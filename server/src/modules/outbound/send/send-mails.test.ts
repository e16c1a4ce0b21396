import { headerOf, parseMessage } from '@cadenza/mailkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { type OutboundScene, outboundScene } from '../outbound-scene.ts'
import { eventually, gate, type ScriptedSmtp, scriptedSmtp } from '../scripted-smtp.ts'

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

const parse = (raw = '') => parseMessage(Buffer.from(raw, 'latin1'))
const minutes = (count: number) => new Date(scene.clock.now().getTime() + count * 60_000)

/** One prospect with one queued mail. */
const queueOne = async (steps?: readonly string[]) => {
  const { id: mailboxId, address } = await scene.addMailbox()
  const [prospectId = ''] = await scene.addProspects(1)
  const sequenceId = await scene.queue([prospectId], steps)
  return { mailboxId, address, prospectId, sequenceId }
}

describe('a mail', () => {
  it('leaves as it was recorded, moves its enrolment on, and the follow-up answers it', async () => {
    const { address, prospectId } = await queueOne([
      'Hello {{ FirstName }} | <p>Hi {{ FirstName }}</p>',
      'wait 3 days',
      ' | Still there?',
    ])
    expect(await scene.states()).toEqual(['queued'])
    expect(await scene.outbound.sendDue()).toBe(1)
    const mail = await scene.mail()
    expect(mail).toMatchObject({ state: 'sent', sent_at: scene.clock.now(), attempts: 0 })
    expect(mail.server_answer).toMatch(/^250 /)
    const [taken] = smtp.taken
    expect(taken).toMatchObject({ from: address, to: mail.to_address })
    const parsed = await parse(taken?.raw)
    const header = (name: string) => headerOf(parsed.headers, name)
    expect(parsed).toMatchObject({
      subject: mail.subject,
      messageId: mail.message_id,
      date: scene.clock.now(),
    })
    expect(parsed.text?.trim()).toBe(mail.text.trim())
    expect(parsed.html?.trim()).toBe(mail.html)
    expect(header('from')).toBe(`Steve Miller <${address}>`)
    expect(header('x-cadenza-id')).toBe(mail.id)
    expect(header('list-unsubscribe')).toContain(`https://t.test/u/${mail.id}`)
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(await scene.kindsOf(prospectId)).toEqual(['started', 'sent'])

    expect(await scene.enrolmentOf(prospectId)).toMatchObject({
      phase: 'due',
      due_at: new Date('2026-03-05T09:00:00Z'),
    })
    scene.clock.moveTo(new Date('2026-03-05T09:00:00Z'))
    await scene.tick()
    expect(await scene.outbound.sendDue()).toBe(1)
    const followUp = await parse(smtp.taken[1]?.raw)
    expect(followUp.subject).toBe(`Re: ${mail.subject}`)
    expect(followUp.inReplyTo).toEqual([mail.message_id])
    expect(followUp.references).toEqual([mail.message_id])
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ status: 'completed' })
    expect(await scene.outbound.sendDue()).toBe(0)
  })

  it('of a user’s own, to try a text out, leaves at once and touches nobody', async () => {
    const { id: mailboxId } = await scene.addMailbox()
    const [prospectId = ''] = await scene.addProspects(1)
    const test = { companyId: scene.companyId, mailboxId, to: 'me@acme.test', prospectId }
    const { messageId } = await scene.outbound.sendTest({
      ...test,
      subject: 'A\r\nBcc: x@y.test',
      body: '{{ Company }}',
    })
    await scene.outbound.sendDue()
    expect(await scene.mail()).toMatchObject({
      id: messageId,
      kind: 'test',
      state: 'sent',
      prospect_id: null,
    })
    expect(smtp.taken[0]).toMatchObject({ to: 'me@acme.test' })
    const parsed = await parse(smtp.taken[0]?.raw)
    expect(parsed.subject).toBe('A Bcc: x@y.test')
    expect(parsed.text).toContain('[Company]')
    expect((await db.query('SELECT FROM events')).rows).toEqual([])
    for (const [wrong, error] of [
      [{ to: 'nobody' }, { field: 'to' }],
      [{ body: '{{' }, { field: 'body' }],
      [{ mailboxId: scene.newId() }, { code: 'not_found' }],
    ] as const)
      await expect(
        scene.outbound.sendTest({ ...test, subject: 'x', body: 'y', ...wrong }),
      ).rejects.toMatchObject(error)
    await scene.mailboxes.pauseMailbox({ companyId: scene.companyId, mailboxId })
    await expect(scene.outbound.sendTest({ ...test, subject: 'x', body: 'y' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  it('goes over connections that are used again, no more of them than the mailbox allows', async () => {
    await scene.addMailbox({ limits: { connections: 3 } })
    await scene.queue(await scene.addProspects(40))
    expect(await scene.outbound.sendDue()).toBe(40)
    expect(smtp.taken).toHaveLength(40)
    expect(smtp.connections()).toBe(3)
    expect(smtp.mostAtOnce()).toBe(3)
  })

  it('is never marked before there is a connection to carry it, nor while its last mail is not stored', async () => {
    const { id: mailboxId } = await scene.addMailbox({ limits: { connections: 2 } })
    await scene.queue(await scene.addProspects(20))
    const most = { sending: 0 }
    scene.ports.mailOutcomes = async (tx, companyId, outcomes) => {
      const { rows } = await db.query<{ n: number }>(
        `SELECT count(*)::integer AS n FROM messages WHERE mailbox_id = $1 AND state = 'sending'`,
        [mailboxId],
      )
      most.sending = Math.max(most.sending, rows[0]?.n ?? 0)
      await scene.engine.mailOutcomes(tx, companyId, outcomes)
    }
    await scene.outbound.sendDue()
    expect(most.sending).toBeGreaterThan(0)
    expect(most.sending).toBeLessThanOrEqual(2)
  })

  it('takes another connection when the server closed the idle one', async () => {
    await scene.addMailbox({ limits: { connections: 1 } })
    const [one = '', two = ''] = await scene.addProspects(2)
    await scene.queue([one])
    await scene.outbound.sendDue()
    await scene.queue([two])
    // The server's end of it is gone; ours has not noticed.
    smtp.dropAll()
    await scene.outbound.sendDue()
    expect(await scene.states()).toEqual(['sent', 'sent'])
    expect((await scene.mails())[1]?.attempts).toBe(0)
    expect(smtp.connections()).toBe(2)
  })
})

describe('a refusal about the recipient', () => {
  it.each(['rcpt', 'data'] as const)('at %s ends his mails and suppresses the address', async (stage) => {
    const { prospectId, mailboxId } = await queueOne()
    smtp.script[stage] = () => ({ code: 550, text: '5.1.1 No such user here' })
    await scene.outbound.sendDue()
    expect(await scene.mail()).toMatchObject({
      state: 'refused',
      server_answer: '550 5.1.1 No such user here',
      bounced_at: scene.clock.now(),
      sent_at: null,
    })
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ status: 'bounced', phase: 'ended' })
    expect((await db.query('SELECT reason, source, detail FROM suppressions')).rows).toEqual([
      { reason: 'bounced', source: 'bounce', detail: '550 5.1.1 No such user here' },
    ])
    expect(await scene.kindsOf(prospectId)).toEqual(expect.arrayContaining(['bounced', 'suppressed']))
    expect((await scene.mailbox(mailboxId)).state).toBe('running')
    expect(smtp.taken).toEqual([])
  })

  it('leaves the connection to the others', async () => {
    await scene.addMailbox({ limits: { connections: 1 } })
    await scene.queue(await scene.addProspects(10))
    let asked = 0
    smtp.script.rcpt = () => {
      asked += 1
      return asked % 3 === 0 ? { code: 550, text: '5.1.1 No such user here' } : undefined
    }
    await scene.outbound.sendDue()
    expect(smtp.connections()).toBe(1)
    expect(smtp.taken).toHaveLength(7)
    expect((await scene.states()).filter((state) => state === 'refused')).toHaveLength(3)
  })
})

describe('a refusal that is not his', () => {
  const expectPaused = async (
    { mailboxId, prospectId }: { mailboxId: string; prospectId: string },
    { pausedBy, words }: { pausedBy: string; words: string },
  ) => {
    expect(await scene.mailbox(mailboxId)).toMatchObject({ state: 'paused', pausedBy, pauseReason: words })
    expect(await scene.mail()).toMatchObject({ state: 'queued', process_id: null })
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ status: 'in_cadence', phase: 'mail_in_hand' })
    expect(scene.notices.join()).toContain(words)
    expect(await scene.outbound.sendDue()).toBe(0)
  }

  it('at the greeting pauses the mailbox', async () => {
    const queued = await queueOne()
    smtp.script.greeting = () => ({ code: 554, text: '5.3.2 Not accepting mail' })
    await scene.outbound.sendDue()
    await expectPaused(queued, { pausedBy: 'refusal', words: '554 5.3.2 Not accepting mail' })
  })

  it('at AUTH pauses the mailbox until its password is right', async () => {
    const { id: mailboxId } = await scene.addMailbox({
      smtp: `smtp://steve:wrong@127.0.0.1:${smtp.port}?tls=none`,
    })
    const [prospectId = ''] = await scene.addProspects(1)
    await scene.queue([prospectId])
    smtp.script.auth = (_user, password) =>
      password === 'right' ? undefined : { code: 535, text: '5.7.8 Bad credentials' }
    await scene.outbound.sendDue()
    await expectPaused(
      { mailboxId, prospectId },
      { pausedBy: 'authentication', words: '535 5.7.8 Bad credentials' },
    )
    await scene.mailboxes.changeServers({
      companyId: scene.companyId,
      mailboxId,
      smtp: `smtp://steve:right@127.0.0.1:${smtp.port}?tls=none`,
    })
    await scene.mailboxes.resumeMailbox({ companyId: scene.companyId, mailboxId })
    await scene.outbound.sendDue()
    expect(await scene.states()).toEqual(['sent'])
  })

  it('of an OAuth2 token is tried once more with a new one', async () => {
    await queueOne()
    let asked = 0
    scene.ports.smtpConnectionOf = async () => {
      asked += 1
      return {
        ...{ host: '127.0.0.1', port: smtp.port, security: 'none', verifyCertificate: true },
        user: 'steve',
        auth: { kind: 'oauth2', accessToken: `token${asked}` },
      }
    }
    smtp.script.auth = (_user, token) =>
      token === 'token2' ? undefined : { code: 535, text: '5.7.8 Token expired' }
    await scene.outbound.sendDue()
    expect(await scene.states()).toEqual(['sent'])
    expect(asked).toBe(2)
  })

  it.each([
    ['mail', '550', '5.7.1 Sender address rejected: not owned by user'],
    ['rcpt', '554', '5.7.1 Relay access denied'],
    ['data', '550', '5.7.1 Message rejected as spam'],
  ] as const)('at %s (%s %s) pauses the mailbox', async (stage, code, text) => {
    const queued = await queueOne()
    smtp.script[stage] = () => ({ code: Number(code), text })
    await scene.outbound.sendDue()
    await expectPaused(queued, { pausedBy: 'refusal', words: `${code} ${text}` })
    expect((await db.query('SELECT FROM suppressions')).rows).toEqual([])
  })

  it('for going too fast pauses it for a time', async () => {
    const queued = await queueOne()
    smtp.script.data = () => ({ code: 550, text: '5.4.5 Daily user sending quota exceeded' })
    await scene.outbound.sendDue()
    await expectPaused(queued, { pausedBy: 'refusal', words: '550 5.4.5 Daily user sending quota exceeded' })
    expect((await scene.mailbox(queued.mailboxId)).resumeAt).toEqual(minutes(24 * 60))
  })
})

describe('a refusal for now', () => {
  it.each(['rcpt', 'data'] as const)('at %s is tried again after growing gaps', async (stage) => {
    const { prospectId } = await queueOne()
    smtp.script[stage] = () => ({ code: 451, text: '4.7.1 Greylisted' })
    const gaps: number[] = []
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      expect(await scene.outbound.sendDue()).toBe(1)
      expect(await scene.outbound.sendDue()).toBe(0)
      const next = await scene.outbound.nextSendAt()
      expect(await scene.mail()).toMatchObject({ state: 'queued', attempts: attempt, not_before: next })
      gaps.push(((next?.getTime() ?? 0) - scene.clock.now().getTime()) / 60_000)
      scene.clock.moveTo(next ?? scene.clock.now())
    }
    expect(gaps).toEqual([1, 5, 15, 30])
    expect(await scene.kindsOf(prospectId)).toEqual([
      'started',
      'deferred',
      'deferred',
      'deferred',
      'deferred',
    ])
    delete smtp.script[stage]
    await scene.outbound.sendDue()
    expect(await scene.states()).toEqual(['sent'])
  })

  it('ends after three days as a soft bounce', async () => {
    const { prospectId } = await queueOne()
    smtp.script.rcpt = () => ({ code: 452, text: '4.2.2 Mailbox full' })
    const begin = scene.clock.now().getTime()
    for (let attempt = 1; attempt < 60; attempt += 1) {
      await scene.outbound.sendDue()
      const next = await scene.outbound.nextSendAt()
      if (!next) break
      scene.clock.moveTo(next)
    }
    const hours = (scene.clock.now().getTime() - begin) / 3_600_000
    expect(hours).toBeGreaterThanOrEqual(72)
    expect(hours).toBeLessThan(77)
    expect(await scene.mail()).toMatchObject({ state: 'refused', bounced_at: null })
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ status: 'bounced' })
    expect((await db.query('SELECT FROM suppressions')).rows).toEqual([])
  })

  it('of the connection lets all mails of the mailbox wait, none of them marked', async () => {
    await scene.addMailbox()
    await scene.queue(await scene.addProspects(5))
    smtp.script.greeting = () => ({ code: 421, text: '4.3.2 Restarting' })
    await scene.outbound.sendDue()
    const mails = await scene.mails()
    expect(mails.map(({ state }) => state)).toEqual(Array(5).fill('queued'))
    for (const mail of mails)
      expect(mail).toMatchObject({ not_before: minutes(1), server_answer: '421 4.3.2 Restarting' })
    expect(mails.map(({ attempts }) => attempts).toSorted()).toEqual([0, 0, 0, 0, 1])
    scene.clock.moveTo(minutes(1))
    await scene.outbound.sendDue()
    expect(await scene.outbound.nextSendAt()).toEqual(minutes(5))
    delete smtp.script.greeting
    scene.clock.moveTo(minutes(5))
    expect(await scene.outbound.sendDue()).toBe(5)
  })
})

describe('a server that goes away', () => {
  it('before it is reached leaves all as it was', async () => {
    const { mailboxId, prospectId } = await queueOne()
    await scene.mailboxes.changeServers({
      companyId: scene.companyId,
      mailboxId,
      smtp: 'smtp://127.0.0.1:1?tls=none',
    })
    await scene.outbound.sendDue()
    expect(await scene.mail()).toMatchObject({ state: 'queued', attempts: 1, not_before: minutes(1) })
    expect((await scene.mail()).server_answer).toContain('ECONNREFUSED')
    expect((await scene.mailbox(mailboxId)).state).toBe('running')
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ phase: 'mail_in_hand' })
  })

  it.each(['greeting', 'mail', 'rcpt'] as const)('at %s has certainly not got the mail', async (stage) => {
    await queueOne()
    smtp.script[stage] = () => 'drop'
    await scene.outbound.sendDue()
    expect(await scene.mail()).toMatchObject({ state: 'queued', attempts: 1, not_before: minutes(1) })
    delete smtp.script[stage]
    scene.clock.moveTo(minutes(1))
    await scene.outbound.sendDue()
    expect(smtp.taken).toHaveLength(1)
  })

  it.each(['drop', 'drop-taken'] as const)('after the content (%s) leaves it uncertain', async (twist) => {
    const { prospectId } = await queueOne()
    smtp.script.data = () => twist
    await scene.outbound.sendDue()
    expect(await scene.mail()).toMatchObject({ state: 'uncertain' })
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ phase: 'mail_in_hand' })
    expect(await scene.kindsOf(prospectId)).toEqual(['started', 'uncertain'])
    expect(await scene.outbound.sendDue()).toBe(0)
    expect(await scene.outbound.listUncertain({ companyId: scene.companyId })).toMatchObject([
      { messageId: (await scene.mail()).id, prospectId, since: scene.clock.now() },
    ])
  })

  it('again and again after the content pauses the mailbox before all its mails end like that', async () => {
    const { id: mailboxId } = await scene.addMailbox({ limits: { connections: 1 } })
    await scene.queue(await scene.addProspects(10))
    smtp.script.data = () => 'drop'
    for (let round = 0; round < 10; round += 1) {
      await scene.outbound.sendDue()
      scene.clock.advance(60_000)
    }
    expect(await scene.mailbox(mailboxId)).toMatchObject({ state: 'paused', pausedBy: 'refusal' })
    expect((await scene.states()).filter((state) => state === 'uncertain')).toHaveLength(3)
  })
})

describe('what may not leave', () => {
  it('waits while its sequence is paused', async () => {
    const { sequenceId } = await queueOne()
    const which = { companyId: scene.companyId, sequenceId }
    await scene.sequences.pauseSequence(which)
    expect(await scene.outbound.sendDue()).toBe(0)
    expect(await scene.outbound.nextSendAt()).toBeNull()
    expect(await scene.states()).toEqual(['queued'])
    await scene.sequences.resumeSequence(which)
    expect(await scene.outbound.sendDue()).toBe(1)
  })

  it('waits while its mailbox is paused', async () => {
    const { mailboxId } = await queueOne()
    const which = { companyId: scene.companyId, mailboxId }
    await scene.mailboxes.pauseMailbox(which)
    expect(await scene.outbound.sendDue()).toBe(0)
    await scene.mailboxes.resumeMailbox(which)
    expect(await scene.outbound.sendDue()).toBe(1)
  })

  it('is made anew when it waited for long', async () => {
    const { mailboxId, prospectId } = await queueOne()
    const which = { companyId: scene.companyId, mailboxId }
    await scene.mailboxes.pauseMailbox(which)
    scene.clock.advance(2 * 3_600_000)
    await scene.mailboxes.resumeMailbox(which)
    await scene.outbound.sendDue()
    expect(await scene.states()).toEqual(['cancelled'])
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ phase: 'due', visit: 2 })
    await scene.tick()
    await scene.outbound.sendDue()
    expect(await scene.states()).toEqual(['cancelled', 'sent'])
  })

  it('is made anew for another address', async () => {
    const { prospectId } = await queueOne()
    await db.query(`UPDATE prospects SET email = 'new@x.test', email_key = 'new@x.test' WHERE id = $1`, [
      prospectId,
    ])
    await scene.outbound.sendDue()
    expect(smtp.taken).toEqual([])
    await scene.tick()
    await scene.outbound.sendDue()
    expect(smtp.taken.map(({ to }) => to)).toEqual(['new@x.test'])
    expect(await scene.kindsOf(prospectId)).toEqual(['started', 'mail_cancelled', 'sent', 'completed'])
  })

  it('is cancelled with all else when the person turns out to be suppressed', async () => {
    const { prospectId } = await queueOne()
    // As if another process had written it past this one's engine.
    await db.query(
      `INSERT INTO suppressions (company_id, kind, value, reason, source, created_at) VALUES ($1, 'domain', 'x.test', 'do_not_contact', 'app', $2)`,
      [scene.companyId, scene.clock.now()],
    )
    await scene.outbound.sendDue()
    expect(smtp.taken).toEqual([])
    expect(await scene.states()).toEqual(['cancelled'])
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ phase: 'ended' })
    await scene.tick()
    expect(await scene.mails()).toHaveLength(1)
  })

  it('as a user’s own mail to somebody who turned out to be suppressed is cancelled', async () => {
    const { id: mailboxId } = await scene.addMailbox()
    const [one = '', two = ''] = await scene.addProspects(2)
    for (const [index, prospectId] of [one, two].entries())
      await db.query(
        `INSERT INTO messages (company_id, id, kind, state, mailbox_id, prospect_id, message_id, to_address, subject, html, text, queued_at, not_before)
         SELECT $1, $2, 'manual', 'queued', $3, id, $4, email, 'Hi', '<p>Hi</p>', 'Hi', $5, $5 FROM prospects WHERE id = $6`,
        [scene.companyId, scene.newId(), mailboxId, `<${index}@acme.test>`, scene.clock.now(), prospectId],
      )
    await db.query(`UPDATE prospects SET suppressed_by = 'unsubscribed' WHERE id = $1`, [one])
    await scene.outbound.sendDue()
    expect(await scene.states()).toEqual(['cancelled', 'sent'])
    expect(await scene.kindsOf(two)).toEqual(['sent'])
    expect(smtp.taken).toHaveLength(1)
  })

  it('is gone at once when it is stopped, unsubscribed or not to be contacted', async () => {
    await scene.addMailbox()
    const [one = '', two = '', three = ''] = await scene.addProspects(3)
    await scene.queue([one, two, three])
    const { companyId, userId } = scene
    await scene.engine.stop({ companyId, userId, prospectIds: [one] })
    await scene.prospects.unsubscribeProspect({ companyId, userId, ref: two, source: 'app' })
    await scene.prospects.changeToDoNotContact({ companyId, userId, ref: three, source: 'app' })
    expect(await scene.states()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await scene.outbound.sendDue()).toBe(0)
    expect(await scene.kindsOf(one)).toContain('mail_cancelled')
  })
})

describe('too many hard bounces', () => {
  const bounceAll = () => {
    smtp.script.rcpt = () => ({ code: 550, text: '5.1.1 No such user here' })
  }

  it('pause the mailbox and the cadence, and tell their owners', async () => {
    const { id: mailboxId } = await scene.addMailbox({ limits: { connections: 1 } })
    const sequenceId = await scene.queue(await scene.addProspects(30))
    bounceAll()
    await scene.outbound.sendDue()
    expect((await scene.states()).filter((state) => state === 'refused')).toHaveLength(6)
    expect(await scene.mailbox(mailboxId)).toMatchObject({ state: 'paused', pausedBy: 'bounces' })
    expect(await scene.sequences.sequenceById({ companyId: scene.companyId, sequenceId })).toMatchObject({
      state: 'paused',
    })
    expect(scene.notices).toHaveLength(2)
    expect(scene.notices.join()).toContain('6 of its last 100 mails bounced')
  })

  it('are counted among the last hundred only, by the company’s own measure', async () => {
    scene.settings.bouncePausePercent = 2
    const { id: mailboxId } = await scene.addMailbox({ limits: { connections: 1 } })
    const state = async () => (await scene.mailbox(mailboxId)).state
    bounceAll()
    await scene.queue(await scene.addProspects(2))
    await scene.outbound.sendDue()
    delete smtp.script.rcpt
    await scene.queue(await scene.addProspects(100))
    scene.clock.advance(1000)
    await scene.outbound.sendDue()
    bounceAll()
    scene.clock.advance(1000)
    await scene.queue(await scene.addProspects(2))
    await scene.outbound.sendDue()
    expect(await state()).toBe('running')
    await scene.queue(await scene.addProspects(1))
    scene.clock.advance(1000)
    await scene.outbound.sendDue()
    expect(await state()).toBe('paused')
  })

  it('count when they come by mail', async () => {
    const { id: mailboxId } = await scene.addMailbox()
    await scene.queue(await scene.addProspects(7))
    await scene.outbound.sendDue()
    for (const [index, { id }] of (await scene.mails()).entries()) {
      expect((await scene.mailbox(mailboxId)).state).toBe(index < 6 ? 'running' : 'paused')
      const bounce = {
        companyId: scene.companyId,
        messageId: id,
        what: 'bounced',
        at: scene.clock.now(),
      } as const
      await db.transaction((tx) => scene.outbound.messageAnswered(tx, bounce))
      // The same bounce, read again.
      await db.transaction((tx) => scene.outbound.messageAnswered(tx, bounce))
    }
  })
})

it('limits connections to one server over all mailboxes', async () => {
  const outbound = scene.addOutbound({ processId: scene.processId, connectionsPerHost: 2 })
  const boxes = 5
  for (let box = 0; box < boxes; box += 1) await scene.addMailbox({ limits: { connections: 2 } })
  const { rows } = await db.query<{ address: string }>('SELECT address FROM mailboxes ORDER BY id')
  await scene.queue(await scene.addProspects(50), undefined, [
    `mailboxes: [${rows.map(({ address }) => address).join(', ')}]`,
  ])
  expect(await outbound.sendDue()).toBe(50)
  expect(smtp.mostAtOnce()).toBeLessThanOrEqual(3)
  expect(new Set(smtp.taken.map(({ from }) => from)).size).toBe(boxes)
})

it('keeps no mailbox waiting for the slow server of another', async () => {
  const slow = await scriptedSmtp()
  try {
    const held = gate()
    slow.script.data = () => held.opened.then(() => undefined)
    await scene.addMailbox({ smtp: `smtp://127.0.0.1:${slow.port}?tls=none` })
    await scene.queue(await scene.addProspects(1))
    const { address } = await scene.addMailbox()
    const sending = scene.outbound.sendDue()
    await eventually(() => slow.begun).toHaveLength(1)
    await scene.queue(await scene.addProspects(3), undefined, [`mailboxes: [${address}]`])
    void scene.outbound.sendDue()
    await eventually(() => smtp.taken).toHaveLength(3)
    expect(slow.taken).toEqual([])
    held.open()
    await sending
    expect(await scene.states()).toEqual(Array(4).fill('sent'))
  } finally {
    await slow.close()
  }
})

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import type { Outbound } from '../index.ts'
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

const stop = (prospectId: string) =>
  scene.engine.stop({ companyId: scene.companyId, userId: scene.userId, prospectIds: [prospectId] })

/** The ways in which somebody may no longer be mailed, each of which answers when it is done. */
const STOPS: Record<string, (prospectId: string) => Promise<unknown>> = {
  stop,
  'stop mails': (prospectId) =>
    scene.engine.stopMails({ companyId: scene.companyId, prospectIds: [prospectId] }),
  unsubscribe: (prospectId) =>
    scene.prospects.unsubscribeProspect({
      companyId: scene.companyId,
      userId: scene.userId,
      ref: prospectId,
      source: 'app',
    }),
  'suppressed domain': async (prospectId) => {
    const { rows } = await db.query<{ domain: string }>('SELECT domain FROM prospects WHERE id = $1', [
      prospectId,
    ])
    const value = rows[0]?.domain ?? ''
    await db.transaction((tx) =>
      scene.prospects.suppress({
        ...{ tx, companyId: scene.companyId, kind: 'domain', value },
        ...{ reason: 'do_not_contact', source: 'app', userId: scene.userId },
      }),
    )
  },
}

describe('a stop', () => {
  it.each(Object.keys(STOPS))('(%s) keeps back a mail that is marked but not begun', async (kind) => {
    await scene.addMailbox()
    const [prospectId = ''] = await scene.addProspects(1)
    await scene.queue([prospectId])
    const envelope = gate()
    const reached = gate()
    smtp.script.rcpt = () => {
      reached.open()
      return envelope.opened.then(() => undefined)
    }
    const sending = scene.outbound.sendDue()
    await reached.opened
    expect(await scene.states()).toEqual(['sending'])
    await STOPS[kind]?.(prospectId)
    envelope.open()
    await sending
    expect(smtp.begun).toEqual([])
    expect(smtp.taken).toEqual([])
    expect(await scene.states()).toEqual(['cancelled'])
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ phase: 'ended' })
  })

  it('that is undone keeps nothing back', async () => {
    await scene.addMailbox()
    const [prospectId = ''] = await scene.addProspects(1)
    await scene.queue([prospectId])
    const { id } = await scene.enrolmentOf(prospectId)
    const envelope = gate()
    const reached = gate()
    smtp.script.rcpt = () => {
      reached.open()
      return envelope.opened.then(() => undefined)
    }
    const sending = scene.outbound.sendDue()
    await reached.opened
    const undone = db.transaction(async (tx) => {
      await scene.outbound.cancelQueuedMails(tx, { companyId: scene.companyId, enrolmentIds: [id] })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    envelope.open()
    await sending
    expect(await scene.states()).toEqual(['sent'])
    expect(smtp.taken).toHaveLength(1)
  })

  it('leaves a mail alone whose content has begun', async () => {
    await scene.addMailbox()
    const [prospectId = ''] = await scene.addProspects(1)
    await scene.queue([prospectId])
    const answer = gate()
    smtp.script.data = () => answer.opened.then(() => undefined)
    const sending = scene.outbound.sendDue()
    await eventually(() => smtp.begun).toHaveLength(1)
    await stop(prospectId)
    answer.open()
    await sending
    expect(await scene.states()).toEqual(['sent'])
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ status: 'manually_stopped' })
  })

  it('and a resume while a mail was on its way, which then did not leave, end in one mail', async () => {
    await scene.addMailbox()
    const [prospectId = ''] = await scene.addProspects(1)
    await scene.queue([prospectId])
    const answer = gate()
    smtp.script.data = () => answer.opened.then(() => ({ code: 451, text: '4.3.0 Try again' }))
    const sending = scene.outbound.sendDue()
    await eventually(() => smtp.begun).toHaveLength(1)
    await stop(prospectId)
    await scene.engine.resume({ companyId: scene.companyId, prospectIds: [prospectId] })
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ phase: 'mail_in_hand', visit: 2 })
    answer.open()
    await sending
    delete smtp.script.data
    for (let hour = 0; hour < 3; hour += 1) {
      await scene.tick()
      await scene.outbound.sendDue()
      scene.clock.advance(3_600_000)
    }
    expect(smtp.taken).toHaveLength(1)
    expect(await scene.states()).toEqual(['cancelled', 'sent'])
  })

  /** Each changes a row that a mail about to leave depends on, without touching the mail. */
  it.each([
    ['enrolments', `phase = 'paused', due_at = NULL`],
    ['prospects', `suppressed_by = 'unsubscribed'`],
    ['prospects', `email = 'other@x.test', email_key = 'other@x.test'`],
    ['sequences', `state = 'paused'`],
    ['mailboxes', `state = 'paused'`],
  ])('that is not yet committed is waited for (%s: %s)', async (table, change) => {
    await scene.addMailbox()
    await scene.queue(await scene.addProspects(1))
    let sending: Promise<number> | undefined
    await db.transaction(async (tx) => {
      await tx.query(`UPDATE ${table} SET ${change} WHERE company_id = $1`, [scene.companyId])
      sending = scene.outbound.sendDue()
      await eventually(async () => {
        const { rows } = await db.query<{ waiting: boolean }>(
          `SELECT count(*) > 0 AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        )
        return rows[0]?.waiting || smtp.begun.length > 0
      }).toBe(true)
    })
    await sending
    expect(smtp.begun).toEqual([])
    expect(await scene.states()).not.toContain('sent')
  })

  /**
   * Many mails, and stops that come while they leave. What was neither sent nor marked when its stop answered never leaves; every enrolment
   * that was stopped ends, every mail ends sent or cancelled, and what was not stopped is sent.
   */
  it.each([
    ['in the same process', () => scene.outbound],
    ['in another process', () => scene.addOutbound({ processId: scene.processId })],
  ] as const)('races sends %s and is kept', async (_where, sender) => {
    const kinds = Object.keys(STOPS)
    let cancelled = 0
    let sentAnyway = 0
    for (let round = 0; round < 4; round += 1) {
      smtp.reset()
      await scene.addMailbox({ limits: { connections: 2 } })
      const prospectIds = (
        await Promise.all(Array.from({ length: 30 }, (_, n) => scene.addProspects(1, `r${round}n${n}.test`)))
      ).flat()
      await scene.queue(prospectIds)
      const before = new Map<string, string>()
      const outbound: Outbound = sender()
      const sending = outbound.sendDue()
      const stopped = prospectIds.filter((_, index) => index % 2 === round % 2)
      await eventually(() => smtp.begun.length).toBeGreaterThan(0)
      for (const [index, prospectId] of stopped.entries()) {
        await STOPS[kinds[index % kinds.length] ?? '']?.(prospectId)
        const { rows } = await db.query<{ state: string }>(
          'SELECT state FROM messages WHERE prospect_id = $1',
          [prospectId],
        )
        before.set(prospectId, rows[0]?.state ?? '')
      }
      await sending
      await outbound.sendDue()
      for (const mail of (await scene.mails()).filter(({ prospect_id }) =>
        prospectIds.includes(prospect_id ?? ''),
      )) {
        const taken = smtp.taken.filter(({ to }) => to === mail.to_address).length
        expect(taken).toBe(mail.state === 'sent' ? 1 : 0)
        const atStop = before.get(mail.prospect_id ?? '')
        if (atStop === undefined) expect(mail.state).toBe('sent')
        else expect(['sent', 'cancelled']).toContain(mail.state)
        if (atStop === 'cancelled' || atStop === 'queued') expect(mail.state).toBe('cancelled')
        if (atStop === 'cancelled') cancelled += 1
        if (atStop === 'sent') sentAnyway += 1
      }
    }
    // Else the race was none.
    expect(cancelled).toBeGreaterThan(5)
    expect(sentAnyway).toBeGreaterThan(5)
  })
})

describe('two processes', () => {
  it('never send a mail twice, even when both believe to hold the lease', async () => {
    scene.ports.holdLease = async () => true
    scene.ports.renewLease = async () => true
    await scene.addMailbox({ limits: { connections: 4 } })
    await scene.addMailbox({ limits: { connections: 4 } })
    await scene.queue(await scene.addProspects(120))
    const others = ['process-b', 'process-c'].map((processId) => scene.addOutbound({ processId }))
    // Nothing is taken before there are more at once than one process has connections.
    const several = gate()
    let asked = 0
    smtp.script.rcpt = () => {
      asked += 1
      if (asked > 8) several.open()
      return several.opened.then(() => undefined)
    }
    const counts = await Promise.all([scene.outbound, ...others].map((outbound) => outbound.sendDue()))
    const recipients = smtp.taken.map(({ to }) => to)
    expect(recipients).toHaveLength(120)
    expect(new Set(recipients).size).toBe(120)
    expect(new Set(await scene.states())).toEqual(new Set(['sent']))
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1)
    const { rows } = await db.query(`SELECT FROM events WHERE kind = 'sent'`)
    expect(rows).toHaveLength(120)
  })

  it('share mailboxes by lease: one sends, the other takes over when it is gone', async () => {
    await scene.addMailbox()
    await scene.queue(await scene.addProspects(2))
    const other = scene.addOutbound({ processId: 'process-b' })
    expect(await scene.outbound.sendDue()).toBe(2)
    await scene.queue(await scene.addProspects(3))
    expect(await other.sendDue()).toBe(0)
    scene.clock.advance(61_000)
    expect(await other.sendDue()).toBe(3)
    await scene.queue(await scene.addProspects(1))
    expect(await scene.outbound.sendDue()).toBe(0)
  })
})

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { type OutboundScene, outboundScene } from '../outbound-scene.ts'
import { eventually, gate, type ScriptedSmtp, scriptedSmtp } from '../scripted-smtp.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Database
let smtp: ScriptedSmtp
let scene: OutboundScene
let shutdown: AbortController
let running: Promise<void>

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
  shutdown = new AbortController()
  running = scene.outbound.run(shutdown.signal)
})
afterEach(async () => {
  shutdown.abort()
  await endsWhileTimePasses(running)
  smtp.reset()
})

/** Lets the clock run until something ends. */
const endsWhileTimePasses = async (work: Promise<unknown>): Promise<void> => {
  let ended = false
  void work.finally(() => {
    ended = true
  })
  await eventually(() => {
    scene.clock.advance(1_000)
    return ended
  }).toBe(true)
}

const leases = async () => (await db.query('SELECT FROM mailbox_leases')).rows.length

describe('a running sender', () => {
  it('leaves nothing behind that would keep its process from ending', async () => {
    await scene.addMailbox()
    await scene.queue(await scene.addProspects(1))
    scene.outbound.wake()
    await eventually(scene.states).toEqual(['sent'])
    shutdown.abort()
    await running
    expect(scene.clock.nextWakeAt()).toBeUndefined()
  })

  it('sends when it is woken, and looks by itself from time to time', async () => {
    await scene.addMailbox()
    await scene.queue(await scene.addProspects(3))
    scene.outbound.wake()
    await eventually(scene.states).toEqual(['sent', 'sent', 'sent'])
    await scene.queue(await scene.addProspects(1))
    await eventually(() => {
      scene.clock.advance(500)
      return smtp.taken
    }).toHaveLength(4)
  })

  it('closes what is idle and leaves its mailboxes to others', async () => {
    await scene.addMailbox()
    await scene.queue(await scene.addProspects(1))
    scene.outbound.wake()
    await eventually(scene.states).toEqual(['sent'])
    expect(await leases()).toBe(1)
    await eventually(async () => {
      scene.clock.advance(5_000)
      return [await leases(), smtp.open()]
    }).toEqual([0, 0])
  })

  it('keeps its lease while a mail takes its time', async () => {
    await scene.addMailbox()
    await scene.queue(await scene.addProspects(1))
    const answer = gate()
    smtp.script.data = () => answer.opened.then(() => undefined)
    scene.outbound.wake()
    await eventually(() => smtp.begun).toHaveLength(1)
    for (let second = 0; second < 200; second += 1) {
      scene.clock.advance(1_000)
      await db.query('SELECT 1')
    }
    await eventually(async () => {
      const { rows } = await db.query<{ lease_until: Date }>('SELECT lease_until FROM mailbox_leases')
      return rows[0]?.lease_until ?? new Date(0)
    }).toSatisfy((until: Date) => until > scene.clock.now())
    answer.open()
    await eventually(scene.states).toEqual(['sent'])
  })

  it('goes on when the database fails it', async () => {
    await scene.addMailbox()
    await scene.queue(await scene.addProspects(3))
    const { mailOutcomes } = scene.ports
    let failures = 0
    scene.ports.mailOutcomes = async (...input) => {
      failures += 1
      if (failures <= 2) throw new Error('not now')
      await mailOutcomes(...input)
    }
    scene.outbound.wake()
    await eventually(() => {
      scene.clock.advance(1_000)
      return scene.states()
    }).toEqual(['sent', 'sent', 'sent'])
    expect(smtp.taken).toHaveLength(3)
  })
})

describe('a shutdown', () => {
  const stillQueued = async () => {
    for (const mail of await scene.mails())
      expect(mail).toMatchObject({
        state: 'queued',
        process_id: null,
        attempts: 0,
        not_before: mail.queued_at,
      })
  }

  it('lets mails end whose content has begun, begins no other, and leaves nothing uncertain', async () => {
    await scene.addMailbox({ limits: { connections: 2 } })
    await scene.queue(await scene.addProspects(10))
    const answer = gate()
    smtp.script.data = () => answer.opened.then(() => undefined)
    scene.outbound.wake()
    await eventually(() => smtp.begun).toHaveLength(2)
    shutdown.abort()
    answer.open()
    await running
    const states = await scene.states()
    expect(states.filter((state) => state === 'sent')).toHaveLength(2)
    expect(states.filter((state) => state === 'queued')).toHaveLength(8)
    expect(smtp.taken).toHaveLength(2)
    expect(await leases()).toBe(0)
    await eventually(smtp.open).toBe(0)
  })

  it('takes back at once what has not begun, however slow the server is', async () => {
    await scene.addMailbox()
    await scene.queue(await scene.addProspects(2))
    const never = gate()
    smtp.script.rcpt = () => never.opened.then(() => undefined)
    scene.outbound.wake()
    await eventually(scene.states).toEqual(['sending', 'sending'])
    shutdown.abort()
    await running
    await stillQueued()
    never.open()
    expect(smtp.begun).toEqual([])
  })

  it('does not wait for a connection', async () => {
    await scene.addMailbox()
    await scene.queue(await scene.addProspects(1))
    const never = gate()
    smtp.script.greeting = () => never.opened.then(() => undefined)
    scene.outbound.wake()
    await eventually(smtp.open).toBe(1)
    shutdown.abort()
    await running
    await stillQueued()
    never.open()
  })

  it('waits some seconds for an answer, and then no longer', async () => {
    await scene.addMailbox()
    await scene.queue(await scene.addProspects(1))
    const never = gate()
    smtp.script.data = () => never.opened.then(() => undefined)
    scene.outbound.wake()
    await eventually(() => smtp.begun).toHaveLength(1)
    const begin = scene.clock.now().getTime()
    shutdown.abort()
    await eventually(() => scene.clock.nextWakeAt()).toEqual(new Date(begin + 10_000))
    scene.clock.advance(10_000)
    await running
    expect(await scene.mail()).toMatchObject({ state: 'uncertain' })
    never.open()
  })

  it('in the midst of many mails leaves each sent or queued', async () => {
    await scene.addMailbox({ limits: { connections: 4 } })
    await scene.queue(await scene.addProspects(60))
    scene.outbound.wake()
    await eventually(() => smtp.taken.length).toBeGreaterThan(5)
    shutdown.abort()
    await running
    const mails = await scene.mails()
    for (const { state } of mails) expect(['sent', 'queued']).toContain(state)
    expect(mails.filter(({ state }) => state === 'sent')).toHaveLength(smtp.taken.length)
  })
})

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { type OutboundScene, outboundScene } from '../outbound-scene.ts'
import { gate, type ScriptedSmtp, scriptedSmtp } from '../scripted-smtp.ts'
import { markSending } from './mark-sending.ts'

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

// Monday is 2 March.
const march = (day: number, time: string) => new Date(`2026-03-${String(day).padStart(2, '0')}T${time}Z`)
const TUESDAY = { not_before: march(3, '09:00'), send_before: march(3, '18:00') }
const GREYLISTED = () => ({ code: 451, text: '4.7.1 Greylisted' })

/** Mails of a cadence that sends on weekdays from nine to six, recorded at a moment. */
const queueAt = async (at: Date, { count = 1, settings = [] as string[] } = {}) => {
  scene.clock.moveTo(at)
  const { id: mailboxId } = await scene.addMailbox()
  const prospectIds = await scene.addProspects(count)
  const sequenceId = await scene.queue(prospectIds, undefined, [
    'window: 09:00-18:00',
    'days: mon-fri',
    ...settings,
  ])
  return { mailboxId, sequenceId, prospectId: prospectIds[0] ?? '' }
}

/** Moves to the next attempt and makes it, until `end`; answers when attempts were made. */
const tryUntil = async (end: Date): Promise<Date[]> => {
  const tries: Date[] = []
  for (let next = await scene.outbound.nextSendAt(); next && next < end; ) {
    scene.clock.moveTo(next)
    await scene.outbound.sendDue()
    tries.push(next)
    next = await scene.outbound.nextSendAt()
  }
  return tries
}

describe('a refusal for now at the end of the window', () => {
  it('lets the mail wait for the next window, and its prospect says so', async () => {
    const { sequenceId, prospectId } = await queueAt(march(2, '17:58'))
    expect(await scene.mail()).toMatchObject({ send_before: march(2, '18:00') })
    smtp.script.rcpt = GREYLISTED
    await scene.outbound.sendDue()
    expect(await scene.mail()).toMatchObject({
      not_before: march(2, '17:59'),
      send_before: march(2, '18:00'),
    })
    scene.clock.moveTo(march(2, '17:59'))
    await scene.outbound.sendDue()
    expect(await scene.mail()).toMatchObject({ state: 'queued', attempts: 2, ...TUESDAY })
    const { companyId } = scene
    expect(await scene.events.timeline({ companyId, prospectId, limit: 1 })).toMatchObject([
      { kind: 'deferred', data: { until: '2026-03-03T09:00:00.000Z' } },
    ])
    const { prospects } = await scene.engine.waitingReport({ companyId, sequenceId, limit: 10 })
    expect(prospects).toMatchObject([{ expectedAt: march(3, '09:00') }])

    delete smtp.script.rcpt
    scene.clock.moveTo(march(2, '23:00'))
    expect(await scene.outbound.sendDue()).toBe(0)
    scene.clock.moveTo(march(3, '09:00'))
    await scene.outbound.sendDue()
    expect(await scene.mail()).toMatchObject({ state: 'sent', sent_at: march(3, '09:00') })
  })

  it('keeps to the mailbox’s own hours too', async () => {
    scene.clock.moveTo(march(2, '11:59:30'))
    await scene.addMailbox({ limits: { window: { from: '08:00', to: '12:00' }, days: [1, 3] } })
    await scene.queue(await scene.addProspects(1), undefined, ['window: 09:00-18:00'])
    expect(await scene.mail()).toMatchObject({ send_before: march(2, '12:00') })
    smtp.script.rcpt = GREYLISTED
    await scene.outbound.sendDue()
    const wednesday = { not_before: march(4, '09:00'), send_before: march(4, '12:00') }
    expect(await scene.mail()).toMatchObject({ attempts: 1, ...wednesday })
  })

  it('is not the end over a weekend: it is tried again on the next day that is open, and on', async () => {
    await queueAt(march(6, '17:50'))
    smtp.script.rcpt = GREYLISTED
    await scene.outbound.sendDue()
    expect(await tryUntil(march(9, '10:00'))).toEqual([
      march(6, '17:51'),
      march(6, '17:56'),
      march(9, '09:00'),
      march(9, '09:30'),
    ])
    expect(await scene.states()).toEqual(['queued'])
  })

  it('is not the end before one more try, be the next open day more than three days away', async () => {
    await queueAt(march(6, '17:50'), { settings: ['holidays: { days: [2026-03-09] }'] })
    smtp.script.rcpt = GREYLISTED
    await scene.outbound.sendDue()
    expect((await tryUntil(march(31, '00:00'))).at(-1)).toEqual(march(10, '09:00'))
    expect(await scene.states()).toEqual(['refused'])
  })

  it('of the connection lets all mails of the mailbox wait for it', async () => {
    await queueAt(march(2, '17:59:30'), { count: 3 })
    smtp.script.greeting = () => ({ code: 421, text: '4.3.2 Restarting' })
    await scene.outbound.sendDue()
    const mails = await scene.mails()
    expect(mails).toHaveLength(3)
    for (const mail of mails) expect(mail).toMatchObject({ state: 'queued', ...TUESDAY })
  })
})

describe('what was paused in the window and goes on after it', () => {
  const pauses = {
    mailbox: {
      pause: ({ mailboxId }: { mailboxId: string }) =>
        scene.mailboxes.pauseMailbox({ companyId: scene.companyId, mailboxId }),
      resume: ({ mailboxId }: { mailboxId: string }) =>
        scene.mailboxes.resumeMailbox({ companyId: scene.companyId, mailboxId }),
    },
    cadence: {
      pause: ({ sequenceId }: { sequenceId: string }) =>
        scene.sequences.pauseSequence({ companyId: scene.companyId, sequenceId }),
      resume: ({ sequenceId }: { sequenceId: string }) =>
        scene.sequences.resumeSequence({ companyId: scene.companyId, sequenceId }),
    },
  }

  it.each([
    ['mailbox', '18:20', ['sent']],
    ['cadence', '18:20', ['sent']],
    ['mailbox', '23:00', ['cancelled', 'sent']],
    ['cadence', '23:00', ['cancelled', 'sent']],
  ] as const)('(a %s, at %s) leaves in the morning', async (what, time, states) => {
    const which = await queueAt(march(2, '17:55'))
    await pauses[what].pause(which)
    scene.clock.moveTo(march(2, time))
    await pauses[what].resume(which)
    for (const at of [march(2, time), march(3, '08:59'), march(3, '09:00')]) {
      expect(smtp.taken).toEqual([])
      scene.clock.moveTo(at)
      await scene.outbound.sendDue()
      await scene.tick()
      await scene.outbound.sendDue()
    }
    expect(await scene.states()).toEqual(states)
    expect((await scene.mails()).at(-1)).toMatchObject({ sent_at: march(3, '09:00') })
  })

  it('and was tried before, keeps its tries', async () => {
    const which = await queueAt(march(2, '17:55'))
    smtp.script.rcpt = GREYLISTED
    await scene.outbound.sendDue()
    await pauses.mailbox.pause(which)
    scene.clock.moveTo(march(2, '23:00'))
    await pauses.mailbox.resume(which)
    await scene.outbound.sendDue()
    expect(await scene.mail()).toMatchObject({ state: 'queued', attempts: 1, ...TUESDAY })
  })

  it('is made anew when no window is to come', async () => {
    const { prospectId } = await queueAt(march(2, '17:59'))
    scene.ports.sendWindows = async () => new Map()
    scene.clock.moveTo(march(2, '18:00'))
    await scene.outbound.sendDue()
    expect(await scene.states()).toEqual(['cancelled'])
    expect(await scene.enrolmentOf(prospectId)).toMatchObject({ phase: 'due', visit: 2 })
  })
})

describe('the end of the window', () => {
  it('is the end of marking', async () => {
    await queueAt(march(2, '17:59'))
    const { id } = await scene.mail()
    const mark = (now: Date) =>
      markSending(db, { companyId: scene.companyId, ids: [id], processId: scene.processId, now })
    expect(await mark(march(2, '18:00'))).toEqual(new Set())
    expect(await mark(march(2, '17:59:59.999'))).toEqual(new Set([id]))
  })

  it('keeps back a mail that a slow server lets begin only after it', async () => {
    await queueAt(march(2, '17:59'))
    const envelope = gate()
    const reached = gate()
    smtp.script.rcpt = () => {
      reached.open()
      return envelope.opened.then(() => undefined)
    }
    const sending = scene.outbound.sendDue()
    await reached.opened
    scene.clock.moveTo(march(2, '18:00'))
    envelope.open()
    await sending
    expect(smtp.begun).toEqual([])
    expect(await scene.mail()).toMatchObject({ state: 'queued', attempts: 0, ...TUESDAY })
  })

  it('is nothing to a mail of no sequence', async () => {
    const { mailboxId } = await queueAt(march(2, '17:59'))
    await scene.outbound.sendDue()
    scene.clock.moveTo(march(2, '23:00'))
    const { companyId } = scene
    await scene.outbound.sendTest({ companyId, mailboxId, to: 'me@acme.test', subject: 'S', body: 'B' })
    await scene.outbound.sendDue()
    expect(await scene.states()).toEqual(['sent', 'sent'])
  })
})

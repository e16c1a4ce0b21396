import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { type EngineScene, engineScene, type SceneCompany } from './engine-scene.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let scene: EngineScene
let company: SceneCompany
let companyId: string
let ann: string
let mailbox: string
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  scene = await engineScene(database.db)
  company = await scene.addCompany()
  companyId = company.companyId
  mailbox = await company.addMailbox()
  ;[ann = ''] = await company.addProspects(1)
})

const stop = () => scene.engine.stop({ companyId, prospectIds: [ann] })
const resume = () => scene.engine.resume({ companyId, prospectIds: [ann] })
const minutes = (count: number) => scene.clock.advance(count * 60_000)
const visits = async () => (await company.mails()).map(({ visit, state }) => [visit, state])

describe('stop and resume', () => {
  test('cancel what is queued, and begin the step anew', async () => {
    const cadence = await company.cadence(['mail A', 'wait: 1 day', 'mail B'])
    await company.start(cadence, [ann])
    await scene.run()
    expect(await stop()).toBe(1)
    expect(await stop()).toBe(0)
    expect(await company.enrolmentOf(ann)).toMatchObject({
      status: 'manually_stopped',
      phase: 'ended',
      due_at: null,
    })
    expect(await scene.run()).toBe(0)
    minutes(5)
    expect(await resume()).toBe(1)
    expect(await resume()).toBe(0)
    expect(await scene.run()).toBe(1)
    expect(await visits()).toEqual([
      [1, 'cancelled'],
      [2, 'queued'],
    ])
    expect(await company.kindsOf(ann)).toEqual(['started', 'stopped', 'ended', 'resumed'])
  })

  test.each(['sending', 'uncertain'])(
    'do not send a mail a second time that was %s when the stop came',
    async (state) => {
      const cadence = await company.cadence(['mail A', 'wait: 1 day', 'mail B'])
      await company.start(cadence, [ann])
      await scene.run()
      await company.stateOf(
        (await company.mails()).map(({ id }) => id),
        state,
      )
      await stop()
      await resume()
      expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'mail_in_hand' })
      expect(await scene.run()).toBe(0)
      minutes(10)
      await company.deliver()
      expect(await company.enrolmentOf(ann)).toMatchObject({
        phase: 'due',
        due_at: new Date('2026-03-03T09:10:00Z'),
      })
      expect(await company.mails()).toHaveLength(1)
    },
  )

  test('count a mail that went out after the stop: its step is had', async () => {
    const cadence = await company.cadence(['mail A', 'wait: 1 minute', 'mail B'])
    await company.start(cadence, [ann])
    await scene.run()
    await company.stateOf(
      (await company.mails()).map(({ id }) => id),
      'sending',
    )
    await stop()
    await company.deliver()
    expect(await company.enrolmentOf(ann)).toMatchObject({ status: 'manually_stopped' })
    await resume()
    minutes(1)
    expect(await scene.run()).toBe(1)
    const [first, second] = await company.mails()
    expect(second?.stepId).not.toBe(first?.stepId)
  })

  test('cancel an open task, and make it again', async () => {
    await company.start(await company.cadence(['call: Ring']), [ann])
    await scene.run()
    await stop()
    const tasks = async () => {
      const { rows } = await scene.db.query<{ state: string }>(
        'SELECT state FROM tasks WHERE prospect_id = $1 ORDER BY id',
        [ann],
      )
      return rows.map(({ state }) => state)
    }
    expect(await tasks()).toEqual(['cancelled'])
    await resume()
    await scene.run()
    expect(await tasks()).toEqual(['cancelled', 'open'])
  })

  test('reach one cadence, one kind, or all', async () => {
    const [one, two] = [
      await company.cadence(['mail A'], [], 'One'),
      await company.cadence(['mail A'], [], 'Two'),
    ]
    await company.start(one, [ann])
    await company.start(two, [ann])
    const scope = { companyId, prospectIds: [ann] }
    expect(await scene.engine.stop({ ...scope, kind: 'journey' })).toBe(0)
    expect(await scene.engine.stop({ ...scope, sequenceId: one, kind: 'cadence' })).toBe(1)
    expect((await company.enrolments()).map(({ phase }) => phase)).toEqual(['ended', 'due'])
    expect(await scene.engine.cadenceStatusOf({ companyId, prospectId: ann })).toBe('in_cadence')
    expect(await scene.engine.stopMails(scope)).toBe(1)
    expect(await scene.engine.cadenceStatusOf({ companyId, prospectId: ann })).toBeNull()
    expect(await scene.engine.resume({ ...scope, kind: 'cadence' })).toBe(2)
  })

  test('of another company find nobody', async () => {
    await company.start(await company.cadence(['mail A']), [ann])
    const other = await scene.addCompany()
    expect(await scene.engine.stop({ companyId: other.companyId, prospectIds: [ann] })).toBe(0)
    expect(await scene.run()).toBe(1)
  })

  test('stop mails also cancels those that belong to no cadence', async () => {
    await scene.db.query(
      `INSERT INTO messages (company_id, id, kind, state, mailbox_id, prospect_id, message_id, to_address, subject, html, text,
         queued_at, not_before) VALUES ($1, $2, 'manual', 'queued', $3, $4, 'x', 'x', 'x', 'x', 'x', $5, $5)`,
      [companyId, scene.newId(), mailbox, ann, scene.clock.now()],
    )
    await scene.engine.stopMails({ companyId, prospectIds: [ann] })
    expect((await company.mails()).map(({ state }) => state)).toEqual(['cancelled'])
  })
})

describe('a resume', () => {
  test('takes up only the newest of several in one cadence', async () => {
    const cadence = await company.cadence(['mail A'])
    await company.start(cadence, [ann])
    await stop()
    await company.start(cadence, [ann])
    expect(await resume()).toBe(0)
    await stop()
    expect(await resume()).toBe(1)
    expect((await company.enrolments()).map(({ phase }) => phase)).toEqual(['ended', 'due'])
  })

  test('is not for somebody who may not be mailed, nor for an archived cadence', async () => {
    const cadence = await company.cadence(['mail A'])
    const { userId } = company
    await company.start(cadence, [ann])
    await scene.prospects.changeToDoNotContact({ companyId, userId, ref: ann, source: 'api' })
    expect(await company.enrolmentOf(ann)).toMatchObject({ status: 'manually_stopped' })
    expect(await resume()).toBe(0)
    await scene.prospects.revertDoNotContact({ companyId, userId, ref: ann, source: 'api' })
    await scene.sequences.archiveSequence({ companyId, sequenceId: cadence })
    expect(await resume()).toBe(0)
    await scene.sequences.restoreSequence({ companyId, sequenceId: cadence })
    expect(await resume()).toBe(1)
  })

  test('finds a step whose wait has passed due at once, and one whose wait goes on at its time', async () => {
    const cadence = await company.cadence(['mail A', 'wait: 1 hour', 'mail B'])
    await company.start(cadence, [ann])
    await scene.run()
    await company.deliver()
    await stop()
    minutes(20)
    await resume()
    expect(await company.enrolmentOf(ann)).toMatchObject({ due_at: new Date('2026-03-02T10:00:00Z') })
    await stop()
    minutes(120)
    await resume()
    expect(await scene.run()).toBe(1)
  })
})

describe('a pause', () => {
  test('until a date ends by itself; one without a date waits to be resumed', async () => {
    const until = new Date('2026-03-09T12:00:00Z')
    await company.start(await company.cadence(['mail A']), [ann])
    await scene.run()
    const pause = (to: Date | null) => scene.engine.pause({ companyId, prospectIds: [ann], until: to })
    expect(await pause(null)).toBe(1)
    expect((await scene.engine.tick()).nextAt).toBeNull()
    expect(await resume()).toBe(1)
    await scene.run()
    expect(await pause(until)).toBe(1)
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'paused', paused_until: until })
    expect((await scene.engine.tick()).nextAt).toEqual(until)
    scene.clock.moveTo(until)
    expect(await scene.run()).toBe(1)
    expect(await visits()).toEqual([
      [1, 'cancelled'],
      [2, 'cancelled'],
      [3, 'queued'],
    ])
  })

  test('that was made longer at the last moment stays', async () => {
    const until = new Date('2026-03-09T12:00:00Z')
    const later = new Date('2026-03-16T12:00:00Z')
    await company.start(await company.cadence(['mail A']), [ann])
    const scope = { companyId, prospectIds: [ann] }
    await scene.engine.pause({ ...scope, until })
    scene.clock.moveTo(until)
    // The tick has seen that the pause is over when the longer one is stored.
    const { promise: locked, resolve: hasLocked } = Promise.withResolvers<void>()
    const lengthened = scene.db.transaction(async (tx) => {
      await tx.query('SELECT FROM enrolments WHERE company_id = $1 FOR UPDATE', [companyId])
      hasLocked()
      await scene.waitingForLock()
      await tx.query('UPDATE enrolments SET paused_until = $2 WHERE company_id = $1', [companyId, later])
    })
    await locked
    await Promise.all([scene.engine.tick(), lengthened])
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'paused', paused_until: later })
  })
})

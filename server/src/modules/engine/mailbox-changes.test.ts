import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { type EngineScene, engineScene, type SceneCompany } from './engine-scene.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let scene: EngineScene
let company: SceneCompany
let companyId: string
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  scene = await engineScene(database.db)
  company = await scene.addCompany()
  companyId = company.companyId
})

const MINUTE = 60_000
const later = (milliseconds: number) => new Date(scene.clock.now().getTime() + milliseconds)
const nextAt = async () => (await scene.engine.tick()).nextAt

describe('limits that change', () => {
  const change = async (mailboxId: string, limits: Parameters<SceneCompany['setMailbox']>[1]['limits']) => {
    await company.setMailbox(mailboxId, limits ? { limits } : {})
    await scene.engine.mailboxChanged(scene.db, { companyId, mailboxId, change: 'limits' })
  }

  test('upwards act at once', async () => {
    const mailbox = await company.addMailbox({ limits: { daily: 2 } })
    await company.start(await company.cadence(['mail A']), await company.addProspects(5))
    expect(await scene.run()).toBe(2)
    expect(await nextAt()).toEqual(new Date('2026-03-03T00:00:00Z'))
    await change(mailbox, { daily: 4 })
    expect(await scene.run()).toBe(2)
  })

  test('downwards too, and the gap counts from the last mail', async () => {
    const mailbox = await company.addMailbox({ limits: { minGapSeconds: 600, maxGapSeconds: 600 } })
    await company.start(await company.cadence(['mail A']), await company.addProspects(5))
    await scene.run()
    const last = scene.clock.now()
    scene.clock.advance(MINUTE)
    await change(mailbox, { minGapSeconds: 120, maxGapSeconds: 120 })
    expect(await nextAt()).toEqual(new Date(last.getTime() + 2 * MINUTE))
    await change(mailbox, { daily: 1 })
    expect(await nextAt()).toEqual(new Date('2026-03-03T00:00:00Z'))
  })

  test('of its zone move the due times that hang on it', async () => {
    const mailbox = await company.addMailbox({ zone: 'Europe/Berlin' })
    const cadence = await company.cadence(['mail A'], ['zone: mailbox', 'window: 12:00-17:00'])
    const [ann = ''] = await company.addProspects(1)
    await company.start(cadence, [ann])
    expect(await company.enrolmentOf(ann)).toMatchObject({ due_at: new Date('2026-03-02T11:00:00Z') })
    await scene.db.query(`UPDATE mailboxes SET zone = 'Europe/Athens' WHERE id = $1`, [mailbox])
    await scene.engine.recomputeMailbox({ companyId, mailboxId: mailbox })
    expect(await company.enrolmentOf(ann)).toMatchObject({ due_at: new Date('2026-03-02T10:00:00Z') })
  })
})

describe('a mailbox that is removed', () => {
  const remove = async (mailboxId: string): Promise<void> => {
    await company.setMailbox(mailboxId, { state: 'removed' })
    await scene.engine.mailboxGone({ companyId, mailboxId })
  }
  const listed = (ids: string[]) => `mailboxes: [${ids.map((id) => `${id}@acme.test`).join(', ')}]`

  test('leaves its prospects to another that the cadence may use, in the same thread', async () => {
    const [gone, stays] = [await company.addMailbox(), await company.addMailbox()]
    const steps = ['mail A', 'wait: 1 minute', 'mail B']
    const cadence = await company.cadence(steps, [listed([gone, stays])])
    await company.start(cadence, await company.addProspects(6))
    await scene.run()
    await company.deliver()
    await remove(gone)
    expect((await company.enrolments()).map((row) => [row.mailbox_id, row.lane_mailbox_id])).toEqual(
      Array(6).fill([stays, stays]),
    )
    scene.clock.advance(MINUTE)
    expect(await scene.run()).toBe(6)
    const threads = Map.groupBy(await company.mails(), ({ threadId }) => threadId)
    expect([...threads.values()].map((mails) => mails.length)).toEqual(Array(6).fill(2))
  })

  test('holds those who find no other, until one comes', async () => {
    const gone = await company.addMailbox()
    const [ann = ''] = await company.addProspects(1)
    await company.start(await company.cadence(['mail A']), [ann])
    await remove(gone)
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'held', hold: { reason: 'no_mailbox' } })
    expect(await company.kindsOf(ann)).toEqual(['started', 'held'])
    expect(await scene.run()).toBe(0)
    const next = await company.addMailbox()
    await scene.engine.mailboxCame({ companyId })
    expect(await scene.run()).toBe(1)
    expect((await company.mails()).map(({ mailboxId }) => mailboxId)).toEqual([next])
  })

  test('takes back what has not left and waits for what has', async () => {
    const gone = await company.addMailbox()
    const [ann = '', bob = ''] = await company.addProspects(2)
    await company.start(await company.cadence(['mail A', 'wait: 1 minute', 'mail B']), [ann, bob])
    await scene.run()
    const mailOf = async (id: string) => (await company.mails()).filter(({ prospectId }) => prospectId === id)
    await company.stateOf(
      (await mailOf(bob)).map(({ id }) => id),
      'uncertain',
    )
    const stays = await company.addMailbox()
    await remove(gone)
    expect(await company.enrolmentOf(bob)).toMatchObject({ phase: 'mail_in_hand', mailbox_id: gone })
    expect(await scene.run()).toBe(1)
    expect((await mailOf(ann)).map(({ mailboxId, state }) => [mailboxId, state])).toEqual([
      [gone, 'cancelled'],
      [stays, 'queued'],
    ])
    // Judged later: it was sent. The next one leaves from the other mailbox.
    await company.deliver()
    expect(await company.enrolmentOf(bob)).toMatchObject({ phase: 'due', mailbox_id: stays })
    scene.clock.advance(MINUTE)
    expect(await scene.run()).toBe(2)
  })

  test('is replaced for the paused, the stopped and those at a task when they come to their next mail', async () => {
    const gone = await company.addMailbox()
    const [paused = '', stopped = '', calling = ''] = await company.addProspects(3)
    const mails = await company.cadence(['mail A'], [], 'Mails')
    await company.start(mails, [paused, stopped])
    await company.start(await company.cadence(['call: Ring', 'mail A'], [], 'Calls'), [calling])
    const until = later(10 * MINUTE)
    await scene.engine.pause({ companyId, prospectIds: [paused], until })
    await scene.engine.stop({ companyId, prospectIds: [stopped] })
    await scene.run()
    await remove(gone)
    const stays = await company.addMailbox()
    await scene.engine.resume({ companyId, prospectIds: [stopped] })
    const [task] = (
      await scene.db.query<{ id: string }>('SELECT id FROM tasks WHERE prospect_id = $1', [calling])
    ).rows
    await scene.tasks.taskSkipped({ companyId, userId: company.userId, taskId: task?.id ?? '' })
    scene.clock.moveTo(until)
    expect(await scene.run()).toBe(3)
    expect((await company.mails()).map(({ mailboxId }) => mailboxId)).toEqual([stays, stays, stays])
  })

  test('while prospects are started with it keeps none of them', async () => {
    const gone = await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    const prospects = await company.addProspects(40)
    const removal = async () => {
      await scene.db.transaction((tx) =>
        tx.query(`UPDATE mailboxes SET state = 'removed' WHERE company_id = $1 AND id = $2`, [
          companyId,
          gone,
        ]),
      )
      await scene.engine.mailboxGone({ companyId, mailboxId: gone })
    }
    await Promise.all([...prospects.map((id) => company.start(cadence, [id])), removal()])
    expect((await company.enrolments()).map(({ phase }) => phase)).toEqual(Array(40).fill('held'))
  })
})

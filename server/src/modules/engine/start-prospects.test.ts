import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { type EngineScene, engineScene, type SceneCompany } from './engine-scene.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let scene: EngineScene
let company: SceneCompany
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  scene = await engineScene(database.db)
  company = await scene.addCompany()
})

const outcomes = (answers: { outcome: string }[]) => answers.map(({ outcome }) => outcome)
const stop = (prospectIds: string[]) => scene.engine.stop({ companyId: company.companyId, prospectIds })
const mailboxesOf = async () => (await company.enrolments()).map((row) => row.mailbox_id)
const listed = (ids: string[]) => `mailboxes: [${ids.map((id) => `${id}@acme.test`).join(', ')}]`

describe('who may be started', () => {
  test('nobody twice, nobody unknown, nobody who may not be mailed; each says why', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(['mail A'], [], 'Intro')
    const [ann = '', bob = '', carl = ''] = await company.addProspects(3)
    const { companyId, userId } = company
    await company.start(cadence, [ann])
    await scene.prospects.unsubscribeProspect({ companyId, userId, ref: bob, source: 'api' })
    const strangers = await (await scene.addCompany()).addProspects(1)
    expect(await company.start(cadence, [ann, bob, carl, ...strangers])).toMatchObject([
      { outcome: 'already_running', reason: expect.stringContaining('“Intro”') },
      { outcome: 'not_allowed', reason: expect.stringContaining('unsubscribed') },
      { outcome: 'started' },
      { outcome: 'unknown' },
    ])
  })

  test('after Manually stopped again; after any other end only where the cadence allows re-entry', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    const [ann = '', bob = ''] = await company.addProspects(2)
    await company.start(cadence, [ann, bob])
    await stop([ann])
    await scene.run()
    await company.deliver()
    expect(outcomes(await company.start(cadence, [ann, bob]))).toEqual(['started', 'already_had'])
    await company.cadence(['mail A'], ['reentry: true'])
    expect(outcomes(await company.start(cadence, [ann, bob]))).toEqual(['already_running', 'started'])
    expect(await company.enrolments()).toHaveLength(4)
  })

  test('a start that is done again after an interruption repeats nothing', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    const prospects = await company.addProspects(2300)
    await company.start(cadence, prospects.slice(0, 1200))
    const again = outcomes(await company.start(cadence, prospects))
    expect(again.filter((outcome) => outcome === 'already_running')).toHaveLength(1200)
    expect(again.filter((outcome) => outcome === 'started')).toHaveLength(1100)
    expect(await company.enrolments()).toHaveLength(2300)
  })

  test('in the caller’s transaction, when it is given one', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    const prospectIds = await company.addProspects(1)
    const { companyId, userId } = company
    const rolledBack = scene.db.transaction(async (tx) => {
      expect(
        outcomes(await scene.engine.start({ companyId, userId, sequenceId: cadence, prospectIds }, tx)),
      ).toEqual(['started'])
      throw new Error('no')
    })
    await expect(rolledBack).rejects.toThrow('no')
    expect(await company.enrolments()).toEqual([])
  })

  test('not in a cadence that was never published, is archived, or is another company’s', async () => {
    const { companyId, userId } = company
    const draft = await scene.sequences.createSequence({ companyId, userId, name: 'Draft' })
    const archived = await company.cadence(['call: Ring'])
    await scene.sequences.archiveSequence({ companyId, sequenceId: archived })
    const elsewhere = await (await scene.addCompany()).cadence(['call: Ring'])
    const prospects = await company.addProspects(1)
    await expect(company.start(draft.sequenceId, prospects)).rejects.toMatchObject({ code: 'not_found' })
    await expect(company.start(elsewhere, prospects)).rejects.toMatchObject({ code: 'not_found' })
    await expect(company.start(archived, prospects)).rejects.toMatchObject({ code: 'not_allowed' })
  })

  test('also in a paused one: they wait until it goes on', async () => {
    await company.addMailbox()
    const cadence = await company.cadence(['mail A'])
    const which = { companyId: company.companyId, sequenceId: cadence }
    await scene.sequences.pauseSequence(which)
    expect(outcomes(await company.start(cadence, await company.addProspects(1)))).toEqual(['started'])
    expect(await scene.run()).toBe(0)
    await scene.sequences.resumeSequence(which)
    expect(await scene.run()).toBe(1)
  })
})

describe('who sends', () => {
  test('the starting user', async () => {
    const [mine, hers] = [await company.addMailbox(), await company.addMailbox({ userId: company.janeId })]
    const cadence = await company.cadence(['mail A'])
    await company.start(cadence, await company.addProspects(1))
    await company.start(cadence, await company.addProspects(1), company.janeId)
    expect(await mailboxesOf()).toEqual([mine, hers])
  })

  test('the prospect’s owner', async () => {
    const [mine, hers] = [await company.addMailbox(), await company.addMailbox({ userId: company.janeId })]
    const cadence = await company.cadence(['mail A'], ['mailboxes: owner'])
    await company.start(cadence, [
      ...(await company.addProspects(1)),
      ...(await company.addProspects(1, { ownerId: company.janeId })),
    ])
    expect((await mailboxesOf()).sort()).toEqual([mine, hers].sort())
  })

  test('a listed set in equal shares; one that joins later begins level with the others', async () => {
    const [a, b] = [await company.addMailbox(), await company.addMailbox()]
    const cadence = await company.cadence(['mail A'], [listed([a, b])])
    await company.start(cadence, await company.addProspects(20))
    const c = await company.addMailbox()
    await company.cadence(['mail A'], [listed([a, b, c])])
    await company.start(cadence, await company.addProspects(9))
    const given = Map.groupBy(await mailboxesOf(), (id) => id)
    expect([a, b, c].map((id) => given.get(id)?.length)).toEqual([13, 13, 3])
  })

  test('the same mailbox to the end, also when the cadence names others', async () => {
    const [a, b] = [await company.addMailbox(), await company.addMailbox()]
    const steps = ['mail A', 'wait: 1 minute', 'mail B']
    const cadence = await company.cadence(steps, [listed([a])])
    await company.start(cadence, await company.addProspects(3))
    await scene.run()
    await company.cadence(steps, [listed([b])])
    await company.deliver()
    scene.clock.advance(60_000)
    await scene.run()
    expect((await company.mails()).map(({ mailboxId }) => mailboxId)).toEqual(Array(6).fill(a))
  })

  test('nobody yet: the start succeeds and says what it waits for, and goes on when a mailbox comes', async () => {
    const cadence = await company.cadence(['mail A'])
    const [ann = ''] = await company.addProspects(1)
    const { companyId } = company
    expect(outcomes(await company.start(cadence, [ann]))).toEqual(['started'])
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'held', hold: { reason: 'no_mailbox' } })
    expect(await company.kindsOf(ann)).toEqual(['started', 'held'])
    await company.addMailbox({ userId: company.janeId })
    await scene.engine.mailboxCame({ companyId })
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'held' })
    const mine = await company.addMailbox()
    await scene.engine.mailboxCame({ companyId })
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'due', mailbox_id: mine })
    expect(await scene.run()).toBe(1)
    expect(await company.kindsOf(ann)).toEqual(['started', 'held', 'released'])
  })

  test('a paused mailbox may be given; a cadence without mails needs none', async () => {
    const mine = await company.addMailbox()
    await company.setMailbox(mine, { state: 'paused' })
    const [ann = '', bob = ''] = await company.addProspects(2)
    await company.start(await company.cadence(['mail A']), [ann])
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'due', mailbox_id: mine })
    await company.start(await company.cadence(['call: Ring'], [], 'Calls'), [bob], company.janeId)
    expect(await company.enrolmentOf(bob)).toMatchObject({ phase: 'due', mailbox_id: null })
    await scene.run()
    expect(await company.enrolmentOf(bob)).toMatchObject({ phase: 'task_open' })
  })
})

test('the first due time lies in the delivery window, after the waits before the first step', async () => {
  await company.addMailbox()
  const cadence = await company.cadence(
    ['wait: 1 business day', 'mail A'],
    ['zone: America/New_York', 'window: 09:00-17:00', 'days: mon-fri'],
  )
  const [ann = ''] = await company.addProspects(1)
  await company.start(cadence, [ann])
  // 04:00 on Monday in New York: 04:00 on Tuesday, then nine o'clock.
  expect(await company.enrolmentOf(ann)).toMatchObject({ due_at: new Date('2026-03-03T14:00:00Z') })
})

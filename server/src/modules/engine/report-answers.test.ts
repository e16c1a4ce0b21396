import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { type EngineScene, engineScene, type SceneCompany } from './engine-scene.ts'
import type { Answer } from './index.ts'

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
  await company.addMailbox()
})

const answer = (prospectId: string, input: Partial<Answer> = {}) =>
  scene.db.transaction((tx) =>
    scene.engine.answered(tx, {
      ...{ companyId, prospectId, enrolmentId: null, answer: { kind: 'reply' }, colleagueDomain: null },
      ...input,
    }),
  )
const unsubscribe = (ref: string) =>
  scene.prospects.unsubscribeProspect({ companyId, userId: company.userId, ref, source: 'api' })
const bounce = (prospectId: string) =>
  scene.db.transaction((tx) =>
    scene.prospects.suppressProspects({
      companyId,
      tx,
      prospectIds: [prospectId],
      reason: 'bounced',
      source: 'bounce',
    }),
  )
const statusOf = async (prospectId: string) => (await company.enrolmentOf(prospectId)).status
/** Started, and the first mail sent. */
const mailed = async (cadence: string, prospectIds: string[]) => {
  await company.start(cadence, prospectIds)
  await scene.run()
  await company.deliver()
}

describe('the outcome of a mail', () => {
  test('that the server took moves on; one that it refused for the recipient ends as a bounce', async () => {
    const cadence = await company.cadence(['mail A', 'wait: 1 day', 'mail B'])
    const [ann = '', bob = ''] = await company.addProspects(2)
    await mailed(cadence, [ann])
    await company.start(cadence, [bob])
    await scene.run()
    await company.deliver('refused')
    expect(await company.enrolmentOf(ann)).toMatchObject({
      phase: 'due',
      due_at: new Date('2026-03-03T09:00:00Z'),
    })
    expect(await company.enrolmentOf(bob)).toMatchObject({ phase: 'ended', status: 'bounced' })
    expect(await company.kindsOf(ann)).toEqual(['started', 'sent'])
    expect(await company.kindsOf(bob)).toEqual(['started', 'bounced', 'ended'])
    const statuses = await scene.db.query('SELECT status FROM prospects WHERE id = ANY($1) ORDER BY status', [
      [ann, bob],
    ])
    expect(statuses.rows).toEqual([{ status: 'bounced' }, { status: 'contacted' }])
  })

  test('that did not go lets it go again, as the next visit, in the same thread', async () => {
    const [ann = ''] = await company.addProspects(1)
    await company.start(await company.cadence(['mail A']), [ann])
    await scene.run()
    await company.deliver('unsent')
    expect(await scene.run()).toBe(1)
    const [first, second] = await company.mails()
    expect([first?.visit, second?.visit]).toEqual([1, 2])
    expect(second?.threadId).toBe(first?.threadId)
  })

  test('told twice changes nothing the second time', async () => {
    const [ann = ''] = await company.addProspects(1)
    await mailed(await company.cadence(['mail A', 'mail B', 'mail C']), [ann])
    const before = await company.enrolmentOf(ann)
    const [mail] = await company.mails()
    if (!mail) throw new Error('no mail')
    scene.clock.advance(60_000)
    await scene.engine.mailOutcomes(scene.db, companyId, [company.outcomeOf(mail, 'sent')])
    await scene.engine.mailOutcomes(scene.db, companyId, [company.outcomeOf(mail, 'unsent')])
    expect(await company.enrolmentOf(ann)).toEqual(before)
  })
})

describe('a reply', () => {
  test('ends the cadence whose mail it answers, and no other', async () => {
    const steps = ['mail A', 'wait: 1 day', 'mail B']
    const [one, two] = [await company.cadence(steps, [], 'One'), await company.cadence(steps, [], 'Two')]
    const [ann = ''] = await company.addProspects(1)
    await mailed(one, [ann])
    await mailed(two, [ann])
    const [enrolment] = await company.enrolments(one)
    await answer(ann, { enrolmentId: enrolment?.id ?? '' })
    expect((await company.enrolments()).map(({ status }) => status)).toEqual(['replied', 'in_cadence'])
  })

  test('matched by address alone ends those that have mailed him, and raises the last of all that did', async () => {
    const [ann = ''] = await company.addProspects(1)
    await mailed(await company.cadence(['mail A'], [], 'Long done'), [ann])
    await mailed(await company.cadence(['mail A', 'wait: 1 day', 'mail B'], [], 'Running'), [ann])
    await mailed(await company.cadence(['mail A'], [], 'Just done'), [ann])
    await company.start(await company.cadence(['wait: 1 day', 'mail A'], [], 'Not begun'), [ann])
    await answer(ann)
    expect((await company.enrolments()).map(({ status }) => status)).toEqual([
      'completed',
      'replied',
      'replied',
      'in_cadence',
    ])
  })

  test('cancels what waits to leave', async () => {
    const [ann = ''] = await company.addProspects(1)
    await mailed(await company.cadence(['mail A', 'mail B']), [ann])
    await scene.run()
    await answer(ann)
    expect((await company.mails()).map(({ state }) => state)).toEqual(['sent', 'cancelled'])
  })

  test('does not end a cadence that goes on after replies', async () => {
    const [ann = ''] = await company.addProspects(1)
    await mailed(await company.cadence(['mail A', 'wait: 1 day', 'mail B'], ['stopOn: { reply: false }']), [
      ann,
    ])
    await answer(ann)
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'due' })
  })

  test('stops colleagues at the domain whose own cadence asks for that', async () => {
    const steps = ['mail A', 'wait: 1 day', 'mail B']
    const careful = await company.cadence(steps, ['stopOn: { colleagueReply: true }'], 'Careful')
    const other = await company.cadence(steps, ['stopOn: { colleagueReply: true }'], 'Other')
    const plain = await company.cadence(steps, [], 'Plain')
    const [ann = '', bob = '', carl = '', dora = '', eve = ''] = await company.addProspects(5, {
      domain: 'big.test',
    })
    const [stranger = ''] = await company.addProspects(1, { domain: 'small.test' })
    await mailed(careful, [ann, bob, stranger])
    await mailed(other, [carl])
    await mailed(plain, [dora])
    await mailed(careful, [eve])
    await scene.engine.stop({ companyId, prospectIds: [eve] })
    await answer(ann, { enrolmentId: (await company.enrolmentOf(ann)).id, colleagueDomain: 'big.test' })
    const statuses = await Promise.all([ann, bob, carl, dora, eve, stranger].map(statusOf))
    expect(statuses).toEqual([
      'replied',
      'replied_stopped',
      'replied_stopped',
      'in_cadence',
      'replied_stopped',
      'in_cadence',
    ])
  })

  test('of all colleagues at once ends in each one’s own status', async () => {
    const cadence = await company.cadence(
      ['mail A', 'wait: 1 day', 'mail B'],
      ['stopOn: { colleagueReply: true }'],
    )
    const colleagues = await company.addProspects(12, { domain: 'big.test' })
    await mailed(cadence, colleagues)
    const ids = new Map((await company.enrolments()).map((row) => [row.prospect_id, row.id]))
    await Promise.all(
      colleagues.map((id) => answer(id, { enrolmentId: ids.get(id) ?? '', colleagueDomain: 'big.test' })),
    )
    expect((await company.enrolments()).map(({ status }) => status)).toEqual(Array(12).fill('replied'))
  })
})

describe('an auto-reply', () => {
  const away = (returnsOn: string | null) => ({ answer: { kind: 'auto_reply' as const, returnsOn } })

  test('holds the cadence up until the day of return, in its window; then it goes on by itself', async () => {
    const [ann = ''] = await company.addProspects(1)
    await mailed(await company.cadence(['mail A', 'wait: 1 day', 'mail B'], ['window: 09:00-17:00']), [ann])
    await answer(ann, away('2026-03-12'))
    const back = new Date('2026-03-12T09:00:00Z')
    expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'paused', paused_until: back })
    expect((await scene.engine.tick()).nextAt).toEqual(back)
    scene.clock.moveTo(back)
    expect(await scene.run()).toBe(1)
    expect(await company.kindsOf(ann)).toEqual(['started', 'sent', 'paused', 'resumed'])
  })

  test('stops where the cadence says so, and can be resumed; or changes nothing', async () => {
    const steps = ['mail A', 'wait: 1 day', 'mail B']
    const [ann = '', bob = ''] = await company.addProspects(2)
    await mailed(await company.cadence(steps, ['stopOn: { autoReply: stop }'], 'Stops'), [ann])
    await mailed(await company.cadence(steps, ['stopOn: { autoReply: continue }'], 'Goes on'), [bob])
    await answer(ann, away(null))
    await answer(bob, away(null))
    expect(await statusOf(ann)).toBe('auto_reply_stopped')
    expect(await company.enrolmentOf(bob)).toMatchObject({ phase: 'due' })
    expect(await scene.engine.resume({ companyId, prospectIds: [ann] })).toBe(1)
  })
})

describe('a suppression', () => {
  test('ends everything that runs, raises what has ended, and cancels every mail', async () => {
    const [ann = ''] = await company.addProspects(1)
    await mailed(await company.cadence(['mail A'], [], 'Done'), [ann])
    await company.start(await company.cadence(['mail A'], [], 'Runs'), [ann])
    await scene.run()
    await unsubscribe(ann)
    expect((await company.enrolments()).map(({ status }) => status)).toEqual(['unsubscribed', 'unsubscribed'])
    expect((await company.mails()).map(({ state }) => state)).toEqual(['sent', 'cancelled'])
  })

  test('by a bounce of the last mail comes after completion, and makes it Bounced', async () => {
    const [ann = ''] = await company.addProspects(1)
    await mailed(await company.cadence(['mail A']), [ann])
    expect(await statusOf(ann)).toBe('completed')
    await bounce(ann)
    expect(await statusOf(ann)).toBe('bounced')
  })
})

test('a task’s outcome stops where the cadence says so', async () => {
  const cadence = await company.cadence(
    ['call: Ring', 'mail A'],
    ['stopOn: { taskOutcomes: [Not interested] }'],
  )
  const [ann = ''] = await company.addProspects(1)
  await company.start(cadence, [ann])
  await scene.run()
  const [task] = (await scene.db.query<{ id: string }>('SELECT id FROM tasks WHERE prospect_id = $1', [ann]))
    .rows
  await scene.tasks.taskDone({
    companyId,
    userId: company.userId,
    taskId: task?.id ?? '',
    outcome: 'not interested',
  })
  expect(await statusOf(ann)).toBe('task_stopped')
})

test('whatever the order in which things happen, the strongest end stays', async () => {
  const steps = ['mail A', 'mail B']
  const cadence = await company.cadence(steps, ['stopOn: { autoReply: stop, colleagueReply: true }'])
  const happenings = {
    manually_stopped: (id: string) => scene.engine.stop({ companyId, prospectIds: [id] }),
    auto_reply_stopped: async (id: string) =>
      answer(id, {
        enrolmentId: (await company.enrolmentOf(id)).id,
        answer: { kind: 'auto_reply', returnsOn: null },
      }),
    replied: async (id: string) => answer(id, { enrolmentId: (await company.enrolmentOf(id)).id }),
    bounced: bounce,
    unsubscribed: unsubscribe,
  }
  const kinds = Object.keys(happenings) as (keyof typeof happenings)[]
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(kinds, { minLength: 1 }), async (order) => {
      const [ann = ''] = await company.addProspects(1)
      await mailed(cadence, [ann])
      for (const kind of order) await happenings[kind](ann)
      const strongest = kinds.filter((kind) => order.includes(kind)).at(-1)
      expect(await statusOf(ann)).toBe(strongest)
      expect(await scene.run()).toBe(0)
    }),
    { numRuns: 15 },
  )
})

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../../../test/database.ts'
import { type EngineScene, engineScene, type SceneCompany } from '../engine-scene.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

type World = { scene: EngineScene; company: SceneCompany }

const newWorld = async (): Promise<World> => {
  const scene = await engineScene(database.db)
  return { scene, company: await scene.addCompany() }
}

const forecastOf = async (
  { scene, company }: World,
  { sequenceId, prospectIds, of }: { sequenceId: string; prospectIds: string[]; of?: 'draft' | 'published' },
) => {
  const { companyId, userId } = company
  const sequence = await scene.sequences.runnableSequence({ companyId, sequenceId, of })
  return scene.engine.forecastStart({ companyId, userId, sequence, prospectIds })
}

/**
 * Everything that is to be done at this moment: mails leave as soon as they are recorded, unless they are to stay, tasks are done when they
 * come up.
 */
const settle = async (
  { scene, company }: World,
  { mailsStay = false }: { mailsStay?: boolean } = {},
): Promise<void> => {
  const { companyId, userId } = company
  for (;;) {
    await scene.run()
    const sent = mailsStay ? [] : await company.deliver()
    const tasks = await scene.tasks.listTasks({ companyId, zone: 'UTC', limit: 100 })
    for (const { id } of tasks) await scene.tasks.taskDone({ companyId, userId, taskId: id })
    if (sent.length === 0 && tasks.length === 0) return
  }
}

/** Lets the engine work until nobody waits any more; answers how many mails left which mailbox on which day (UTC). */
const live = async (world: World): Promise<Map<string, number>> => {
  const { scene, company } = world
  for (let turn = 0; ; turn += 1) {
    if (turn === 500) throw new Error('the engine never comes to an end')
    await settle(world)
    const { nextAt } = await scene.engine.tick()
    if (!nextAt) break
    scene.clock.moveTo(nextAt)
  }
  const byKey = Map.groupBy(await company.mails(), ({ queuedAt, mailboxId }) =>
    keyOf(queuedAt.toISOString(), mailboxId),
  )
  return new Map([...byKey].map(([key, mails]) => [key, mails.length]))
}

const keyOf = (day: string, mailboxId: string): string => `${day.slice(0, 10)} ${mailboxId}`

const waits = fc.constantFrom('wait: 3 hours', 'wait: 1 day', 'wait: 2 business days', 'wait: 4 days')
const steps = fc
  .array(fc.tuple(waits, fc.constantFrom('mail', 'call: Ring')), { maxLength: 3 })
  .map((rest) => [
    'mail A',
    ...rest.flatMap(([wait, step], i) => [wait, step === 'mail' ? `mail B${i}` : step]),
  ])
const settings = fc
  .record({
    window: fc.constantFrom('00:00-24:00', '09:00-17:00', '22:00-04:00'),
    days: fc.constantFrom('mon-sun', 'mon-fri', 'tue-thu'),
    throttle: fc.constantFrom(null, 2, 5),
    zone: fc.constantFrom('UTC', 'Asia/Tokyo', 'prospect'),
  })
  .map(({ throttle, ...rest }) => [
    ...Object.entries(rest).map(([key, value]) => `${key}: ${value}`),
    ...(throttle === null ? [] : [`throttle: ${throttle} per day`]),
  ])
const limits = fc.record({
  daily: fc.integer({ min: 2, max: 20 }),
  hourly: fc.constantFrom(null, 3),
  minGapSeconds: fc.constantFrom(60, 600),
  maxGapSeconds: fc.constantFrom(600, 4000),
  ramp: fc.constantFrom(null, { startAt: 1, addPerDay: 2, from: '2026-03-02' }),
  window: fc.constantFrom(null, { from: '02:00', to: '20:00' }),
})

test('who waits in another mailbox for the same few starts a day goes before those who come now', async () => {
  const world = await newWorld()
  const { company } = world
  const steves = await company.addMailbox()
  const janes = await company.addMailbox({ userId: company.janeId })
  const sequenceId = await company.cadence(['mail A'], ['throttle: 2 per day'], 'Shared')
  await company.start(sequenceId, await company.addProspects(5), company.janeId)
  world.scene.clock.advance(60_000)
  const prospectIds = await company.addProspects(2)
  const { days, mailboxes } = await forecastOf(world, { sequenceId, prospectIds })
  // Jane's five take the first two days and half of the third.
  expect(mailboxes.map(({ mailboxId }) => mailboxId)).toEqual([steves])
  const told = days.map(({ day, firstMails }) => [day, firstMails])
  expect(told).toEqual([
    ['2026-03-04', 1],
    ['2026-03-05', 1],
  ])
  await company.start(sequenceId, prospectIds)
  const sent = await live(world)
  expect([...sent].filter(([key]) => key.endsWith(steves))).toEqual(
    told.map(([day, mails]) => [`${day} ${steves}`, mails]),
  )
  expect([...sent].filter(([key]) => key.endsWith(janes))).toHaveLength(3)
})

test('the follow-ups of mails that are queued are among those that wait already', async () => {
  const world = await newWorld()
  const { scene, company } = world
  const mailboxId = await company.addMailbox()
  const before = await company.cadence(['mail A', 'wait: 1 day', 'mail B'], [], 'Before')
  await company.start(before, await company.addProspects(2))
  await scene.run()
  const sequenceId = await company.cadence(['mail A'], [], 'Asked')
  const { days } = await forecastOf(world, { sequenceId, prospectIds: await company.addProspects(1) })
  expect(days).toEqual([
    { mailboxId, day: '2026-03-02', firstMails: 1, followUps: 0, others: 0 },
    { mailboxId, day: '2026-03-03', firstMails: 0, followUps: 0, others: 2 },
  ])
})

test('a forecast tells for each day and mailbox what the engine really sends', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(limits, { minLength: 1, maxLength: 2 }),
      fc.record({ steps, settings, people: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ steps, settings, people: fc.integer({ min: 1, max: 5 }), earlier: fc.nat({ max: 3 }) }),
      fc.boolean(),
      fc.boolean(),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 2 }),
      async (boxes, others, asked, isJanes, isQueued, hours, mailsPerPersonAndDay) => {
        const world = await newWorld()
        const { scene, company } = world
        scene.settings.mailsPerPersonAndDay = mailsPerPersonAndDay
        // The second mailbox is another user's, or they share what is started by one.
        const other = isJanes && boxes.length > 1 ? company.janeId : company.userId
        for (const [index, box] of boxes.entries())
          await company.addMailbox({ limits: box, userId: index === 0 ? company.userId : other })
        const before = await company.cadence(others.steps, others.settings, 'Before')
        const [first = '', ...rest] = await company.addProspects(others.people)
        await company.start(before, [first])
        await company.start(before, rest, other)
        await settle(world)
        scene.clock.advance(hours * 3_600_000)
        await settle(world)
        const sequenceId = await company.cadence(asked.steps, asked.settings, 'Asked')
        await company.start(sequenceId, await company.addProspects(asked.earlier), other)
        await settle(world)
        scene.clock.advance(60_000)
        await settle(world, { mailsStay: isQueued })
        const earlier = new Set((await company.mails()).map(({ id }) => id))

        const prospectIds = await company.addProspects(asked.people)
        const forecast = await forecastOf(world, { sequenceId, prospectIds })
        await company.start(sequenceId, prospectIds)
        const sent = await live(world)
        for (const { id, queuedAt, mailboxId } of await company.mails()) {
          const key = keyOf(queuedAt.toISOString(), mailboxId)
          if (earlier.has(id)) sent.set(key, (sent.get(key) ?? 0) - 1)
        }
        // Those from which none of these prospects is mailed are not told.
        const mailboxIds = forecast.mailboxes.map(({ mailboxId }) => mailboxId)
        const told = new Map(
          forecast.days.map(({ day, mailboxId, firstMails, followUps, others: rest }) => [
            keyOf(day, mailboxId),
            firstMails + followUps + rest,
          ]),
        )
        expect(Object.fromEntries(told)).toEqual(
          Object.fromEntries(
            [...sent].filter(([key, mails]) => mails > 0 && mailboxIds.some((id) => key.endsWith(id))),
          ),
        )
        expect(forecast).toMatchObject({ starting: asked.people, refused: [], held: [], isWhole: true })
      },
    ),
    { numRuns: 3, endOnFailure: true },
  )
})

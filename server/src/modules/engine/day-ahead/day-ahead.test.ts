import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { type EngineScene, engineScene, type SceneCompany } from '../engine-scene.ts'

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

const day = (ownerId?: string) =>
  scene.engine.dayAhead({
    companyId: company.companyId,
    ownerId,
    until: new Date('2026-03-03T00:00:00Z'),
  })

test('what was begun, what is due until the evening, and who is held', async () => {
  await company.addMailbox({ limits: { daily: 2 } })
  const cadence = await company.cadence(['mail A', 'wait: 3 days', 'mail B'])
  const people = await company.addProspects(5)
  await company.start(cadence, people)
  expect(await day()).toEqual({ sent: 0, waiting: 5, held: 0 })
  scene.missing.set(people[0] ?? '', ['FirstName'])
  await scene.run()
  expect(await day()).toEqual({ sent: 2, waiting: 2, held: 1 })
  // A day later the mailbox has sent nothing yet, and the mails of the steps after are not due.
  scene.clock.moveTo(new Date('2026-03-03T00:00:01Z'))
  expect((await day()).sent).toBe(0)
})

test('a paused cadence sends nothing today', async () => {
  await company.addMailbox()
  const cadence = await company.cadence(['mail A'])
  await company.start(cadence, await company.addProspects(3))
  await scene.sequences.pauseSequence({ companyId: company.companyId, sequenceId: cadence })
  expect(await day()).toMatchObject({ waiting: 0 })
})

test('a member has what leaves his mailboxes, and his prospects', async () => {
  await company.addMailbox()
  const cadence = await company.cadence(['mail A'])
  const people = await company.addProspects(3)
  await company.start(cadence, people)
  scene.missing.set(people[0] ?? '', ['FirstName'])
  await scene.run()
  expect(await day(company.userId)).toEqual({ sent: 2, waiting: 0, held: 1 })
  expect(await day(company.janeId)).toEqual({ sent: 0, waiting: 0, held: 0 })
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
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
  await company.addMailbox()
})

const recompute = (sequenceId: string) => scene.engine.recomputeSequence({ companyId, sequenceId })
const templates = async () => {
  const { rows } = await scene.db.query<{ template_name: string }>(
    `SELECT o.template_name FROM messages m JOIN sequence_options o ON o.company_id = m.company_id AND o.option_id = m.option_id
     WHERE m.company_id = $1 ORDER BY m.id`,
    [companyId],
  )
  return rows.map((row) => row.template_name)
}

test('a new version: everybody goes to the first step of the new order that he has not had', async () => {
  const cadence = await company.cadence(['mail A', 'wait: 2 days', 'mail B'])
  const [early = '', late = ''] = await company.addProspects(2)
  await company.start(cadence, [early])
  await scene.run()
  await company.deliver()
  await company.start(cadence, [late])
  // Late has not begun: he has the new first step first. Early has had A: he has the new one next.
  await company.cadence(['mail New', 'wait: 1 day', 'mail A', 'wait: 2 days', 'mail B'])
  await recompute(cadence)
  expect(await scene.run()).toBe(2)
  expect(await templates()).toEqual(['A', 'New', 'New'])
})

test('a shorter wait acts at once, a longer one when the step comes', async () => {
  const cadence = await company.cadence(['mail A', 'wait: 2 days', 'mail B'])
  const [ann = ''] = await company.addProspects(1)
  await company.start(cadence, [ann])
  await scene.run()
  await company.deliver()
  await company.cadence(['mail A', 'wait: 1 day', 'mail B'])
  await recompute(cadence)
  expect(await company.enrolmentOf(ann)).toMatchObject({ due_at: new Date('2026-03-03T09:00:00Z') })
  await company.cadence(['mail A', 'wait: 5 days', 'mail B'])
  scene.clock.moveTo(new Date('2026-03-03T09:00:00Z'))
  expect(await scene.run()).toBe(0)
  expect(await company.enrolmentOf(ann)).toMatchObject({ due_at: new Date('2026-03-07T09:00:00Z') })
})

test('an open task whose step is gone is cancelled; one that stands stays', async () => {
  const [one, two] = [
    await company.cadence(['call: Ring', 'mail A'], [], 'One'),
    await company.cadence(['call: Ring', 'mail A'], [], 'Two'),
  ]
  const [ann = '', bob = ''] = await company.addProspects(2)
  await company.start(one, [ann])
  await company.start(two, [bob])
  await scene.run()
  await company.cadence(['mail A'], [], 'One')
  await company.cadence(['call: Ring', 'mail A', 'mail B'], [], 'Two')
  await recompute(one)
  await recompute(two)
  expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'due' })
  expect(await company.enrolmentOf(bob)).toMatchObject({ phase: 'task_open' })
  const tasks = await scene.db.query('SELECT state FROM tasks WHERE company_id = $1 ORDER BY id', [companyId])
  expect(tasks.rows).toEqual([{ state: 'cancelled' }, { state: 'open' }])
})

test('a higher throttle acts on the same day; the numbers of the day go on', async () => {
  const cadence = await company.cadence(['mail A'], ['throttle: 2'])
  await company.start(cadence, await company.addProspects(10))
  expect(await scene.run()).toBe(2)
  await company.cadence(['mail A'], ['throttle: 5'])
  expect(await scene.run()).toBe(0)
  await recompute(cadence)
  expect(await scene.run()).toBe(3)
})

test('mailboxes that a new version names are given to those who had none', async () => {
  const hers = await company.addMailbox({ userId: company.janeId })
  const cadence = await company.cadence(['mail A'], ['mailboxes: owner'])
  const nobody = scene.newId()
  await scene.db.query(
    `INSERT INTO auth_users ("id", "name", "email", "createdAt", "updatedAt") VALUES ($1, 'n', $1, $2, $2)`,
    [nobody, scene.clock.now()],
  )
  await scene.db.query(
    `INSERT INTO memberships (company_id, user_id, email, name, role, created_at) VALUES ($1, $2, $2, 'n', 'rep', $3)`,
    [companyId, nobody, scene.clock.now()],
  )
  const prospects = await company.addProspects(3, { ownerId: nobody })
  await company.start(cadence, prospects)
  expect(await scene.run()).toBe(0)
  await company.cadence(['mail A'], [`mailboxes: [${hers}@acme.test]`])
  await recompute(cadence)
  expect(await scene.run()).toBe(3)
  expect((await company.mails()).map(({ mailboxId }) => mailboxId)).toEqual([hers, hers, hers])
})

test('holidays of a saved calendar that change move due times', async () => {
  const calendar = await scene.sequences.createCalendar({ companyId, name: 'Ours', days: [] })
  const cadence = await company.cadence(
    ['wait: 1 day', 'mail A'],
    ['holidays: { calendar: Ours }', 'window: 09:00-17:00'],
  )
  const [ann = ''] = await company.addProspects(1)
  await company.start(cadence, [ann])
  expect(await company.enrolmentOf(ann)).toMatchObject({ due_at: new Date('2026-03-03T09:00:00Z') })
  const days = ['2026-03-03', '2026-03-04']
  await scene.sequences.updateCalendar({ companyId, calendarId: calendar.id, name: 'Ours', days })
  await recompute(cadence)
  expect(await company.enrolmentOf(ann)).toMatchObject({ due_at: new Date('2026-03-05T09:00:00Z') })
})

test('goes over more people than one page', async () => {
  const cadence = await company.cadence(['wait: 2 days', 'mail A'])
  await company.start(cadence, await company.addProspects(1300))
  await company.cadence(['wait: 1 day', 'mail A'])
  await recompute(cadence)
  const dues = (await company.enrolments()).map(({ due_at }) => due_at?.toISOString())
  expect(new Set(dues)).toEqual(new Set(['2026-03-03T09:00:00.000Z']))
})

test('a time zone or an owner that changes with a prospect moves his due time, and gives him a mailbox', async () => {
  const cadence = await company.cadence(
    ['mail A'],
    ['zone: prospect', 'window: 12:00-17:00', 'mailboxes: owner'],
  )
  const [ann = '', bob = ''] = await company.addProspects(2, { ownerId: company.janeId })
  await company.start(cadence, [ann])
  expect(await company.enrolmentOf(ann)).toMatchObject({ phase: 'held', hold: { reason: 'no_mailbox' } })
  const { userId } = company
  const update = (ref: string, changes: object) =>
    scene.prospects.updateProspect({ companyId, userId, source: 'api', ref, changes })
  await update(ann, { Owner: 'steve@acme.test' })
  expect(await company.enrolmentOf(ann)).toMatchObject({
    phase: 'due',
    due_at: new Date('2026-03-02T12:00:00Z'),
  })
  await company.addMailbox({ userId: company.janeId })
  await company.start(cadence, [bob])
  await update(bob, { Country: 'Japan' })
  expect(await company.enrolmentOf(bob)).toMatchObject({ due_at: new Date('2026-03-03T03:00:00Z') })
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { type KlentyScene, klentyScene } from './klenty-scene.ts'

// The samples of the document that the API was made from, and what it leaves open.

let scene: KlentyScene
let drop: () => Promise<void>
let first: string
const steve = { Email: 'steve@tutecircle.com' }

const addJourney = (name: string, options: { publish?: boolean; userId?: string } = {}) =>
  scene.sequences.importJourneyFile({
    companyId: scene.companyId,
    userId: options.userId ?? scene.userId,
    text: `name: ${name}\nstart: pause\nnodes:\n  pause: { wait: 1 day, next: done }\n  done: end\n`,
    publish: options.publish ?? true,
  })

beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  scene = await klentyScene(created.db)
  first = (await addJourney('journey1')).sequenceId
  await addJourney('journeytest2')
  const other = await scene.accounts.addUser({ company: 'Klenty', email: 'klentyuser2@gmail.com' })
  await addJourney('Test3', { userId: other.userId })
  await addJourney('test4', { userId: other.userId })
  await addJourney('Secret', { publish: false })
  await scene.addCadence('Cadence1')
  await scene.post('/prospects', steve)
})
afterAll(async () => {
  await scene.server.close()
  await drop()
})
beforeEach(() => {
  scene.engine.calls.length = 0
  scene.engine.nextStart = (prospectId) => ({ prospectId, outcome: 'started' })
})

test.each(['2017', '2023'] as const)(
  'edition %s lists names, those of a user and those of the company',
  async (edition) => {
    const list = async (path: string) => (await scene.get(path, { edition })).body
    expect(await list('/journeys?username=hello@klenty.com')).toEqual(['journey1', 'journeytest2'])
    expect(await list('/Journeys')).toEqual(['journey1', 'journeytest2', 'Test3', 'test4'])
    expect(await list('/journeys?username=KLENTYUSER2@gmail.com')).toEqual(['Test3', 'test4'])
    expect((await scene.get('/journeys?username=nobody@klenty.com', { edition })).status).toBe(404)
  },
)

test.each([
  ['2017', { Status: true }],
  ['2023', { status: true }],
] as const)('edition %s starts, resumes and stops journeys, and journeys only', async (edition, success) => {
  expect(
    await scene.post('/journey/start', { ...steve, journeyName: ' Journey1 ' }, { edition }),
  ).toMatchObject({
    status: 200,
    body: success,
  })
  expect(scene.engine.calls).toMatchObject([{ name: 'start', input: { sequenceId: first } }])
  for (const verb of ['resume', 'stop']) {
    const answer = await scene.post(`/journey/${verb}`, steve, { edition })
    expect(answer.body).toEqual(success)
    expect(scene.engine.calls.at(-1)).toMatchObject({ name: verb, input: { kind: 'journey' } })
    expect(scene.engine.calls.at(-1)?.input).not.toHaveProperty('sequenceId')
  }
  await scene.post('/JOURNEY/Stop', { ...steve, journeyName: 'journey1' }, { edition })
  expect(scene.engine.calls.at(-1)?.input).toMatchObject({ kind: 'journey', sequenceId: first })
})

test.each([
  ['already_running', 409],
  ['already_had', 422],
  ['not_allowed', 422],
  ['unknown', 404],
] as const)('a start that the engine answers with %s is a %i with its reason', async (outcome, status) => {
  scene.engine.nextStart = (prospectId) => ({ prospectId, outcome, reason: 'The reason of the engine.' })
  const answer = await scene.post('/journey/start', { ...steve, journeyName: 'journey1' })
  expect(answer.status).toBe(status)
  if (outcome !== 'unknown') expect(answer.body.message).toBe('The reason of the engine.')
})

test.each([
  [{ ...steve, journeyName: 'jorney1' }, 404, /no journey called "jorney1"\. Did you mean "journey1"/],
  [{ ...steve, journeyName: 'Secret' }, 404, /is a draft/],
  [{ ...steve, journeyName: 'Cadence1' }, 404, /no journey called "Cadence1"/],
  [{ ...steve, cadenceName: 'Cadence1' }, 400, /^journeyName is missing/],
  [{ journeyName: 'journey1' }, 400, /^Email is missing/],
  [{ Email: 'nobody@tutecircle.com', journeyName: 'journey1' }, 404, /nobody@tutecircle\.com/],
  [[], 400, /JSON object/],
])('start with %j: %i', async (body, status, message) => {
  const answer = await scene.post('/journey/start', body)
  expect(answer.status).toBe(status)
  expect(answer.body).toMatchObject({ Status: false, status: false, message: expect.stringMatching(message) })
  expect(scene.engine.calls).toEqual([])
})

test('whoever may not be mailed is not resumed, and a journey is no cadence', async () => {
  await scene.post('/prospects', { Email: 'gone@tutecircle.com' })
  await scene.post('/prospects/unsubscribe', { Email: 'gone@tutecircle.com' })
  const answer = await scene.post('/journey/resume', { Email: 'gone@tutecircle.com' })
  expect(answer.status).toBe(422)
  expect(answer.body.message).toContain('has unsubscribed')
  expect((await scene.post('/cadences/start', { ...steve, cadenceName: 'journey1' })).status).toBe(404)
  expect((await scene.get('/cadences')).body).toEqual(['Cadence1'])
  expect(scene.engine.calls).toEqual([])
})

test('keys that mean nothing are named', async () => {
  const answer = await scene.post('/journey/start', { ...steve, journeyName: 'journey1', colour: 'red' })
  expect(answer.headers['x-ignored-fields']).toBe('colour')
})

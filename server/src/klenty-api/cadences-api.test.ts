import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { type KlentyScene, klentyScene } from './klenty-scene.ts'

let scene: KlentyScene
let drop: () => Promise<void>
let first: string
beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  scene = await klentyScene(created.db)
  first = (await scene.addCadence('Cadence1')).sequenceId
  await scene.addCadence('Cadence2')
  await scene.addCadence('Secret plan', { publish: false })
  await scene.post('/prospects', { Email: 'steve@tutecircle.com' })
})
afterAll(async () => {
  await scene.server.close()
  await drop()
})
beforeEach(() => {
  scene.engine.calls.length = 0
  scene.engine.nextStart = (prospectId) => ({ prospectId, outcome: 'started' })
})

const start = (body: object) => scene.post('/cadences/start', body)
const steve = { Email: 'steve@tutecircle.com' }

test('a cadence is found in any case, under both spellings of its key', async () => {
  expect((await start({ ...steve, cadenceName: ' cadence1 ' })).status).toBe(200)
  expect((await start({ email: 'mailto:Steve@tutecircle.com', CadenceName: 'CADENCE1' })).status).toBe(200)
  expect(scene.engine.calls.map(({ input }) => 'sequenceId' in input && input.sequenceId)).toEqual([
    first,
    first,
  ])
})

test('an unknown cadence is a 404 that names the nearest', async () => {
  const answer = await start({ ...steve, cadenceName: 'Cadense1' })
  expect(answer.status).toBe(404)
  expect(answer.body.message).toContain('Did you mean "Cadence1"')
  expect(scene.engine.calls).toEqual([])
})

test('a cadence that was never published cannot be started', async () => {
  const answer = await start({ ...steve, cadenceName: 'Secret plan' })
  expect(answer.status).toBe(404)
  expect(answer.body.message).toContain('publish')
})

test.each([
  ['already_running', 409],
  ['already_had', 422],
  ['not_allowed', 422],
  ['unknown', 404],
] as const)('a start that the engine answers with %s is a %i with its reason', async (outcome, status) => {
  scene.engine.nextStart = (prospectId) => ({ prospectId, outcome, reason: 'The reason of the engine.' })
  const answer = await start({ ...steve, cadenceName: 'Cadence1' })
  expect(answer.status).toBe(status)
  if (outcome !== 'unknown') expect(answer.body.message).toBe('The reason of the engine.')
})

test.each([
  [{ cadenceName: 'Cadence1' }, 400, /^Email is missing/],
  [{ ...steve }, 400, /^cadenceName is missing/],
  [{ ...steve, cadenceName: {} }, 400, /^cadenceName must be a text/],
  [{ Email: 'nobody@tutecircle.com', cadenceName: 'Cadence1' }, 404, /nobody@tutecircle\.com/],
  [[], 400, /JSON object/],
])('start with %j: %i', async (body, status, message) => {
  const answer = await start(body)
  expect(answer.status).toBe(status)
  expect(answer.body.message).toMatch(message)
  expect(scene.engine.calls).toEqual([])
})

test('stop may name one cadence; without a name it stops all', async () => {
  expect((await scene.post('/stopcadence', { ...steve, cadenceName: 'Cadence1' })).body).toEqual({
    Status: true,
  })
  expect(scene.engine.calls[0]?.input).toMatchObject({ kind: 'cadence', sequenceId: first })
  expect((await scene.post('/stopCadence', { ...steve, cadenceName: '' })).status).toBe(200)
  expect(scene.engine.calls[1]?.input).not.toHaveProperty('sequenceId')
  expect((await scene.post('/stopCadence', { ...steve, cadenceName: 'Nothing' })).status).toBe(404)
  expect((await scene.post('/stopCadence', '')).status).toBe(400)
})

test('whoever may not be mailed is not resumed', async () => {
  await scene.post('/prospects', { Email: 'gone@tutecircle.com' })
  await scene.post('/prospects/unsubscribe', { Email: 'gone@tutecircle.com' })
  const answer = await scene.post('/cadences/resume', { Email: 'gone@tutecircle.com' })
  expect(answer.status).toBe(422)
  expect(answer.body.message).toContain('has unsubscribed')
  expect(scene.engine.calls).toEqual([])
  expect((await scene.post('/cadences/resume', steve)).body).toEqual({ Status: true })
})

test('edition 2023 tells more of each cadence', async () => {
  const { body } = await scene.get('/cadences', { edition: '2023' })
  expect(body).toEqual(
    ['Cadence1', 'Cadence2'].map((name) => ({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      name,
      owner: 'hello@klenty.com',
      isActive: true,
      createdDate: '2026-03-02T09:00:00.000Z',
    })),
  )
  expect(
    (await scene.post('/startcadence', { ...steve, cadenceName: 'Cadence1' }, { edition: '2023' })).body,
  ).toEqual({
    status: true,
  })
})

test('cadences of an unknown user: 404', async () => {
  expect((await scene.get('/cadences?username=nobody@klenty.com')).status).toBe(404)
  expect((await scene.get('/cadences?username=HELLO@klenty.com')).body).toEqual(['Cadence1', 'Cadence2'])
})

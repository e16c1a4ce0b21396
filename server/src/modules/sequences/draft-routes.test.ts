import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

const mail = (subject: string) => ({
  kind: 'mail',
  options: [{ template: 'Intro', weight: 1, subject, body: '<p>Hi {{ FirstName }}</p>' }],
})
const create = async (name: string, definition: object): Promise<string> =>
  (await scene.post('/cadences', { name, definition })).body.id

test('a copy says the same with steps of its own, under a free name, and sends nobody through foreign mailboxes', async () => {
  const mailbox = await scene.post('/mailboxes', { from: 'steve@acme.test', smtp: 'smtp://127.0.0.1:9' })
  const mailboxes = { of: 'list', mailboxIds: [mailbox.body.id] }
  const id = await create('Spring', { settings: { mailboxes, throttle: 7 }, steps: [mail('Hello')] })
  await scene.post(`/cadences/${id}/publish`)
  const copy = await scene.post(`/cadences/${id}/duplicate`, {})
  expect(copy).toMatchObject({
    status: 201,
    body: {
      name: 'Spring (copy)',
      state: 'draft',
      draft: { settings: { mailboxes, throttle: 7 }, steps: [mail('Hello')] },
    },
  })
  const { published } = (await scene.get(`/cadences/${id}`)).body
  expect(copy.body.draft.steps[0].id).not.toBe(published.steps[0].id)
  expect((await scene.post(`/cadences/${id}/duplicate`, {})).body.name).toBe('Spring (copy) 2')
  expect(await scene.refused('POST', `/cadences/${id}/duplicate`, { body: { name: 'spring' } })).toEqual({
    status: 409,
    field: 'name',
  })
  const janes = await scene.post(`/cadences/${id}/duplicate`, {}, { key: scene.jane.apiKey })
  expect(janes.body).toMatchObject({
    ownerId: scene.jane.userId,
    draft: { settings: { mailboxes: { of: 'starter' } } },
  })
})

test('the example is a draft that could be published', async () => {
  const first = await scene.post('/cadences/example')
  expect(first).toMatchObject({ status: 201, body: { name: 'Introduction', state: 'draft' } })
  expect((await scene.post('/cadences/example')).body.name).toBe('Introduction 2')
  expect((await scene.post(`/cadences/${first.body.id}/publish`)).body.state).toBe('live')
})

test('a draft says what it would change', async () => {
  const id = await create('Changing', { steps: [mail('Hello')] })
  const changes = async () => (await scene.get(`/cadences/${id}/changes`)).body.changes
  expect(await changes()).toEqual([])
  const { body } = await scene.post(`/cadences/${id}/publish`)
  const [step] = body.published.steps
  await scene.put(`/cadences/${id}/draft`, { steps: [step, mail('Again')] })
  expect(await changes()).toEqual([
    { kind: 'step_added', stepId: expect.any(String), text: expect.any(String), effect: expect.any(String) },
  ])
})

test('a draft that was made of what somebody else has changed since is refused', async () => {
  const id = await create('Together', { steps: [mail('Hello')] })
  const { updatedAt } = (await scene.get(`/cadences/${id}`)).body
  const save = (subject: string, basedOn: string) =>
    scene.put(`/cadences/${id}/draft`, { basedOn, steps: [mail(subject)] })
  scene.clock.advance(1_000)
  const saved = await save('Mine', updatedAt)
  expect(saved.status).toBe(200)
  expect(await save('Theirs', updatedAt)).toMatchObject({
    status: 409,
    body: { error: { field: 'basedOn' } },
  })
  expect((await save('Mine again', saved.body.updatedAt)).status).toBe(200)
})

test('a file may be refused where it would change a cadence', async () => {
  const text =
    'name: Spring\nsteps:\n  - mail:\n      - template: a\n        subject: Hello\n        body: <p>Hi</p>\n'
  expect(await scene.refused('POST', '/cadences/import', { body: { text, newOnly: true } })).toEqual({
    status: 409,
    field: 'name',
  })
  expect((await scene.post('/cadences/import', { text })).body).toMatchObject({
    created: false,
    changed: true,
  })
})

test('a cadence is given to another member, by a rep to nobody', async () => {
  const id = await create('Handed over', { steps: [] })
  const given = await scene.patch(`/cadences/${id}`, { ownerId: scene.jane.userId })
  expect(given.body.ownerId).toBe(scene.jane.userId)
  expect(
    await scene.refused('PATCH', `/cadences/${id}`, { body: { ownerId: scene.stranger.userId } }),
  ).toEqual({
    status: 404,
    field: 'ownerId',
  })
  const back = { body: { ownerId: scene.steve.userId }, key: scene.jane.apiKey }
  expect(await scene.refused('PATCH', `/cadences/${id}`, back)).toEqual({ status: 403, field: 'ownerId' })
})

test('the list is searched by name, and read newest first', async () => {
  const names = async (query: string) =>
    (await scene.get(`/cadences?${query}`)).body.items.map(({ name }: { name: string }) => name)
  expect(await names('search=SPRING')).toEqual([
    'Spring',
    'Spring (copy)',
    'Spring (copy) 2',
    'Spring (copy) 3',
  ])
  expect(await names('search=%25')).toEqual([])
  const oldest = await names('limit=200')
  expect(await names('limit=200&order=newest')).toEqual(oldest.toReversed())
  const first = await scene.get('/cadences?order=newest&limit=1')
  expect(await names(`order=newest&limit=1&cursor=${first.body.next}`)).toEqual(oldest.slice(-2, -1))
})

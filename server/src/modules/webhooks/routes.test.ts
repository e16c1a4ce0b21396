import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
let ann: string
beforeAll(async () => {
  scene = await appApiScene()
  ann = (await scene.post('/prospects', { email: 'ann@zoo.test', firstName: 'Ann' })).body.id
})
afterAll(() => scene.close())

const ID = expect.stringMatching(/^[0-9a-f]{24}$/)

test('a webhook is added with a secret that is shown once, read, changed and removed', async () => {
  const wanted = { event: 'bounce', url: 'hooks.test/a' }
  const { status, body } = await scene.post('/webhooks', wanted)
  const { secret, ...shown } = body
  expect(status).toBe(201)
  expect(secret).toMatch(/^whsec_/)
  expect(shown).toEqual({
    id: ID,
    event: 'onMailBounce',
    url: 'hooks.test/a',
    isSecured: true,
    state: 'on',
    offReason: null,
    failingSince: null,
    createdBy: scene.steve.userId,
    createdByEmail: 'steve@acme.test',
    createdAt: '2026-03-02T09:00:00.000Z',
  })
  expect((await scene.post('/webhooks', wanted)).status).toBe(409)
  expect((await scene.get(`/webhooks/${shown.id}`)).body).toEqual(shown)
  expect((await scene.get('/webhooks')).body).toEqual({ items: [shown], next: null })
  const change = { url: 'http://hooks.test/b', event: '*', state: 'off' }
  expect((await scene.patch(`/webhooks/${shown.id}`, change)).body).toEqual({
    ...shown,
    ...change,
    isSecured: false,
    offReason: 'A user switched it off.',
  })
  const renewed = await scene.post(`/webhooks/${shown.id}/secret`)
  expect(renewed.body.secret).toMatch(/^whsec_/)
  expect(renewed.body.secret).not.toBe(secret)
  expect((await scene.delete(`/webhooks/${shown.id}`)).status).toBe(204)
  expect((await scene.get(`/webhooks/${shown.id}`)).status).toBe(404)
  expect((await scene.get('/webhooks')).body.items).toEqual([])
})

test('a prospect is sent; the log is paged, filtered and replayed', async () => {
  expect((await scene.post('/prospects/ann@zoo.test/send-to-webhook')).status).toBe(422)
  const { id } = (await scene.post('/webhooks', { event: 'sendProspect', url: 'hooks.test/log' })).body
  for (const ref of [ann, 'ann@zoo.test', ann])
    expect((await scene.post(`/prospects/${ref}/send-to-webhook`)).body).toEqual({ webhooks: 1 })
  expect((await scene.post('/prospects/nobody@zoo.test/send-to-webhook')).status).toBe(404)
  const first = (await scene.get(`/webhooks/${id}/deliveries?limit=2`)).body
  expect(first.items).toHaveLength(2)
  expect(first.items[0]).toMatchObject({
    event: 'sendProspect',
    state: 'waiting',
    prospectId: ann,
    attempts: 0,
  })
  expect(JSON.parse(first.items[0].body)).toMatchObject({
    email: 'ann@zoo.test',
    eventId: first.items[0].eventId,
  })
  const rest = (await scene.get(`/webhooks/${id}/deliveries?limit=2&cursor=${first.next}`)).body
  expect(rest.items).toHaveLength(1)
  expect(rest.next).toBeNull()
  expect((await scene.get(`/webhooks/${id}/deliveries?state=set_aside`)).body.items).toEqual([])
  await scene.patch(`/webhooks/${id}`, { state: 'off' })
  expect((await scene.post(`/webhooks/${id}/replay`, {})).status).toBe(422)
  await scene.patch(`/webhooks/${id}`, { state: 'on' })
  const one = { deliveryIds: [rest.items[0].id] }
  expect((await scene.post(`/webhooks/${id}/replay`, one)).body).toEqual({ replayed: 1 })
  expect((await scene.post(`/webhooks/${id}/replay`, {})).body).toEqual({ replayed: 2 })
  expect((await scene.post(`/webhooks/${id}/replay`, { deliveryIds: ['x'] })).status).toBe(404)
})

test('a test says what came of it', async () => {
  const { id } = (await scene.post('/webhooks', { event: 'reply', url: 'hooks.test/test' })).body
  expect((await scene.post(`/webhooks/${id}/test`)).body).toMatchObject({
    event: 'test',
    state: 'set_aside',
    status: null,
    error: expect.stringContaining('No answer came'),
  })
})

test('every event that can be subscribed to is listed', async () => {
  const { items } = (await scene.get('/webhook-events')).body
  expect(items.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['*', 'reply', 'onCadenceFirstReply', 'tags_added', 'sent_to_webhook']),
  )
  for (const { name } of items)
    expect((await scene.post('/webhooks', { event: name, url: 'hooks.test/all' })).status).toBe(201)
})

test.each<[object, number, string]>([
  [{ event: 'reply' }, 400, 'url'],
  [{ event: 'nothing', url: 'hooks.test' }, 400, 'event'],
  [{ event: 'reply', url: 'ftp://hooks.test' }, 400, 'url'],
  [{ event: 'reply', url: 'http://127.0.0.1/' }, 422, 'url'],
])('%j is refused', async (body, status, field) => {
  expect(await scene.refused('POST', '/webhooks', { body })).toEqual({ status, field })
})

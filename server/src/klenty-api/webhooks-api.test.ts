import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { type KlentyScene, klentyScene } from './klenty-scene.ts'

const ID = expect.stringMatching(/^[0-9a-f]{24}$/)
let scene: KlentyScene
let drop: () => Promise<void>
beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  scene = await klentyScene(created.db)
})
afterAll(async () => {
  await scene.server.close()
  await drop()
})

test("the seed's sample, as printed: a URL without a scheme is answered as typed", async () => {
  const sample = { Subscription_url: 'www.test.com/xyz', Event: 'startCadence' }
  const { status, body } = await scene.post('/zapier/hooks', sample)
  expect(status).toBe(200)
  expect(body).toEqual({ Event: 'startCadence', Url: 'www.test.com/xyz', _id: ID })
  expect(Object.keys(body)).toEqual(['Event', 'Url', '_id'])
  for (const Event of ['reply', 'sendProspect', 'completeCadence'])
    expect((await scene.post('/zapier/hooks', { ...sample, Event })).body).toMatchObject({ Event })
})

test('today’s answer has the secret; who subscribes again gets what he has', async () => {
  const wanted = { subscription_url: 'https://hooks.test/a', event: 'onMailOpen' }
  const post = () => scene.post('/zapier/hooks', wanted, { edition: '2023' })
  const { body: first } = await post()
  expect(first).toEqual({
    _id: ID,
    event: 'onMailOpen',
    url: 'https://hooks.test/a',
    isSecured: true,
    newWebhook: true,
    token: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
  })
  expect((await post()).body).toEqual({ ...first, newWebhook: false })
})

test.each([
  ['open', 'onMailOpen'],
  ['click', 'onLinkClick'],
  ['bounce', 'onMailBounce'],
  ['unsubscribe', 'onUnsubscribe'],
  ['ONCADENCEFIRSTREPLY', 'onCadenceFirstReply'],
  ['*', '*'],
  ['tags_added', 'tags_added'],
])('%s is understood as %s', async (given, Event) => {
  const { body } = await scene.post('/zapier/hooks', {
    Subscription_url: `hooks.test/${given}`,
    Event: given,
  })
  expect(body).toMatchObject({ Event })
})

test('list, update and delete, the same in both editions', async () => {
  const added = await scene.post('/zapier/hooks', { Subscription_url: 'http://hooks.test/b', Event: 'reply' })
  const { _id } = added.body
  const find = async (edition: '2017' | '2023') =>
    (await scene.get('/webhook/getall', { edition })).body.find((one: { _id: string }) => one._id === _id)
  const before = { _id, event: 'reply', url: 'http://hooks.test/b', isSecured: false }
  expect([await find('2017'), await find('2023')]).toEqual([before, before])
  const change = { _id, event: 'bounce', subscription_url: 'hooks.test/c' }
  expect((await scene.post('/webhook/update', change)).body).toEqual({ Status: true })
  expect(await find('2023')).toEqual({ _id, event: 'onMailBounce', url: 'hooks.test/c', isSecured: true })
  const { body } = await scene.post('/webhook/update', { _id, event: 'reply' }, { edition: '2023' })
  expect(body).toEqual({ status: true })
  expect((await scene.post('/webhook/delete', { webhookId: _id })).body).toEqual({ Status: true })
  expect(await find('2017')).toBeUndefined()
  expect((await scene.post('/webhook/delete', { webhookId: _id })).status).toBe(404)
})

test.each<[string, object, number, string]>([
  ['/zapier/hooks', { Event: 'reply' }, 400, 'Subscription_url is missing'],
  ['/zapier/hooks', { Subscription_url: 'hooks.test' }, 400, 'Event is missing'],
  [
    '/zapier/hooks',
    { Subscription_url: 'hooks.test', Event: 'replied it' },
    400,
    'startCadence, completeCadence',
  ],
  [
    '/zapier/hooks',
    { Subscription_url: 'ftp://hooks.test', Event: 'reply' },
    400,
    'Subscription_url must be',
  ],
  ['/zapier/hooks', { Subscription_url: 'http://[::1]/', Event: 'reply' }, 422, 'private or local'],
  ['/zapier/hooks', { Subscription_url: {}, Event: 'reply' }, 400, 'Subscription_url must be a text'],
  ['/webhook/update', { event: 'reply' }, 400, '_id is missing'],
  ['/webhook/update', { _id: 'nonsense' }, 400, 'Neither event nor'],
  ['/webhook/update', { _id: 'nonsense', event: 'reply' }, 404, 'no webhook with the id'],
  ['/webhook/delete', {}, 400, 'webhookId is missing'],
])('%s with %j: %i', async (path, body, status, message) => {
  const answer = await scene.post(path, body)
  expect(answer.status).toBe(status)
  expect(answer.body.message).toContain(message)
})

test('unknown keys are named; another company sees and changes nothing', async () => {
  const body = { Subscription_url: 'hooks.test/d', Event: 'reply', Colour: 'red' }
  const { headers, body: added } = await scene.post('/zapier/hooks', body)
  expect(headers['x-ignored-fields']).toBe('Colour')
  const other = await scene.accounts.addUser({ company: 'Other', email: 'spy@other.test' })
  const as = { key: other.apiKey, user: 'spy@other.test' }
  expect((await scene.get('/webhook/getall', as)).body).toEqual([])
  expect((await scene.post('/webhook/delete', { webhookId: added._id }, as)).status).toBe(404)
})

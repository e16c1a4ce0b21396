import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { USUAL_OUTCOMES } from './task-outcomes.ts'
import { BUILT_IN_PAGE } from './unsubscribe-page-settings.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

test('who calls, and who else is there', async () => {
  const { companyId, userId, apiKey: key } = scene.jane
  expect((await scene.get('/me', { key })).body).toEqual({
    companyId,
    userId,
    email: 'jane@acme.test',
    role: 'rep',
    edition: '2017',
    keyId: expect.stringMatching(/^[0-9a-f]{24}$/),
    name: 'jane',
    zone: 'UTC',
    hasOwnZone: false,
    company: { companyId, name: 'Acme', role: 'rep', demo: false },
    companies: [{ companyId, name: 'Acme', role: 'rep', demo: false }],
    secondFactor: { on: false, required: false },
  })
  const { items } = (await scene.get('/members')).body
  const alike = { joinedAt: '2026-03-02T09:00:00.000Z', hasSecondFactor: false, lastSignInAt: null }
  expect(items).toEqual([
    { userId: scene.steve.userId, email: 'steve@acme.test', name: 'steve', role: 'admin', ...alike },
    { userId, email: 'jane@acme.test', name: 'jane', role: 'rep', ...alike },
  ])
})

test('everybody changes his own name and time zone', async () => {
  const { apiKey: key } = await scene.accounts.addUser({ company: 'Acme', email: 'zoe@acme.test' })
  const changed = await scene.patch('/me', { name: ' Zoë Bell ', zone: 'Asia/Tokyo' }, { key })
  expect(changed.body).toMatchObject({ name: 'Zoë Bell', zone: 'Asia/Tokyo', hasOwnZone: true })
  expect((await scene.get('/me', { key })).body).toEqual(changed.body)
  expect((await scene.patch('/me', { zone: null }, { key })).body).toMatchObject({
    ...{ name: 'Zoë Bell', zone: 'UTC', hasOwnZone: false },
  })
  const refused = (body: unknown) => scene.refused('PATCH', '/me', { body, key })
  expect(await refused({ name: ' ' })).toEqual({ status: 400, field: 'name' })
  expect(await refused({ zone: 'Mars' })).toEqual({ status: 400, field: 'zone' })
})

test('settings are read by everybody and changed by admins', async () => {
  const key = scene.jane.apiKey
  const settings = {
    name: 'Acme',
    zone: 'UTC',
    mailsPerPersonAndDay: 2,
    bouncePausePercent: 5,
    country: null,
    taskOutcomes: USUAL_OUTCOMES,
    requireTwoFactor: false,
    unsubscribePage: BUILT_IN_PAGE,
  }
  expect((await scene.get('/settings', { key })).body).toEqual(settings)
  const unsubscribePage = { ...BUILT_IN_PAGE, language: 'de', question: 'Wirklich?' }
  const change = { zone: 'Europe/Berlin', country: 'DE', unsubscribePage }
  expect(await scene.refused('PATCH', '/settings', { body: change, key })).toEqual({
    status: 403,
    field: 'role',
  })
  expect((await scene.patch('/settings', change)).body).toEqual({ ...settings, ...change })
  expect((await scene.get('/settings')).body).toEqual({ ...settings, ...change })
  const refused = (body: unknown) => scene.refused('PATCH', '/settings', { body })
  expect(await refused({ zone: 'Mars' })).toEqual({ status: 400, field: 'zone' })
  expect(await refused({ bouncePausePercent: 0 })).toEqual({ status: 400, field: 'bouncePausePercent' })
  expect(await refused({ name: 'two\nlines' })).toEqual({ status: 400, field: 'name' })
  expect(await refused({ unsubscribePage: { ...BUILT_IN_PAGE, title: 'a'.repeat(101) } })).toEqual({
    ...{ status: 400, field: 'unsubscribePage.title' },
  })
  expect(await refused({ mailsPerPersonAndDay: '2' })).toEqual({ status: 400, field: 'mailsPerPersonAndDay' })
})

test("keys are made, listed without their texts, and ended: all by admins, one's own by everybody", async () => {
  const made = await scene.post('/api-keys', { name: 'CRM', userId: scene.jane.userId, edition: '2023' })
  expect(made).toMatchObject({ status: 201, body: { apiKey: expect.stringMatching(/^cdz_/) } })
  const { id, apiKey } = made.body
  expect((await scene.get('/me', { key: apiKey })).body).toMatchObject({ keyId: id, edition: '2023' })
  const list = await scene.get('/api-keys')
  expect(list.body.items[0]).toMatchObject({ id, name: 'CRM', userId: scene.jane.userId, revokedAt: null })
  expect(list.text).not.toContain(apiKey)
  expect((await scene.delete(`/api-keys/${id}`)).status).toBe(204)
  expect((await scene.get('/me', { key: apiKey })).status).toBe(401)
  expect((await scene.get('/api-keys')).body.items[0].revokedAt).toBe('2026-03-02T09:00:00.000Z')

  const company = await scene.post('/api-keys', { userId: null })
  const asJane = { key: company.body.apiKey, headers: { 'x-user': 'jane@acme.test' } }
  expect((await scene.get('/me', asJane)).body.userId).toBe(scene.jane.userId)
  const own = await scene.post('/api-keys', {})
  expect((await scene.get('/me', { key: own.body.apiKey })).body.userId).toBe(scene.steve.userId)

  const key = scene.jane.apiKey
  const janes = await scene.post('/api-keys', { name: 'mine' }, { key })
  expect((await scene.get('/me', { key: janes.body.apiKey })).body.userId).toBe(scene.jane.userId)
  const seen = (await scene.get('/api-keys', { key })).body.items
  expect(new Set(seen.map(({ userId }: { userId: string }) => userId))).toEqual(new Set([scene.jane.userId]))
  for (const userId of [null, scene.steve.userId])
    expect(await scene.refused('POST', '/api-keys', { body: { userId }, key })).toEqual({
      status: 403,
      field: 'userId',
    })
  expect((await scene.delete(`/api-keys/${own.body.id}`, { key })).status).toBe(404)
  expect((await scene.delete(`/api-keys/${janes.body.id}`, { key })).status).toBe(204)
  expect(await scene.refused('DELETE', `/api-keys/${'0'.repeat(24)}`)).toEqual({ status: 404, field: 'id' })
  const unknown = { body: { userId: scene.stranger.userId } }
  expect(await scene.refused('POST', '/api-keys', unknown)).toEqual({ status: 404, field: 'userId' })
})

test("notices are listed newest first, paged, and read; others' and strangers' are not there", async () => {
  const { companyId } = scene.steve
  const tell = (userId: string | null, text: string) =>
    scene.accounts.notify(scene.db, { companyId, userId, kind: 'test', text, data: { n: 1 } })
  await tell(scene.steve.userId, 'first')
  await tell(null, 'to all admins')
  await tell(scene.jane.userId, 'to Jane')
  const texts = ({ items }: { items: { text: string }[] }) => items.map(({ text }) => text)
  const first = await scene.get('/notices?limit=1')
  expect(texts(first.body)).toEqual(['to all admins'])
  const second = await scene.get(`/notices?limit=1&cursor=${first.body.next}`)
  expect(second.body).toMatchObject({ items: [{ text: 'first', data: { n: 1 }, readAt: null }], next: null })

  const ids = [first.body.items[0].id, second.body.items[0].id]
  await scene.post('/notices/read', { ids }, { key: scene.stranger.apiKey })
  await scene.post('/notices/read', { ids }, { key: scene.jane.apiKey })
  expect((await scene.get('/notices')).body.items[0].readAt).toBeNull()
  expect((await scene.post('/notices/read', { ids })).status).toBe(204)
  expect((await scene.get('/notices')).body.items[0].readAt).toBe('2026-03-02T09:00:00.000Z')
  expect(texts((await scene.get('/notices', { key: scene.jane.apiKey })).body)).toEqual(['to Jane'])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROUTE_ACCESS } from '#modules/access/index.ts'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { AUDITED } from './audited.ts'

const PASSWORD = 'a long enough password'
const SITE = { host: 'localhost', origin: 'http://localhost' }

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

const log = async (query = '') => (await scene.get(`/audit-log${query}`)).body

test('every operation of the table is one of the API', () => {
  const unknown = Object.keys(AUDITED).filter((operation) => ROUTE_ACCESS[operation] === undefined)
  expect(unknown).toEqual([])
})

test('what was done is told with who did it and by which key, and nothing of what was refused', async () => {
  const before = (await log()).items.length
  const { id, apiKey } = (await scene.post('/api-keys', { name: 'CRM', edition: '2023' })).body
  await scene.patch('/settings', { zone: 'Mars' })
  await scene.patch('/settings', { zone: 'Europe/Berlin', mailsPerPersonAndDay: 3 }, { key: apiKey })
  await scene.patch(`/members/${scene.jane.userId}`, { role: 'manager' })
  await scene.patch(`/members/${scene.jane.userId}`, { role: 'rep' }, { key: scene.jane.apiKey })
  await scene.delete(`/api-keys/${id}`)
  const { items } = await log()
  expect(items).toHaveLength(before + 4)
  expect(items.slice(0, 4)).toMatchObject([
    { action: 'api_key.revoked', subject: id, email: 'steve@acme.test' },
    { action: 'member.role_changed', subject: scene.jane.userId, detail: { role: 'manager' } },
    { action: 'settings.changed', keyId: id, detail: { zone: 'Europe/Berlin', mailsPerPersonAndDay: 3 } },
    {
      ...{ action: 'api_key.created', subject: 'CRM', userId: scene.steve.userId, address: '127.0.0.1' },
      detail: { edition: '2023', id },
    },
  ])
  expect(JSON.stringify(items)).not.toContain(apiKey)
})

test('a request that is sent again is told once', async () => {
  const headers = { 'idempotency-key': 'once' }
  for (const _ of [1, 2]) await scene.post('/api-keys', { name: 'Once' }, { headers })
  const { items } = await log('?action=api_key.created')
  expect(items.filter(({ subject }: { subject: string }) => subject === 'Once')).toHaveLength(1)
})

test('signing in is told in every company of a person, and so is a wrong password', async () => {
  const { userId } = await scene.accounts.addUser({ company: 'Other', email: 'jane@acme.test' })
  expect(userId).toBe(scene.jane.userId)
  await scene.accounts.setPassword({ userId, password: PASSWORD })
  const signIn = (email: string, password: string) =>
    scene.server.inject({
      ...{ method: 'POST', url: '/api/auth/sign-in/email', headers: SITE, payload: { email, password } },
    })
  await signIn('jane@acme.test', 'wrong password')
  await signIn('nobody@acme.test', 'wrong password')
  await signIn('Jane@acme.test', PASSWORD)
  const { items } = await log(`?userId=${userId}`)
  expect(items.map(({ action }: { action: string }) => action)).toEqual(['sign_in.done', 'sign_in.failed'])
  const others = await scene.get('/audit-log', { key: scene.stranger.apiKey })
  expect(others.body.items).toMatchObject([{ action: 'sign_in.done' }, { action: 'sign_in.failed' }])
})

test('is paged, newest first, and for admins', async () => {
  const all = (await log()).items
  const first = await log('?limit=2')
  const second = await log(`?limit=2&cursor=${first.next}`)
  expect([...first.items, ...second.items]).toEqual(all.slice(0, 4))
  expect((await scene.get('/audit-log', { key: scene.jane.apiKey })).status).toBe(403)
})

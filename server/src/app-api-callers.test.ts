import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareCallers } from '#modules/accounts/index.ts'
import { createHttpServer } from '#platform/http/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { addAppApi } from './app-api.ts'

const PASSWORD = 'a long enough password'
const SITE = { host: 'localhost', origin: 'http://localhost' }

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
  await scene.accounts.setPassword({ userId: scene.jane.userId, password: PASSWORD })
})
afterAll(() => scene.close())

const signIn = async (): Promise<string> => {
  const answer = await scene.server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: SITE,
    payload: { email: 'jane@acme.test', password: PASSWORD },
  })
  const [cookie] = [answer.headers['set-cookie']].flat()
  return cookie?.split(';')[0] ?? ''
}

test('a session opens the API for its user; what it writes must come from our own pages', async () => {
  const cookie = await signIn()
  const me = await scene.get('/me', { key: null, headers: { cookie } })
  expect(me.body).toMatchObject({ email: 'jane@acme.test', role: 'rep', keyId: null })
  const write = (headers: Record<string, string>) =>
    scene.post('/lists', { name: 'Fair' }, { key: null, headers: { cookie, ...headers } })
  expect((await write(SITE)).status).toBe(200)
  expect((await write({ host: 'localhost' })).status).toBe(403)
  expect((await write({ host: 'localhost', origin: 'https://evil.test' })).status).toBe(403)
})

test('what a user of a session does is known to come from the app', async () => {
  const headers = { cookie: await signIn(), ...SITE }
  const made = await scene.post('/prospects', { email: 'app@zoo.test' }, { key: null, headers })
  expect(made.body).toMatchObject({ source: 'app', owner: 'jane@acme.test' })
  expect((await scene.post('/prospects', { email: 'api@zoo.test' })).body.source).toBe('api')
})

test('a company key speaks for the member that x-user names', async () => {
  const { apiKey: key } = await scene.accounts.createApiKey({
    companyId: scene.steve.companyId,
    userId: null,
  })
  expect(await scene.refused('GET', '/me', { key })).toEqual({ status: 400, field: 'x-user' })
  const { body } = await scene.get('/me', { key, headers: { 'x-user': 'jane@acme.test' } })
  expect(body.userId).toBe(scene.jane.userId)
  const foreign = await scene.get('/me', { key, headers: { 'x-user': 'stranger@other.test' } })
  expect(foreign.status).toBe(403)
})

test('an answer is written whole, also what its schema does not have', async () => {
  const server = createHttpServer({ log: silentLog(), ready: async () => {} })
  prepareCallers(server)
  const { sequences } = scene
  const withMore: typeof sequences.templateById = async (input) => ({
    ...(await sequences.templateById(input)),
    ...{ colour: 'red' },
  })
  addAppApi(server, { ...scene, sequences: { ...sequences, templateById: withMore } })
  const { body: template } = await scene.post('/templates', { name: 'T', subject: 'S', body: 'B' })
  const answer = await server.inject({
    url: `/api/v1/templates/${template.id}`,
    headers: { 'x-api-key': scene.steve.apiKey },
  })
  expect(answer.json()).toEqual({ ...template, colour: 'red' })
  await server.close()
})

test('failures have the shape of the app, with the field and the id of the request', async () => {
  const { body, headers } = await scene.post('/templates', {})
  expect(body).toEqual({
    error: {
      code: 'invalid_input',
      message: 'name is missing. Add it.',
      field: 'name',
      requestId: headers['x-request-id'],
    },
  })
  expect((await scene.post('/templates')).body.error.field).toBe('name')
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await scene.post('/templates', 'name=a', { headers: form })).status).toBe(415)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { totpOf } from './totp-of.ts'

const PASSWORD = 'a long enough password'
const SITE = { host: 'localhost', origin: 'http://localhost' }

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
  await scene.accounts.setPassword({ userId: scene.jane.userId, password: PASSWORD })
})
afterAll(() => scene.close())

/** A browser: it keeps its cookies. */
const browser = () => {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const post = async (path: string, payload: object) => {
    const headers = { ...SITE, cookie: cookie() }
    const answer = await scene.server.inject({ method: 'POST', url: `/api/auth${path}`, headers, payload })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? []
      if (/max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return { status: answer.statusCode, body: answer.json() }
  }
  return {
    post,
    me: (headers = {}) => scene.get('/me', { key: null, headers: { cookie: cookie(), ...headers } }),
    lists: () => scene.get('/lists', { key: null, headers: { cookie: cookie() } }),
    choose: (companyId: string) => jar.set('cadenza.company', companyId),
    signIn: () => post('/sign-in/email', { email: 'jane@acme.test', password: PASSWORD }),
  }
}

// better-auth reads the real clock.
const code = (uri: string) => totpOf(uri, new Date(Date.now()))

test('a company that wants a second factor lets in only who has one', async () => {
  const jane = browser()
  await jane.signIn()
  expect((await jane.lists()).status).toBe(200)
  await scene.patch('/settings', { requireTwoFactor: true })
  expect((await jane.lists()).body.error).toMatchObject({ code: 'forbidden', field: 'secondFactor' })
  expect((await jane.me()).body.secondFactor).toEqual({ on: false, required: true })
  // A key is a factor of its own.
  expect((await scene.get('/lists', { key: scene.jane.apiKey })).status).toBe(200)

  expect((await jane.post('/two-factor/enable', { password: 'not the password' })).status).toBe(400)
  const { totpURI, backupCodes } = (await jane.post('/two-factor/enable', { password: PASSWORD })).body
  expect((await jane.lists()).status).toBe(403)
  expect((await jane.post('/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  expect((await jane.post('/two-factor/verify-totp', { code: code(totpURI) })).status).toBe(200)
  expect((await jane.lists()).status).toBe(200)
  expect((await jane.me()).body.secondFactor).toEqual({ on: true, required: true })

  const phone = browser()
  expect((await phone.signIn()).body).toMatchObject({ twoFactorRedirect: true })
  expect((await phone.me()).status).toBe(401)
  expect((await phone.post('/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
  expect((await phone.post('/two-factor/verify-totp', { code: code(totpURI) })).status).toBe(200)
  expect((await phone.lists()).status).toBe(200)

  const lost = browser()
  await lost.signIn()
  const backup = { code: backupCodes[0] }
  expect((await lost.post('/two-factor/verify-backup-code', backup)).status).toBe(200)
  expect((await lost.lists()).status).toBe(200)
  const again = browser()
  await again.signIn()
  expect((await again.post('/two-factor/verify-backup-code', backup)).status).toBe(401)

  expect((await phone.post('/two-factor/disable', { password: PASSWORD })).status).toBe(200)
  expect((await phone.lists()).status).toBe(403)
  await scene.patch('/settings', { requireTwoFactor: false })
  expect((await phone.lists()).status).toBe(200)
})

test('who belongs to several companies chooses one, by header or by cookie', async () => {
  const { companyId } = await scene.accounts.addUser({ company: 'Second', email: 'jane@acme.test' })
  const jane = browser()
  await jane.signIn()
  expect((await jane.me()).body).toMatchObject({
    companyId: scene.jane.companyId,
    companies: [
      { companyId: scene.jane.companyId, name: 'Acme', role: 'rep' },
      { companyId, name: 'Second', role: 'admin' },
    ],
  })
  expect((await jane.me({ 'x-company-id': companyId })).body).toMatchObject({ companyId, role: 'admin' })
  jane.choose(companyId)
  expect((await jane.me()).body).toMatchObject({ companyId, company: { name: 'Second' } })
  jane.choose(scene.stranger.companyId)
  expect((await jane.me()).body.companyId).toBe(scene.jane.companyId)
  expect((await scene.get('/me', { key: scene.jane.apiKey })).body.companies).toHaveLength(1)
})

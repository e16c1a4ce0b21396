import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { type AccountsScene, accountsScene } from '../accounts-scene.ts'

let scene: AccountsScene
let drop: () => Promise<void>
beforeEach(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  scene = accountsScene(created.db)
})
afterEach(async () => {
  await scene.server.close()
  await drop()
})

const FORM = { name: 'Hello Klenty', company: 'Klenty', email: 'Hello@Klenty.com', password: 'correct horse' }

const tokenOf = async (): Promise<string> => (await scene.accounts.claimPath())?.split('token=')[1] ?? ''

const post = (fields: Record<string, string>) =>
  scene.server.inject({
    method: 'POST',
    url: '/claim',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })

test('the link opens a page that runs nothing and loads only its own style', async () => {
  const answer = await scene.server.inject((await scene.accounts.claimPath()) ?? '')
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'; style-src 'self'")
  expect(answer.body).not.toMatch(/<script|style=/)
  for (const field of ['name', 'company', 'email', 'password'])
    expect(answer.body).toMatch(new RegExp(`<label for="${field}">[^<]+</label>\\s*<input id="${field}"`))
  const style = await scene.server.inject('/page.css')
  expect(style.headers['content-type']).toBe('text/css; charset=utf-8')
})

test('claiming makes an admin who can sign in, and shows a key that works', async () => {
  const answer = await post({ token: await tokenOf(), ...FORM })
  expect(answer.statusCode).toBe(200)
  const key = /cdz_[0-9a-f]{24}_[\w-]{32}/.exec(answer.body)?.[0] ?? ''
  const caller = await scene.server.inject({ url: '/as-user', headers: { 'x-api-key': key } })
  expect(caller.json()).toMatchObject({ email: 'hello@klenty.com', role: 'admin' })
  const signIn = await scene.server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { origin: 'http://localhost', host: 'localhost' },
    payload: { email: 'hello@klenty.com', password: FORM.password },
  })
  expect(signIn.statusCode).toBe(200)
})

test('what is wrong is said at the field, and what was typed stays', async () => {
  const token = await tokenOf()
  const answer = await post({ token, ...FORM, email: 'nonsense"><script>', password: 'short' })
  expect(answer.statusCode).toBe(400)
  expect(answer.body).toContain('role="alert"')
  expect(answer.body).toMatch(
    /id="email"[^>]*aria-describedby="email-hint email-problem" aria-invalid="true"/,
  )
  expect(answer.body).toContain('The password must have at least 10 characters.')
  expect(answer.body).toContain('value="Klenty"')
  expect(answer.body).not.toContain('<script>')
  expect(answer.body).not.toContain('short"')
  expect(await tokenOf()).toBe(token)
})

test('a wrong token opens nothing', async () => {
  const token = await tokenOf()
  for (const wrong of ['', 'x', `${token}x`, token.slice(1)]) {
    expect((await scene.server.inject(`/claim?token=${wrong}`)).statusCode).toBe(403)
    expect((await post({ token: wrong, ...FORM })).statusCode).toBe(403)
  }
  expect((await post({ ...FORM })).statusCode).toBe(403)
})

test('the token belongs to this instance and its key, and stays the same after a restart', async () => {
  const other = await createTestDatabase()
  const token = await tokenOf()
  const sameKey = accountsScene(other.db)
  const otherKey = accountsScene(scene.db, { key: 'another key for tests, long enough' })
  const restarted = accountsScene(scene.db)
  expect(await sameKey.accounts.claimPath()).not.toContain(token)
  expect(await otherKey.accounts.claimPath()).not.toContain(token)
  expect(await restarted.accounts.claimPath()).toContain(token)
  await other.drop()
})

test('the link is dead once a user exists, however he came to be', async () => {
  const token = await tokenOf()
  await scene.accounts.addUser({ company: 'Klenty', email: 'hello@klenty.com' })
  expect(await scene.accounts.claimPath()).toBeUndefined()
  expect((await scene.server.inject(`/claim?token=${token}`)).statusCode).toBe(410)
  expect((await post({ token, ...FORM, email: 'second@klenty.com' })).statusCode).toBe(410)
})

test('of several who claim at once, one does', async () => {
  const token = await tokenOf()
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((name) => post({ token, ...FORM, company: name, email: `${name}@klenty.com` })),
  )
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 410, 410])
  const { rows } = await scene.db.query('SELECT 1 FROM companies')
  expect(rows.length).toBe(1)
})

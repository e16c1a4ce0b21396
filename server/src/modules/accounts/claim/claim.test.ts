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
  scene.server.inject({ method: 'POST', url: '/api/claim', payload: fields })

const stateOf = async (token: string) =>
  (await scene.server.inject(`/api/claim?token=${encodeURIComponent(token)}`)).json().state

test('claiming makes an admin who can sign in, and gives a key that works', async () => {
  expect(await stateOf(await tokenOf())).toBe('open')
  const answer = await post({ token: await tokenOf(), ...FORM })
  expect(answer.statusCode).toBe(201)
  const { apiKey, email } = answer.json()
  expect(email).toBe('hello@klenty.com')
  const caller = await scene.server.inject({ url: '/as-user', headers: { 'x-api-key': apiKey } })
  expect(caller.json()).toMatchObject({ email: 'hello@klenty.com', role: 'admin' })
  const signIn = await scene.server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { origin: 'http://localhost', host: 'localhost' },
    payload: { email: 'hello@klenty.com', password: FORM.password },
  })
  expect(signIn.statusCode).toBe(200)
})

test.each([
  ['name', ' '],
  ['company', ''],
  ['email', 'nonsense"><script>'],
  ['password', 'short'],
])('a %s that cannot be taken is said at its field, and the link stays good', async (field, value) => {
  const token = await tokenOf()
  const answer = await post({ token, ...FORM, [field]: value })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().error).toMatchObject({ code: 'invalid_input', field })
  expect(await tokenOf()).toBe(token)
})

test('a wrong token opens nothing', async () => {
  const token = await tokenOf()
  for (const wrong of ['', 'x', `${token}x`, token.slice(1)]) {
    expect(await stateOf(wrong)).toBe('wrong link')
    expect((await post({ token: wrong, ...FORM })).statusCode).toBe(403)
  }
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
  expect(await stateOf(token)).toBe('claimed')
  expect((await post({ token, ...FORM, email: 'second@klenty.com' })).statusCode).toBe(403)
})

test('of several who claim at once, one does', async () => {
  const token = await tokenOf()
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((name) => post({ token, ...FORM, company: name, email: `${name}@klenty.com` })),
  )
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 403, 403])
  const { rows } = await scene.db.query('SELECT 1 FROM companies')
  expect(rows.length).toBe(1)
})

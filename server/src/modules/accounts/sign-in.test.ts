import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { type AccountsScene, accountsScene } from './accounts-scene.ts'
import type { AddedUser } from './index.ts'

let scene: AccountsScene
let drop: () => Promise<void>
let steve: AddedUser
const PASSWORD = 'a long enough password'
const origin = { origin: 'http://localhost', host: 'localhost' }

beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  scene = accountsScene(created.db)
  steve = await scene.accounts.addUser({ company: 'Acme', email: 'steve@acme.test' })
  await scene.accounts.setPassword({ userId: steve.userId, password: PASSWORD })
})
afterAll(async () => {
  await scene.server.close()
  await drop()
})

const signIn = (password: string, headers: Record<string, string> = origin) =>
  scene.server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers,
    payload: { email: 'steve@acme.test', password },
  })

const cookieOf = async (): Promise<string> => {
  const answer = await signIn(PASSWORD)
  expect(answer.statusCode).toBe(200)
  const [cookie] = [answer.headers['set-cookie']].flat()
  return cookie?.split(';')[0] ?? ''
}

test('a session opens the API for its user', async () => {
  const cookie = await cookieOf()
  const answer = await scene.server.inject({ url: '/as-user', headers: { cookie } })
  expect(answer.json()).toEqual({
    companyId: steve.companyId,
    userId: steve.userId,
    email: 'steve@acme.test',
    role: 'admin',
    edition: '2017',
    keyId: null,
    isCompanyKey: false,
    lacksSecondFactor: false,
  })
  expect(
    (await scene.server.inject({ url: '/as-member/steve@acme.test', headers: { cookie } })).statusCode,
  ).toBe(200)
  expect(
    (await scene.server.inject({ url: '/as-member/jane@acme.test', headers: { cookie } })).statusCode,
  ).toBe(403)
})

test('a cookie alone changes nothing when another site sends it', async () => {
  const cookie = await cookieOf()
  const post = (headers: Record<string, string>) =>
    scene.server.inject({
      method: 'POST',
      url: '/as-user',
      headers: { cookie, host: 'localhost', ...headers },
    })
  expect((await post({ origin: 'http://evil.test' })).statusCode).toBe(403)
  expect((await post({ origin: 'null' })).statusCode).toBe(403)
  expect((await post({})).statusCode).toBe(403)
  expect((await post({ origin: 'http://localhost' })).statusCode).toBe(200)
})

test('a wrong password, an unknown user and signing up are refused', async () => {
  expect((await signIn('not the password')).statusCode).toBe(401)
  const signUp = await scene.server.inject({
    method: 'POST',
    url: '/api/auth/sign-up/email',
    headers: origin,
    payload: { email: 'new@acme.test', password: PASSWORD, name: 'New' },
  })
  expect(signUp.statusCode).toBe(400)
  expect(
    await scene.accounts.findMember({ companyId: steve.companyId, email: 'new@acme.test' }),
  ).toBeUndefined()
})

test('signing in from a page of another site is refused', async () => {
  const cookie = await cookieOf()
  expect((await signIn(PASSWORD, { origin: 'http://evil.test', host: 'localhost', cookie })).statusCode).toBe(
    403,
  )
})

test('a new password ends the sessions and replaces the old one', async () => {
  const jane = await scene.accounts.addUser({ company: 'Acme', email: 'jane@acme.test' })
  const enter = (password: string) =>
    scene.server.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: origin,
      payload: { email: 'jane@acme.test', password },
    })
  await scene.accounts.setPassword({ userId: jane.userId, password: PASSWORD })
  const before = await enter(PASSWORD)
  const cookie = String([before.headers['set-cookie']].flat()[0]).split(';')[0] ?? ''
  await scene.accounts.setPassword({ userId: jane.userId, password: 'another long password' })
  expect((await scene.server.inject({ url: '/as-user', headers: { cookie } })).statusCode).toBe(401)
  expect((await enter(PASSWORD)).statusCode).toBe(401)
  expect((await enter('another long password')).statusCode).toBe(200)
  await expect(scene.accounts.setPassword({ userId: jane.userId, password: 'short' })).rejects.toThrow(
    'at least 10',
  )
})

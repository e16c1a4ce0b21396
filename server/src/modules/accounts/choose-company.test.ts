import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { type AccountsScene, accountsScene } from './accounts-scene.ts'

const PASSWORD = 'correct horse battery'
const ORIGIN = { origin: 'http://localhost', host: 'localhost' }

let scene: AccountsScene
let drop: () => Promise<void>
beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  scene = accountsScene(created.db)
})
afterAll(async () => {
  await scene.server.close()
  await drop()
})

const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''

test('who is in two companies goes to the other, and to no company of others', async () => {
  const first = await scene.accounts.addUser({ company: 'Acme', email: 'ann@acme.test' })
  const second = await scene.accounts.addUser({ company: 'Borg', email: 'ann@acme.test' })
  const other = await scene.accounts.addUser({ company: 'Else', email: 'else@else.test' })
  await scene.accounts.setPassword({ userId: first.userId, password: PASSWORD })
  const session = cookieOf(
    await scene.server.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: ORIGIN,
      payload: { email: 'ann@acme.test', password: PASSWORD },
    }),
  )
  const choose = (companyId: string) =>
    scene.server.inject({
      method: 'POST',
      url: '/api/company',
      headers: { ...ORIGIN, cookie: session },
      payload: { companyId },
    })
  const companyWith = async (cookie: string) =>
    (await scene.server.inject({ url: '/as-user', headers: { cookie } })).json().companyId

  expect(await companyWith(session)).toBe(first.companyId)
  const chosen = await choose(second.companyId)
  expect(chosen.statusCode).toBe(200)
  expect(await companyWith(`${session}; ${cookieOf(chosen)}`)).toBe(second.companyId)
  expect((await choose(other.companyId)).statusCode).toBe(403)
  expect(await companyWith(`${session}; cadenza.company=${other.companyId}`)).toBe(first.companyId)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { type AccountsScene, accountsScene } from './accounts-scene.ts'
import type { AddedUser } from './index.ts'

let scene: AccountsScene
let drop: () => Promise<void>
let steve: AddedUser
let jane: AddedUser
let stranger: AddedUser

beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  scene = accountsScene(created.db)
  const { accounts } = scene
  steve = await accounts.addUser({ company: 'Acme', email: 'Steve@Acme.test' })
  jane = await accounts.addUser({ company: 'acme ', email: 'jane@acme.test', edition: '2023' })
  stranger = await accounts.addUser({ company: 'Other', email: 'stranger@other.test' })
})
afterAll(async () => {
  await scene.server.close()
  await drop()
})

const as = (username: string, headers: Record<string, string>) =>
  scene.server.inject({ url: `/as-member/${username}`, headers })

test('a key speaks for its user, whatever the case of key header and path', async () => {
  for (const name of ['steve@acme.test', 'STEVE@acme.TEST', 'steve%40acme.test', 'mailto:steve@acme.test']) {
    const answer = await as(name, { 'X-API-Key': steve.apiKey })
    expect(answer.json()).toEqual({
      companyId: steve.companyId,
      userId: steve.userId,
      email: 'steve@acme.test',
      role: 'admin',
      edition: '2017',
      keyId: expect.stringMatching(/^[0-9a-f]{24}$/),
      isCompanyKey: false,
      lacksSecondFactor: false,
    })
  }
})

test('a request may ask for another edition than that of its key', async () => {
  const ask = async (edition?: string) => {
    const answer = await as('jane@acme.test', {
      'x-api-key': jane.apiKey,
      ...(edition && { 'x-api-edition': edition }),
    })
    return answer.statusCode === 200 ? answer.json().edition : answer.json().error.field
  }
  expect(await ask()).toBe('2023')
  expect(await ask('2017')).toBe('2017')
  expect(await ask('2019')).toBe('x-api-edition')
})

test.each([
  ['none', undefined],
  ['not a key', 'abc'],
  ['of the right form, but unknown', `cdz_${'0'.repeat(24)}_${'A'.repeat(32)}`],
])('a key that is %s: 401 invalidAPIKey', async (_name, key) => {
  const answer = await as('steve@acme.test', key === undefined ? {} : { 'x-api-key': key })
  expect(answer.statusCode).toBe(401)
  expect(answer.json().error.code).toBe('invalidAPIKey')
})

test('a key whose company part was exchanged is worth nothing', async () => {
  const forged = steve.apiKey.replace(steve.companyId, stranger.companyId)
  expect((await as('stranger@other.test', { 'x-api-key': forged })).statusCode).toBe(401)
})

test('a foreign user, an unknown one and a colleague get one and the same 403', async () => {
  const answers = await Promise.all(
    ['stranger@other.test', 'nobody@nowhere.test', 'jane@acme.test', 'nonsense'].map((name) =>
      as(name, { 'x-api-key': steve.apiKey }),
    ),
  )
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403])
  const texts = answers.map((answer) => JSON.stringify({ ...answer.json().error, requestId: '' }))
  expect(new Set(texts).size).toBe(1)
})

test('a company key speaks for any member of its company, and for nobody else', async () => {
  const { apiKey } = await scene.accounts.createApiKey({ companyId: steve.companyId, userId: null })
  expect((await as('jane@acme.test', { 'x-api-key': apiKey })).json().userId).toBe(jane.userId)
  expect((await as('steve@acme.test', { 'x-api-key': apiKey })).json().userId).toBe(steve.userId)
  expect((await as('stranger@other.test', { 'x-api-key': apiKey })).statusCode).toBe(403)
  const asUser = (headers: Record<string, string>) =>
    scene.server.inject({ url: '/as-user', headers: { 'x-api-key': apiKey, ...headers } })
  expect((await asUser({ 'x-user': 'jane@acme.test' })).json().userId).toBe(jane.userId)
  expect((await asUser({})).json().error.field).toBe('x-user')
  expect((await asUser({ 'x-user': 'stranger@other.test' })).statusCode).toBe(403)
})

test('requests of one moment, with good and bad keys, each get their own answer', async () => {
  const names = ['steve@acme.test', 'jane@acme.test']
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) => {
      const key =
        index % 3 === 2 ? `${steve.apiKey.slice(0, -1)}-` : index % 3 === 1 ? jane.apiKey : steve.apiKey
      return as(names[index % 2] ?? '', { 'x-api-key': key })
    }),
  )
  const expected = answers.map((_, index) => (index % 3 === 2 ? 401 : index % 3 === index % 2 ? 200 : 403))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(expected)
})

test('a revoked key fails on the very next request', async () => {
  const { id, apiKey } = await scene.accounts.createApiKey({
    companyId: steve.companyId,
    userId: steve.userId,
  })
  expect((await as('steve@acme.test', { 'x-api-key': apiKey })).statusCode).toBe(200)
  await scene.accounts.revokeApiKey({ companyId: steve.companyId, keyId: id })
  expect((await as('steve@acme.test', { 'x-api-key': apiKey })).statusCode).toBe(401)
})

test('keys are stored as hashes only', async () => {
  const { rows } = await scene.db.query<{ row: string }>('SELECT api_keys::text AS row FROM api_keys')
  expect(rows.length).toBeGreaterThan(2)
  const secret = steve.apiKey.slice(-32)
  expect(rows.some(({ row }) => row.includes(secret))).toBe(false)
})

test('whoever has left can do nothing with his key', async () => {
  const { apiKey, companyId, userId } = await scene.accounts.addUser({
    company: 'Acme',
    email: 'gone@acme.test',
  })
  const { db, clock } = scene
  await markLeft(db, { companyId, userId, at: clock.now() })
  expect((await as('gone@acme.test', { 'x-api-key': apiKey })).statusCode).toBe(401)
  await expect(scene.accounts.createApiKey({ companyId, userId })).rejects.toThrow('no such member')
})

const markLeft = (db: Database, member: { companyId: string; userId: string; at: Date }) =>
  db.query('UPDATE memberships SET left_at = $3 WHERE company_id = $1 AND user_id = $2', [
    member.companyId,
    member.userId,
    member.at,
  ])

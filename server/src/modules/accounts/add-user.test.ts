import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { type AccountsScene, accountsScene } from './accounts-scene.ts'
import { USUAL_OUTCOMES } from './task-outcomes.ts'
import { BUILT_IN_PAGE } from './unsubscribe-page-settings.ts'

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

test('the first user of a company is its admin, others join by its name', async () => {
  const { accounts } = scene
  const first = await accounts.addUser({ company: 'Klenty', email: 'hello@klenty.com' })
  const second = await accounts.addUser({ company: ' KLENTY', email: 'Rep@klenty.com', name: 'Rep One' })
  expect(second.companyId).toBe(first.companyId)
  expect(await accounts.listMembers({ companyId: first.companyId })).toMatchObject([
    {
      companyId: first.companyId,
      userId: first.userId,
      email: 'hello@klenty.com',
      name: 'hello',
      role: 'admin',
    },
    {
      companyId: first.companyId,
      userId: second.userId,
      email: 'rep@klenty.com',
      name: 'Rep One',
      role: 'rep',
    },
  ])
})

test('companies that are made at the same moment under one name are one', async () => {
  const added = await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) =>
      scene.accounts.addUser({ company: 'Race', email: `${name}@race.test` }),
    ),
  )
  expect(new Set(added.map(({ companyId }) => companyId)).size).toBe(1)
})

test('one person in two companies is one user with two memberships', async () => {
  const { accounts } = scene
  const one = await accounts.addUser({ company: 'One', email: 'both@x.test' })
  const two = await accounts.addUser({ company: 'Two', email: 'both@x.test' })
  expect(two.userId).toBe(one.userId)
  await expect(accounts.requireUserByEmail({ email: 'both@x.test' })).rejects.toThrow('several companies')
  expect(await accounts.requireUserByEmail({ email: 'both@x.test', company: 'two' })).toMatchObject({
    companyId: two.companyId,
  })
})

test('somebody who is a member already is not added again', async () => {
  await scene.accounts.addUser({ company: 'Twice', email: 'a@twice.test' })
  await expect(scene.accounts.addUser({ company: 'Twice', email: 'A@twice.test' })).rejects.toMatchObject({
    code: 'conflict',
    field: 'email',
  })
})

test.each([
  [{ company: 'X', email: 'nonsense' }, 'email'],
  [{ company: 'X', email: 'a b@x.test' }, 'email'],
  [{ company: 'X', email: 'a@x.test\r\nBcc: all@x.test' }, 'email'],
  [{ company: ' ', email: 'a@x.test' }, 'company'],
  [{ company: 'X\nY', email: 'a@x.test' }, 'company'],
  [{ company: 'X', email: 'a@x.test', name: 'Steve\r\nBcc: all@x.test' }, 'name'],
])('%j is refused, naming %s, and nothing is left behind', async (input, field) => {
  await expect(scene.accounts.addUser(input)).rejects.toMatchObject({ code: 'invalid_input', field })
  const { rows } = await scene.db.query(`SELECT 1 FROM companies WHERE name_key LIKE 'x%'`)
  expect(rows).toEqual([])
})

test('an address with a name of many letters is kept in ASCII', async () => {
  const { companyId, userId } = await scene.accounts.addUser({ company: 'Idn', email: 'a@MÜNCHEN.de' })
  expect(await scene.accounts.findMember({ companyId, email: 'a@münchen.de' })).toMatchObject({
    userId,
    email: 'a@xn--mnchen-3ya.de',
  })
})

test('settings have defaults, are checked, and keep what is not changed', async () => {
  const { accounts } = scene
  const { companyId } = await accounts.addUser({ company: 'Settings', email: 'a@settings.test' })
  const rest = { name: 'Settings', requireTwoFactor: false, unsubscribePage: BUILT_IN_PAGE }
  expect(await accounts.getSettings({ companyId })).toEqual({
    ...rest,
    zone: 'UTC',
    mailsPerPersonAndDay: 2,
    bouncePausePercent: 5,
    country: null,
    taskOutcomes: USUAL_OUTCOMES,
  })
  await accounts.changeSettings({ companyId, change: { zone: 'Europe/Berlin', mailsPerPersonAndDay: 3 } })
  expect(await accounts.changeSettings({ companyId, change: { country: 'US-CA' } })).toEqual({
    ...rest,
    zone: 'Europe/Berlin',
    mailsPerPersonAndDay: 3,
    bouncePausePercent: 5,
    country: 'US-CA',
    taskOutcomes: USUAL_OUTCOMES,
  })
  for (const change of [
    { zone: 'Mars' },
    { mailsPerPersonAndDay: 0 },
    { bouncePausePercent: '5' },
    { colour: 1 },
  ])
    await expect(accounts.changeSettings({ companyId, change })).rejects.toMatchObject({
      code: 'invalid_input',
      field: Object.keys(change)[0],
    })
})

test('notices reach their user, or all admins, and can be marked as read', async () => {
  const { accounts, db } = scene
  const admin = await accounts.addUser({ company: 'Notices', email: 'admin@n.test' })
  const rep = await accounts.addUser({ company: 'Notices', email: 'rep@n.test' })
  const { companyId } = admin
  await accounts.notify(db, {
    companyId,
    userId: rep.userId,
    kind: 'mailbox_paused',
    text: 'Your mailbox paused itself.',
  })
  await accounts.notify(db, { companyId, userId: null, kind: 'disk', text: 'The disk is nearly full.' })
  const asRep = { companyId, userId: rep.userId, role: 'rep', limit: 10 } as const
  const asAdmin = { companyId, userId: admin.userId, role: 'admin', limit: 10 } as const
  const [forRep] = await accounts.listNotices(asRep)
  expect(forRep).toMatchObject({ kind: 'mailbox_paused', readAt: null })
  expect((await accounts.listNotices(asAdmin)).map(({ kind }) => kind)).toEqual(['disk'])
  await accounts.markNoticesRead({ ...asAdmin, ids: [forRep?.id ?? ''] })
  expect((await accounts.listNotices(asRep))[0]?.readAt).toBeNull()
  await accounts.markNoticesRead({ ...asRep, ids: [forRep?.id ?? ''] })
  expect((await accounts.listNotices(asRep))[0]?.readAt).not.toBeNull()
})

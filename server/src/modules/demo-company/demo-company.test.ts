import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { silentLog } from '#platform/log/index.ts'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { createDemoCompany } from './index.ts'

let scene: AppApiScene
let demoId: string
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

/** The module with a file that takes no simulation: a company of one prospect. */
const demoOf = (writeHistory: (onPercent: (percent: number) => void) => Promise<void>) => {
  const { accounts, companyFiles, db } = scene
  return createDemoCompany({
    db,
    log: silentLog(),
    ports: {
      writeHistory: (_path, { onPercent }) => writeHistory(onPercent),
      importCompany: async () => {
        const added = await accounts.addUser({
          company: 'Brightwater',
          email: 'mara@brightwater.example',
          demo: true,
        })
        demoId = added.companyId
        return added
      },
      removeCompany: companyFiles.removeCompany,
      demoCompany: accounts.demoCompany,
      enterDemo: accounts.enterDemo,
      membersOf: accounts.listMembers,
      forgetStrangers: accounts.forgetStrangers,
    },
  })
}

test('it is made once, entered, cannot send, and goes with all that it has', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const demo = demoOf(async (onPercent) => {
    onPercent(40)
    await promise
  })
  const { userId, companyId } = scene.steve
  expect(await demo.standing()).toMatchObject({ state: 'none' })
  await demo.prepare({ userId })
  await vi.waitUntil(async () => (await demo.prepare({ userId })).percent === 40)
  expect(await demo.standing()).toMatchObject({ state: 'preparing' })
  await expect(demo.remove({ from: companyId })).rejects.toMatchObject({ code: 'conflict' })
  resolve()
  await vi.waitUntil(async () => (await demo.standing()).state === 'ready')
  const members = await scene.accounts.listMembers({ companyId: demoId })
  expect(members.map(({ email }) => email).sort()).toEqual(['mara@brightwater.example', 'steve@acme.test'])

  const { apiKey } = await scene.accounts.createApiKey({ companyId: demoId, userId, name: 'in the demo' })
  const box = { from: 'steve@acme.test', smtp: 'smtp://127.0.0.1:9' }
  const refused = await scene.post('/mailboxes', box, { key: apiKey })
  expect(refused).toMatchObject({ status: 422, body: { error: { code: 'not_allowed' } } })
  await scene.post('/prospects', { email: 'a@example.test' }, { key: apiKey })

  await expect(demo.remove({ from: demoId })).rejects.toMatchObject({ code: 'conflict' })
  await demo.remove({ from: companyId })
  expect(await demo.standing()).toMatchObject({ state: 'none' })
  const { rows } = await scene.db.query<{ email: string }>(
    `SELECT email FROM auth_users WHERE email IN ('mara@brightwater.example', 'steve@acme.test')`,
  )
  expect(rows).toEqual([{ email: 'steve@acme.test' }])
  for (const table of ['companies', 'memberships', 'prospects', 'events', 'api_keys'])
    expect((await scene.db.query(`SELECT 1 FROM ${table} WHERE company_id = $1`, [demoId])).rowCount).toBe(0)
  expect((await scene.get('/me')).status).toBe(200)
  await expect(demo.remove({ from: companyId })).rejects.toMatchObject({ code: 'not_found' })
})

test('what goes wrong is told, and may be tried again', async () => {
  const demo = demoOf(async () => {
    throw new Error('the disk is full')
  })
  await demo.prepare({ userId: scene.steve.userId })
  await vi.waitUntil(async () => (await demo.standing()).state === 'failed')
  expect(await demo.standing()).toMatchObject({ trouble: 'the disk is full' })
})

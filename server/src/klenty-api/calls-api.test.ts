import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { insertProspects } from '#test/insert-company.ts'
import { type KlentyScene, klentyScene } from './klenty-scene.ts'

let scene: KlentyScene
let drop: () => Promise<void>
let steveId: string
beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  // The clock stands at 2026-03-02 09:00 UTC, a Monday.
  scene = await klentyScene(created.db)
  await scene.post('/prospects', {
    Email: 'steve@tutecircle.com',
    FirstName: 'Steve',
    LastName: 'Ross',
    Company: 'Tute',
    Phone: '+1 415 555 0123',
    Tags: 'hot|vip',
    List: 'Fair',
  })
  steveId = (await scene.prospects.findByEmail({ ...scene, email: 'steve@tutecircle.com' }))?.id ?? ''
})
afterAll(async () => {
  await scene.server.close()
  await drop()
})

const log = (startedAt: string, more: object = {}) =>
  scene.calls.logCall({
    companyId: scene.companyId,
    userId: scene.userId,
    prospectId: steveId,
    disposition: 'answered',
    startedAt: new Date(startedAt),
    ...more,
  })
const nothing = (answer: { status: number; body: unknown }, code: string) => {
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({ status: false, errors: [{ code, errorMessage: expect.any(String) }] })
}

test('what is printed of a call, in both editions', async () => {
  nothing(await scene.get('/calls?startDate=2026-03-01&endDate=2026-03-03'), 'K2003')
  const { id } = await log('2026-03-01T10:00:00.250Z', {
    durationSeconds: 95,
    fromNumber: '+1 415 555 0100',
  })
  const record = {
    username: 'hello@klenty.com',
    status: 'COMPLETED',
    callSid: id,
    disposition: 'ANSWERED',
    type: 'OUTBOUND',
    duration: 95,
    startTime: '2026-03-01T10:00:00.250Z',
    endTime: '2026-03-01T10:01:35.250Z',
    prospectPhoneNo: '+1 415 555 0123',
    fromNumber: '+1 415 555 0100',
    toNumber: '+1 415 555 0123',
    firstName: 'Steve',
    lastName: 'Ross',
    email: 'steve@tutecircle.com',
    company: 'Tute',
    tags: ['hot', 'vip'],
    list: 'Fair',
    prospectOwner: 'hello@klenty.com',
  }
  for (const edition of ['2017', '2023'] as const) {
    const answer = await scene.get('/calls?startDate=2026-03-01&endDate=2026-03-02&page=1', { edition })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ status: true, data: { callData: [record], hasMore: false } })
  }
})

test('what has no value is left out, and open calls are not told', async () => {
  const [prospectId = ''] = await insertProspects(scene.db, {
    companyId: scene.companyId,
    ownerId: scene.userId,
    emails: ['ann@x.test'],
  })
  const { id } = await log('2026-02-20T10:00:00Z', { prospectId, disposition: 'voice_mail' })
  await scene.calls.dial({
    companyId: scene.companyId,
    userId: scene.userId,
    prospectId,
    number: '+14155550199',
  })
  const { body } = await scene.get('/calls?startDate=2026-02-20')
  expect(body.data.callData[0]).toEqual({
    username: 'hello@klenty.com',
    status: 'COMPLETED',
    callSid: id,
    disposition: 'VOICE_MAIL',
    type: 'OUTBOUND',
    duration: 0,
    startTime: '2026-02-20T10:00:00.000Z',
    endTime: '2026-02-20T10:00:00.000Z',
    firstName: 'ann',
    email: 'ann@x.test',
    tags: [],
    list: 'default',
    prospectOwner: 'hello@klenty.com',
  })
  expect(body.data.callData).toHaveLength(2)
})

test('the end is exclusive, in days of the company, and is tomorrow when it is not given', async () => {
  await scene.accounts.changeSettings({ companyId: scene.companyId, change: { zone: 'America/New_York' } })
  // 23:30 on the 25th in New York.
  await log('2026-02-26T04:30:00Z', { disposition: 'not_answered' })
  const found = async (query: string) =>
    (await scene.get(`/calls?${query}`)).body.data?.callData.map(
      (one: { startTime: string }) => one.startTime,
    )
  expect(await found('startDate=2026-02-25&endDate=2026-02-26')).toEqual(['2026-02-26T04:30:00.000Z'])
  expect(await found('startDate=2026-02-26&endDate=2026-02-27')).toBeUndefined()
  expect(await found('startDate=2026-02-25')).toHaveLength(2)
  await scene.accounts.changeSettings({ companyId: scene.companyId, change: { zone: 'UTC' } })
})

test('a start 30 days back, or an end that is not after it, is K2002', async () => {
  nothing(await scene.get('/calls?startDate=2026-01-31&endDate=2026-03-02'), 'K2002')
  expect((await scene.get('/calls?startDate=2026-02-01&endDate=2026-03-02')).body.status).toBe(true)
  nothing(await scene.get('/calls?startDate=2026-03-01&endDate=2026-03-01'), 'K2002')
  nothing(await scene.get('/calls?startDate=2026-03-02&endDate=2026-03-01'), 'K2002')
})

test('pages hold 100', async () => {
  for (let minute = 0; minute < 101; minute += 1)
    await log(new Date(Date.UTC(2026, 1, 10, 8, minute)).toISOString())
  const page = (number: string) => scene.get(`/calls?startDate=2026-02-10&endDate=2026-02-11${number}`)
  const first = (await page('')).body.data
  expect([first.callData.length, first.hasMore]).toEqual([100, true])
  const second = (await page('&page=2')).body.data
  expect(second.callData.map((one: { startTime: string }) => one.startTime)).toEqual([
    '2026-02-10T09:40:00.000Z',
  ])
  expect(second.hasMore).toBe(false)
  nothing(await page('&page=3'), 'K2003')
  nothing(await page('&page=2147483647'), 'K2003')
})

test.each([
  ['/calls', 'startDate'],
  ['/calls?startDate=yesterday', 'startDate'],
  ['/calls?startDate=2026-02-30', 'startDate'],
  ['/calls?startDate=2026-03-01&endDate=soon', 'endDate'],
  ['/calls?startDate=2026-03-01&page=0', 'page'],
  ['/calls?startDate=2026-03-01&page=x', 'page'],
])('%s is a 400 that names %s', async (path, field) => {
  const answer = await scene.get(path)
  expect(answer.status).toBe(400)
  expect(answer.body.message).toMatch(new RegExp(`^${field} `))
})

test('the user of the path is checked and does not filter; unknown keys are named', async () => {
  await scene.accounts.addUser({ company: 'Klenty', email: 'jane@klenty.com' })
  const { apiKey: key } = await scene.accounts.createApiKey({ companyId: scene.companyId, userId: null })
  const path = '/calls?startDate=2026-03-01&endDate=2026-03-02&colour=red'
  const answer = await scene.get(path, { key, user: 'jane@klenty.com' })
  expect(answer.body.data.callData).toHaveLength(1)
  expect(answer.headers['x-ignored-fields']).toBe('colour')
  expect((await scene.get(path, { key, user: 'nobody@klenty.com' })).status).toBe(403)
})

test("another company's calls are not told", async () => {
  const other = await scene.accounts.addUser({ company: 'Other', email: 'other@other.test' })
  nothing(
    await scene.get('/calls?startDate=2026-03-01&endDate=2026-03-02', {
      key: other.apiKey,
      user: 'other@other.test',
    }),
    'K2003',
  )
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { type KlentyScene, klentyScene } from './klenty-scene.ts'

/** Stands in everything that Tom has: a rep, as Jane is. */
const MARK = 'quagga'
const HIS = `${MARK}@zoo.test`

type Person = { key: string; user: string }

let scene: KlentyScene
let drop: () => Promise<void>
let jane: Person
let manager: Person
let stranger: Person
let companyKey: string
beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  scene = await klentyScene(created.db)
  const { accounts, companyId } = scene
  const add = async (user: string, company: string, role: 'admin' | 'manager' | 'rep') => {
    const { apiKey: key, userId } = await accounts.addUser({ company, email: user, role })
    return { key, user, userId }
  }
  jane = await add('jane@klenty.com', 'Klenty', 'rep')
  manager = await add('mia@klenty.com', 'Klenty', 'manager')
  stranger = await add('stranger@other.test', 'Other', 'admin')
  const tom = await add('tom@klenty.com', 'Klenty', 'rep')
  companyKey = (await accounts.createApiKey({ companyId, userId: null })).apiKey
  const saved = await scene.post('/prospects', { Email: HIS, FirstName: MARK, Tags: MARK }, tom)
  expect(saved.status).toBe(200)
  const [prospect] = await scene.prospects.listProspects({ companyId, limit: 1 })
  await scene.calls.logCall({
    ...{ companyId, userId: tom.userId, prospectId: prospect?.id ?? '', disposition: 'answered' },
    startedAt: new Date('2026-03-01T10:00:00Z'),
  })
  await scene.addCadence(`${MARK} cadence`, { userId: tom.userId })
  await scene.addCadence('Ours')
  await scene.post('/zapier/hooks', { Event: 'reply', Subscription_url: `https://${MARK}.test/hook` })
})
afterAll(async () => {
  await scene.server.close()
  await drop()
})

const QUERIES = [
  '',
  `?Email=${HIS}`,
  '?listName=default',
  '?username=tom@klenty.com',
  '?startDate=2026-03-01',
]

const BODY = {
  ...{ Email: HIS, FirstName: 'Other', tag: [MARK], cadenceName: `${MARK} cadence`, journeyName: MARK },
  ...{
    Event: 'reply',
    event: 'reply',
    Subscription_url: 'https://x.test',
    startDate: '2026-03-01',
    endDate: '2026-03-02',
  },
}

type Asked = { method: 'GET' | 'POST'; path: string; body: object | undefined }

/** All that a request of every route can say of what is Tom's. */
const requests = (): Asked[] =>
  scene.routes.flatMap(({ method, path }): Asked[] => {
    const filled = path.replace(':email', HIS)
    return method === 'GET'
      ? QUERIES.map((query) => ({ method, path: `${filled}${query}`, body: undefined }))
      : [{ method, path: filled, body: BODY }]
  })

const prospects = async (): Promise<unknown[]> =>
  (await scene.db.query('SELECT * FROM prospects ORDER BY company_id, id')).rows

test("a rep's own key has nothing of a colleague's, on every route", async () => {
  const before = await prospects()
  const wrong: string[] = []
  for (const { method, path, body } of requests()) {
    const answer = await scene.call(method, path, { ...jane, ...(body && { body }) })
    // What was asked for is named in errors, and nothing else.
    const told = JSON.stringify(answer.status < 400 ? answer.body : '')
    if (answer.status >= 500 || told.includes(MARK) || (method === 'POST' && answer.status < 400))
      wrong.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  expect(wrong).toEqual([])
  expect(await prospects()).toEqual(before)
  expect(scene.engine.calls).toEqual([])
  expect(scene.routes.length).toBeGreaterThan(30)
})

test("another company's key has nothing, in its own name or in a user's of this one", async () => {
  const before = await prospects()
  const wrong: string[] = []
  for (const { method, path, body } of requests().filter((one) => !one.path.endsWith('/prospects'))) {
    const own = await scene.call(method, path, { ...stranger, ...(body && { body }) })
    if (own.status >= 500 || (own.status < 400 && JSON.stringify(own.body).includes(MARK)))
      wrong.push(`${method} ${path}: ${own.status} ${JSON.stringify(own.body)}`)
    const { status } = await scene.call(method, path, { key: stranger.key, ...(body && { body }) })
    if (status !== 403) wrong.push(`${method} ${path} as hello@klenty.com: ${status}`)
  }
  expect(wrong).toEqual([])
  expect(await prospects()).toEqual(before)
})

test("the company's key and a manager's have the company's prospects, whomever the path names", async () => {
  for (const who of [{ key: companyKey, user: jane.user }, manager]) {
    expect((await scene.get(`/prospects?Email=${HIS}`, who)).body).toMatchObject({ Email: HIS })
    expect((await scene.get('/prospects', who)).body).toHaveLength(1)
    expect((await scene.get('/cadences', who)).body).toEqual([`${MARK} cadence`, 'Ours'])
    expect((await scene.get('/calls?startDate=2026-03-01', who)).body.status).toBe(true)
    expect((await scene.get('/webhook/getall', who)).body).toHaveLength(1)
    expect((await scene.post(`/prospects/${HIS}`, { LastName: who.user }, who)).status).toBe(200)
  }
})

test('a rep has his own, and what is shared', async () => {
  const saved = await scene.post('/prospects', { Email: 'mine@zoo.test', Owner: jane.user }, jane)
  expect(saved.status).toBe(200)
  expect((await scene.get('/prospects', jane)).body).toMatchObject([{ Email: 'mine@zoo.test' }])
  expect((await scene.get('/cadences', jane)).body).toEqual(['Ours'])
  expect((await scene.get('/cadences', { ...jane, edition: '2023' })).body).toMatchObject([{ name: 'Ours' }])
  expect(
    (await scene.post('/startcadence', { Email: 'mine@zoo.test', cadenceName: 'ours' }, jane)).status,
  ).toBe(200)
  expect((await scene.post('/prospects/mine@zoo.test', { Owner: 'tom@klenty.com' }, jane)).status).toBe(403)
  expect((await scene.post('/prospects/mine@zoo.test/unsubscribe', {}, jane)).status).toBe(200)
  const rows = await scene.post('/prospects', [{ Email: HIS }, { Email: 'new@zoo.test' }], {
    ...jane,
    edition: '2023',
  })
  expect(rows.body.details).toEqual([
    { prospect: HIS, status: expect.stringContaining('another member') },
    { prospect: 'new@zoo.test', status: 'added' },
  ])
})

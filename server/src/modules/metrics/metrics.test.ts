import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { fillCompany } from '#test/fill-company.ts'
import { addMetricsRoute, createMetrics, type Metrics } from './index.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
  await fillCompany(scene, { owner: scene.steve, mark: 'zebra' })
})
afterAll(() => scene.close())

const serverOf = (metrics: Metrics, token?: string): HttpServer => {
  const server = createHttpServer({ log: silentLog(), ready: async () => {} })
  addMetricsRoute(server, metrics, { token })
  server.get('/things/:id', async () => ({}))
  return server
}
const figuresOf = (text: string): Map<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line.startsWith('cadenza_'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )

test('shows mails, lanes, mailboxes by their ids, events and latencies', async () => {
  const metrics = createMetrics({ db: scene.db, clock: scene.clock, addresses: false })
  metrics.countEvents([{ kind: 'sent' }, { kind: 'sent' }, { kind: 'bounced' }])
  const server = serverOf(metrics)
  await server.inject('/things/1')
  await server.inject('/things/2')
  scene.clock.advance(90_000)
  const answer = await server.inject('/metrics')
  expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
  const figures = figuresOf(answer.body)
  const { rows } = await scene.db.query<{ id: string; company_id: string }>(
    'SELECT id, company_id FROM mailboxes',
  )
  const labels = `{company_id="${rows[0]?.company_id}",mailbox_id="${rows[0]?.id}"}`
  expect(Object.fromEntries(figures)).toMatchObject({
    'cadenza_events_total{kind="sent"}': 2,
    'cadenza_events_total{kind="bounced"}': 1,
    'cadenza_http_request_duration_seconds_count{method="GET",route="/things/:id",status="2xx"}': 2,
    'cadenza_mails{state="uncertain"}': 1,
    'cadenza_mails{state="queued"}': 1,
    'cadenza_lanes{state="waiting"}': 1,
    'cadenza_lanes{state="due"}': 1,
    cadenza_sending_held_companies: 0,
    [`cadenza_mailbox_running${labels}`]: 1,
    [`cadenza_mailbox_queued_mails${labels}`]: 1,
    [`cadenza_mailbox_oldest_due_seconds${labels}`]: 90,
  })
  // It only sends.
  expect(figures.has(`cadenza_mailbox_read_age_seconds${labels}`)).toBe(false)
  expect(answer.body).toContain('nodejs_eventloop_lag_seconds')
  expect(answer.body).not.toContain('zebra')
})

test('tells addresses only where asked', async () => {
  const metrics = createMetrics({ db: scene.db, clock: scene.clock, addresses: true })
  expect(await metrics.read()).toContain('address="box@zoo.test"')
})

test('reads the database once for scrapes that come together', async () => {
  const metrics = createMetrics({ db: scene.db, clock: scene.clock, addresses: false })
  const held = () => metrics.read().then((text) => figuresOf(text).get('cadenza_sending_held_companies'))
  expect(await Promise.all([held(), held()])).toEqual([0, 0])
  await scene.db.query(
    `INSERT INTO sending_holds (company_id, backup_at, restored_at) SELECT company_id, $1, $1 FROM companies`,
    [scene.clock.now()],
  )
  expect(await held()).toBe(0)
  scene.clock.advance(10_000)
  expect(await held()).toBe(2)
})

test('are for this machine, or for whoever brings the token', async () => {
  const metrics = createMetrics({ db: scene.db, clock: scene.clock, addresses: false })
  const statusOf = async (
    server: HttpServer,
    options: { remoteAddress?: string; headers?: Record<string, string> },
  ) => (await server.inject({ url: '/metrics', ...options })).statusCode
  const open = serverOf(metrics)
  for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    expect(await statusOf(open, { remoteAddress })).toBe(200)
  expect(await statusOf(open, { remoteAddress: '192.0.2.1' })).toBe(403)
  expect(await statusOf(open, { headers: { 'x-forwarded-for': '127.0.0.1' } })).toBe(403)

  const guarded = serverOf(metrics, 'a token of sixteen')
  const bearing = (token: string) => ({
    remoteAddress: '192.0.2.1',
    headers: { authorization: `Bearer ${token}` },
  })
  expect(await statusOf(guarded, bearing('a token of sixteen'))).toBe(200)
  expect(await statusOf(guarded, bearing('another'))).toBe(401)
  expect(await statusOf(guarded, {})).toBe(401)
})

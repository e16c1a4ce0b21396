import { afterAll, beforeAll, expect, test } from 'vitest'
import { manualClock } from '#platform/clock/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { type App, createApp } from './app.ts'
import { createWebServer } from './web-server.ts'

// The Klenty API's journeys over the real engine.

let database: Awaited<ReturnType<typeof createTestDatabase>>
let app: App
let server: HttpServer
let apiKey: string
let companyId: string
beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  app = await createApp({
    db,
    secrets: createSecrets('a key for tests that is long enough'),
    config: { dataDir: '/nowhere', publicUrl: undefined, webhooksAllowPrivate: false },
    log: silentLog(),
    clock: manualClock(new Date('2026-03-02T09:00:00Z')),
    jobs: createInlineJobs({ db }),
  })
  server = createWebServer(app)
  const added = await app.accounts.addUser({ company: 'Klenty', email: 'hello@klenty.com' })
  apiKey = added.apiKey
  companyId = added.companyId
  const who = { companyId, userId: added.userId, publish: true }
  await app.sequences.importJourneyFile({
    ...who,
    text: 'name: journeytest2\nstart: pause\nnodes:\n  pause: { wait: 1 day, next: done }\n  done: end\n',
  })
  await app.sequences.importCadenceFile({ ...who, text: 'name: Cadence1\nsteps:\n  - call: Ring\n' })
})
afterAll(async () => {
  await server.close()
  await app.close()
  await database.drop()
})

const post = async (path: string, body: object) => {
  const answer = await server.inject({
    method: 'POST',
    url: `/apis/v1/user/hello@klenty.com${path}`,
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  })
  return { status: answer.statusCode, body: answer.json() }
}
const statuses = async () => {
  const { rows } = await app.db.query<{ kind: string; status: string }>(
    `SELECT s.kind, e.status FROM enrolments e JOIN sequences s ON s.company_id = e.company_id AND s.id = e.sequence_id
     WHERE e.company_id = $1 ORDER BY s.kind`,
    [companyId],
  )
  return rows.map(({ kind, status }) => `${kind} ${status}`)
}

test('a prospect is started, refused a second time, stopped and resumed in journeys, and his cadence goes on', async () => {
  const steve = { Email: 'steve@tutecircle.com' }
  const journey = { ...steve, journeyName: 'journeytest2' }
  await post('/prospects', steve)
  await post('/cadences/start', { ...steve, cadenceName: 'Cadence1' })
  expect(await post('/journey/start', journey)).toEqual({ status: 200, body: { Status: true } })
  expect(await post('/journey/start', journey)).toMatchObject({
    status: 409,
    body: { Status: false, message: expect.stringContaining('already in “journeytest2”') },
  })
  expect((await post('/journey/stop', steve)).body).toEqual({ Status: true })
  expect(await statuses()).toEqual(['cadence in_cadence', 'journey manually_stopped'])
  expect((await post('/stopCadence', steve)).body).toEqual({ Status: true })
  expect((await post('/journey/resume', steve)).body).toEqual({ Status: true })
  expect(await statuses()).toEqual(['cadence manually_stopped', 'journey in_cadence'])
})

test('whoever may not be mailed is not started', async () => {
  const gone = { Email: 'gone@tutecircle.com' }
  await post('/prospects', gone)
  await post('/prospects/unsubscribe', gone)
  expect(await post('/journey/start', { ...gone, journeyName: 'journeytest2' })).toMatchObject({
    status: 422,
    body: { Status: false, message: expect.stringContaining('has unsubscribed') },
  })
})

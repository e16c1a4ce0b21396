import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReceiver } from '#modules/webhooks/webhooks-scene.ts'
import { manualClock } from '#platform/clock/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { type App, createApp } from './app.ts'
import { type RunningApp, runApp } from './run-app.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let receiver: Awaited<ReturnType<typeof openReceiver>>
let app: App
let running: RunningApp
beforeAll(async () => {
  database = await createTestDatabase()
  receiver = await openReceiver()
  app = await createApp({
    db: database.db,
    secrets: createSecrets('a key for tests that is long enough'),
    config: { dataDir: '/nowhere', publicUrl: undefined, webhooksAllowPrivate: true },
    log: silentLog(),
    // It stands still: a loop that sleeps is woken by its bell alone.
    clock: manualClock(new Date('2026-03-02T09:00:00Z')),
  })
  running = await runApp(app, ['jobs'])
})
afterAll(async () => {
  await running.stop()
  await app.close()
  await receiver.close()
  await database.drop()
})

test('what happens leaves for its webhook when its transaction commits, and never when it is undone', async () => {
  const { companyId, userId } = await app.accounts.addUser({ company: 'Acme', email: 'steve@acme.test' })
  await app.webhooks.addWebhook({ companyId, userId, event: '*', url: receiver.url })
  const seen = async (count: number) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    receiver.answer = (response) => {
      response.end()
      if (receiver.received.length >= count) resolve()
    }
    if (receiver.received.length < count) await promise
    return receiver.received.map(({ body }) => `${body.event} ${body.email}`)
  }
  const add = (name: string) =>
    app.prospects.upsertProspect({
      ...{ companyId, userId, source: 'api' },
      input: { Email: `${name}@zoo.test` },
    })
  const first = await add('ann')
  expect(await seen(1)).toEqual(['prospect_created ann@zoo.test'])
  const { id: ann } = first
  const reply = { kind: 'replied', occurredAt: app.clock.now(), prospectId: ann, data: {} } as const
  await app.db
    .transaction(async (tx) => {
      await app.events.appendEvents(tx, companyId, [reply])
      throw new Error('undone')
    })
    .catch(() => {})
  await app.prospects.updateProspect({
    ...{ companyId, userId, source: 'api', ref: ann },
    changes: { Tags: 'warm' },
  })
  expect(await seen(2)).toEqual(['prospect_created ann@zoo.test', 'tags_added ann@zoo.test'])
  expect(receiver.received[1]?.body).toMatchObject({ tags: 'warm', data: { tags: ['warm'] } })

  const { sequenceId } = await app.sequences.importCadenceFile({
    ...{ companyId, userId, publish: true },
    text: 'name: Welcome\nsteps:\n  - call: Ring\n',
  })
  await app.engine.start({ companyId, userId, sequenceId, prospectIds: [ann] })
  expect(await seen(3)).toContain('startCadence ann@zoo.test')
  expect(receiver.received.at(-1)?.body).toMatchObject({
    event: 'startCadence',
    cadenceName: 'Welcome',
    cadenceOwner: 'steve@acme.test',
    prospectOwner: 'steve@acme.test',
  })
})

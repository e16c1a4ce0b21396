import { afterAll, beforeAll, expect, test } from 'vitest'
import { manualClock } from '#platform/clock/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { type App, createApp } from './app.ts'
import { type RunningApp, runApp } from './run-app.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let app: App
let running: RunningApp
beforeAll(async () => {
  database = await createTestDatabase()
  app = await createApp({
    db: database.db,
    secrets: createSecrets('a key for tests that is long enough'),
    config: { dataDir: '/nowhere', publicUrl: undefined, webhooksAllowPrivate: false },
    log: silentLog(),
    // It stands still: a dispatcher that sleeps is woken by its bell alone.
    clock: manualClock(new Date('2026-03-02T09:00:00Z')),
  })
  running = await runApp(app, ['engine'])
})
afterAll(async () => {
  await running.stop()
  await app.close()
  await database.drop()
})

const JOURNEY = `name: Welcome
window: 00:00-24:00
days: mon-sun
start: greet
nodes:
  greet: { mail: { subject: Hi, body: Hello }, next: wait }
  wait: { waitFor: { opened: greet, timeout: 3 days }, happened: tag, timedOut: done }
  tag: { addTag: curious, next: done }
  done: end
`

type Mail = { id: string; mailbox_id: string; prospect_id: string; enrolment_id: string; step_id: string }

/** Asks until something is answered. */
const found = async <T>(ask: () => Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('what a journey waits for wakes the dispatcher, which carries him on to the end', async () => {
  const { companyId, userId } = await app.accounts.addUser({ company: 'Acme', email: 'steve@acme.test' })
  await app.mailboxes.addMailbox({
    companyId,
    userId,
    from: 'Steve <steve@acme.test>',
    smtp: 'smtp://127.0.0.1:9',
  })
  const { id } = await app.prospects.upsertProspect({
    ...{ companyId, userId, source: 'api' },
    input: { Email: 'ann@zoo.test' },
  })
  const { sequenceId } = await app.sequences.importJourneyFile({
    companyId,
    userId,
    text: JOURNEY,
    publish: true,
  })
  await app.engine.start({ companyId, userId, sequenceId, prospectIds: [id] })
  const mail = await found(async () => {
    const { rows } = await app.db.query<Mail>('SELECT * FROM messages WHERE company_id = $1', [companyId])
    return rows[0]
  })
  const at = app.clock.now()
  const about = { messageId: mail.id, prospectId: id, enrolmentId: mail.enrolment_id, stepId: mail.step_id }
  const { messageId, prospectId, enrolmentId, stepId } = about
  await app.db.transaction((tx) =>
    app.engine.mailOutcomes(tx, companyId, [
      {
        ...{ messageId, prospectId, enrolmentId, stepId, sequenceId, at },
        ...{ mailboxId: mail.mailbox_id, optionId: null, outcome: 'sent' },
      },
    ]),
  )
  await app.db.transaction(async (tx) => {
    await app.events.appendEvents(tx, companyId, [
      { ...about, kind: 'opened', occurredAt: at, data: { machine: false } },
    ])
    await app.outbound.messageEngaged(tx, { companyId, messageId, what: 'opened', at })
  })
  const status = await found(async () => {
    const { rows } = await app.db.query<{ status: string }>(
      `SELECT status FROM enrolments WHERE company_id = $1 AND phase = 'ended'`,
      [companyId],
    )
    return rows[0]?.status
  })
  expect(status).toBe('completed')
  expect((await app.prospects.findById({ companyId, id }))?.tags).toEqual(['curious'])
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '../server/src/app.ts'
import { manualClock } from '../server/src/platform/clock/index.ts'
import { openDatabaseServer } from '../server/src/platform/db/embedded/index.ts'
import { connectDatabase, type Database, migrate } from '../server/src/platform/db/index.ts'
import { createInlineJobs } from '../server/src/platform/jobs/index.ts'
import { createLog } from '../server/src/platform/log/index.ts'
import { createSecrets } from '../server/src/platform/secrets/index.ts'
import { type BenchRow, median, printRows } from './bench-row.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const PROSPECTS = 10_000
const MAILBOXES = 20
const ROUNDS = 3
/** What people wait for before a start, in milliseconds. */
const PATIENCE = 5_000

const addressOf = (number: number): string => `ada${number}@acme.test`

const CADENCE = `name: Spring
window: 09:00-17:00
days: mon-fri
mailboxes: [${Array.from({ length: MAILBOXES }, (_, number) => addressOf(number)).join(', ')}]
steps:
  - mail: { template: A, subject: 'For {{ Company }}', body: 'Hi {{ FirstName | default: "there" }}' }
  - wait: 3 days
  - call: Ring
  - wait: 2 business days
  - mail: { template: B, body: 'Did it reach you, {{ FirstName }}?' }
  - wait: 5 days
  - mail: { template: C, body: Shall I leave it at that? }
`

/** Every thirtieth has no company, and would be held. */
const fillProspects = async (db: Database, { companyId, userId }: { companyId: string; userId: string }) => {
  await db.query(
    `INSERT INTO prospects (company_id, id, email, email_key, domain, first_name, company, country, list_id, owner_id, created_at, updated_at,
       last_interaction_at)
     SELECT $1, 'a0' || lpad(to_hex(n), 22, '0'), n || '@example.com', n || '@example.com', 'example.com', 'Pat',
       CASE WHEN n % 30 > 0 THEN 'Globex' END,
       (ARRAY['Germany', 'France', 'Japan', 'Brazil', 'India', 'Norway', 'Kenya', 'Mexico', 'Canada', 'Egypt'])[n % 10 + 1],
       (SELECT id FROM lists WHERE company_id = $1 LIMIT 1), $2, $3, $3, $3
     FROM generate_series(0, $4::integer - 1) AS n`,
    [companyId, userId, NOW, 2 * PROSPECTS],
  )
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM prospects WHERE company_id = $1 ORDER BY id',
    [companyId],
  )
  return rows.map(({ id }) => id)
}

const fillMailboxes = async (app: App, db: Database, who: { companyId: string; userId: string }) => {
  const { companyId, userId } = who
  for (let number = 0; number < MAILBOXES; number += 1) {
    const mailboxId = `b0${String(number).padStart(22, '0')}`
    await db.query(
      `INSERT INTO mailboxes (company_id, id, user_id, address, address_key, smtp, credential_kind, limits, zone, created_at)
       VALUES ($1, $2, $3, $4, $4, '{}', 'password',
         '{"daily":200,"hourly":null,"minGapSeconds":60,"maxGapSeconds":120,"ramp":null,"window":null,"days":null,"connections":2}', 'UTC', $5)`,
      [companyId, mailboxId, userId, addressOf(number), NOW],
    )
    await app.engine.mailboxAdded(db, { companyId, mailboxId })
  }
}

/** The forecast of a start of 10,000 prospects in ten countries from twenty mailboxes, in which as many wait already. */
export const benchForecast = async (): Promise<BenchRow[]> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-forecast-'))
  const server = await openDatabaseServer({ dataDir, log: createLog({ level: 'warn' }) })
  const db = connectDatabase({ url: server.url })
  try {
    await migrate({ db, directory: join(import.meta.dirname, '../server/migrations') })
    const app = await createApp({
      db,
      secrets: createSecrets('a key for the bench that is long enough'),
      config: { dataDir, publicUrl: undefined },
      log: createLog({ level: 'warn' }),
      clock: manualClock(NOW),
      jobs: createInlineJobs({ db }),
    })
    const who = await app.accounts.addUser({
      company: 'Acme',
      email: 'ada@acme.test',
      name: 'Ada',
      role: 'admin',
    })
    const { companyId, userId } = who
    await fillMailboxes(app, db, who)
    const ids = await fillProspects(db, who)
    const { sequenceId } = await app.sequences.importCadenceFile({
      companyId,
      userId,
      text: CADENCE,
      publish: true,
    })
    await app.engine.start({ companyId, userId, sequenceId, prospectIds: ids.slice(0, PROSPECTS) })
    const sequence = await app.sequences.runnableSequence({ companyId, sequenceId })
    const times: number[] = []
    let longest = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const watch = watchPauses()
      const before = performance.now()
      const { starting, mails } = await app.engine.forecastStart({
        ...{ companyId, userId, sequence, prospectIds: ids.slice(PROSPECTS) },
      })
      times.push(performance.now() - before)
      longest = Math.max(longest, watch.longest())
      if (starting !== PROSPECTS || mails < 2 * PROSPECTS)
        throw new Error(`of ${PROSPECTS} prospects ${starting} would start and be sent ${mails} mails`)
    }
    await app.close()
    const row = { target: 1, kind: 'cost' as const }
    return [
      {
        ...{ name: `forecast of ${PROSPECTS} prospects, as many waiting before them`, ...row },
        ...{ ours: median(times), limit: PATIENCE, ratio: median(times) / PATIENCE },
      },
      {
        ...{ name: 'longest time that others wait for it', ...row, target: null },
        ...{ ours: longest, limit: PATIENCE, ratio: longest / PATIENCE },
      },
    ]
  } finally {
    await db.close()
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** How long the process did nothing else at a time. */
const watchPauses = (): { longest(): number } => {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 1)
  return {
    longest: () => {
      clearInterval(timer)
      return longest
    },
  }
}

if (import.meta.main) printRows(await benchForecast())

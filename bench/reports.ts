import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createReports, type Reports } from '../server/src/modules/reports/index.ts'
import { manualClock } from '../server/src/platform/clock/index.ts'
import { openDatabaseServer } from '../server/src/platform/db/embedded/index.ts'
import { connectDatabase, type Database, migrate } from '../server/src/platform/db/index.ts'
import { createIds } from '../server/src/platform/ids/index.ts'
import { createLog } from '../server/src/platform/log/index.ts'
import { type BenchRow, median, printRows } from './bench-row.ts'

const FEW = 10_000
const MANY = 1_000_000
const ROUNDS = 20
/** Mails go out on these days, over four steps of two options each, from 50 mailboxes. */
const DAYS = 90
const NOW = new Date('2026-07-01T12:00:00Z')
const COMPANY = 'company'
const CADENCES = [
  { sequenceId: 'few', first: 0, mails: FEW },
  { sequenceId: 'many', first: FEW, mails: MANY },
] as const

/**
 * Mail number n: what it is of, when it left, and what came of it. Every third is opened, every tenth by a machine, every twentieth clicked, every
 * thirtieth answered twice, every fiftieth bounces; four mails make an enrolment.
 */
const MAILS = `SELECT n, 'm' || n AS message_id, 'e' || n / 4 AS enrolment_id, 'step' || n % 4 AS step_id, 'option' || n / 4 % 2 AS option_id,
    'mailbox' || n % 50 AS mailbox_id, timestamptz '2026-03-01 08:00Z' + (n % ${DAYS}) * interval '1 day' + (n % 36000) * interval '1 second' AS sent_at
  FROM generate_series($2::integer, $3::integer - 1) AS n`

/** The events of a cadence's mails and of its prospects, as the modules append them. Without the marks that counting beside events needs. */
const fillCadence = async (
  db: Database,
  { sequenceId, first, mails }: (typeof CADENCES)[number],
): Promise<void> => {
  await db.query(
    `INSERT INTO events (company_id, id, kind, occurred_at, enrolment_id, sequence_id, step_id, option_id, message_id, mailbox_id, data)
     SELECT '${COMPANY}', m.message_id || what.kind || what.number, what.kind, m.sent_at + what.later, m.enrolment_id, $1, m.step_id, m.option_id,
       m.message_id, m.mailbox_id, what.data::jsonb
     FROM (${MAILS}) AS m, LATERAL (VALUES
       ('sent', 1, interval '0', true, '{}'),
       ('opened', 1, interval '3 days', n % 3 = 0, '{"machine": false}'),
       ('opened', 2, interval '4 days', n % 6 = 0, '{"machine": false}'),
       ('opened', 3, interval '1 second', n % 10 = 0, '{"machine": true}'),
       ('clicked', 1, interval '3 days', n % 20 = 0, '{"machine": false, "url": "https://example.com"}'),
       ('replied', 1, interval '5 days', n % 30 = 0, '{}'),
       ('replied', 2, interval '6 days', n % 30 = 0, '{}'),
       ('bounced', 1, interval '1 minute', n % 50 = 0, '{"hard": true}'))
       AS what (kind, number, later, happens, data)
     WHERE what.happens`,
    [sequenceId, first, first + mails],
  )
  await db.query(
    `INSERT INTO events (company_id, id, kind, occurred_at, enrolment_id, sequence_id)
     SELECT '${COMPANY}', 'e' || n, 'started', timestamptz '2026-03-01 07:00Z' + (n % ${DAYS}) * interval '1 day', 'e' || n, $1
     FROM generate_series($2::integer, $3::integer - 1) AS n`,
    [sequenceId, first / 4, (first + mails) / 4],
  )
  await db.query(
    `INSERT INTO sequence_steps (company_id, sequence_id, step_id, kind, number)
     SELECT '${COMPANY}', $1, 'step' || n, 'mail', n + 1 FROM generate_series(0, 3) AS n`,
    [sequenceId],
  )
  await db.query(
    `INSERT INTO sequence_options (company_id, sequence_id, step_id, option_id, number, template_name, subject)
     SELECT '${COMPANY}', $1, 'step' || s, 'option' || o, o + 1, 'template', 'subject' FROM generate_series(0, 3) AS s, generate_series(0, 1) AS o`,
    [sequenceId],
  )
}

const fillCompany = async (db: Database): Promise<void> => {
  await db.query(
    `INSERT INTO companies (company_id, name, name_key, created_at) VALUES ('${COMPANY}', 'Company', 'company', $1);`,
    [NOW],
  )
  await db.query(
    `INSERT INTO auth_users ("id", "name", "email", "createdAt", "updatedAt") VALUES ('user', 'User', 'user@example.com', $1, $1)`,
    [NOW],
  )
  await db.query(
    `INSERT INTO memberships (company_id, user_id, email, name, role, created_at)
     VALUES ('${COMPANY}', 'user', 'user@example.com', 'User', 'admin', $1)`,
    [NOW],
  )
  for (const { sequenceId } of CADENCES)
    await db.query(
      `INSERT INTO sequences (company_id, id, kind, name, name_key, owner_id, created_at, updated_at)
       VALUES ('${COMPANY}', $1, 'cadence', $1, $1, 'user', $2, $2)`,
      [sequenceId, NOW],
    )
  for (const cadence of CADENCES) await fillCadence(db, cadence)
}

const inputOf = (sequenceId: string) => ({
  companyId: COMPANY,
  sequenceId,
  days: { from: '2026-01-01', to: '2026-12-31' },
  zone: 'UTC',
})

/** Throws when a report says anything else than a direct count of the mails. */
const check = async (db: Database, reports: Reports, sequenceId: string): Promise<void> => {
  const { rows } = await db.query<Record<string, number>>(
    `SELECT count(*) FILTER (WHERE kind = 'sent')::integer AS sent,
       count(DISTINCT enrolment_id) FILTER (WHERE kind = 'sent')::integer AS contacted,
       count(DISTINCT message_id) FILTER (WHERE kind = 'opened' AND NOT (data->>'machine')::boolean)::integer AS opened,
       count(DISTINCT message_id) FILTER (WHERE kind = 'clicked')::integer AS clicked,
       count(DISTINCT message_id) FILTER (WHERE kind = 'replied')::integer AS replied,
       count(DISTINCT message_id) FILTER (WHERE kind = 'bounced')::integer AS bounced, 0 AS unsubscribed,
       count(*) FILTER (WHERE kind = 'opened' AND NOT (data->>'machine')::boolean)::integer AS opens,
       count(*) FILTER (WHERE kind = 'clicked')::integer AS clicks, count(*) FILTER (WHERE kind = 'replied')::integer AS replies,
       count(*) FILTER (WHERE kind = 'bounced')::integer AS bounces, 0 AS unsubscribes,
       count(*) FILTER (WHERE kind = 'opened' AND (data->>'machine')::boolean)::integer AS machine_opens, 0 AS machine_clicks
     FROM events WHERE company_id = '${COMPANY}' AND sequence_id = $1`,
    [sequenceId],
  )
  const counted = JSON.stringify(rows[0])
  const { mails, started } = await reports.engagement(inputOf(sequenceId))
  const steps = await reports.steps(inputOf(sequenceId))
  const cohort = await reports.cohort(inputOf(sequenceId))
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  const startedByDay = sum(cohort.flatMap(({ statuses }) => [...statuses.values()]))
  const inSteps = Object.fromEntries(
    Object.keys(mails).map((name) => [name, sum(steps.map((step) => Number(Reflect.get(step.mails, name))))]),
  )
  for (const said of [mails, inSteps])
    if (JSON.stringify(said) !== counted)
      throw new Error(`a report of ${sequenceId} says ${JSON.stringify(said)}, but there are ${counted}`)
  if (started !== startedByDay || started !== Number(rows[0]?.contacted))
    throw new Error(`${started} or ${startedByDay} were started in ${sequenceId}`)
}

/** Times a report of both cadences in turn, so that a slow moment of the machine strikes both; medians in milliseconds. */
const compare = async (name: string, report: (sequenceId: string) => Promise<unknown>): Promise<BenchRow> => {
  const times = { few: [] as number[], many: [] as number[] }
  for (let round = -3; round < ROUNDS; round += 1)
    for (const sequenceId of ['few', 'many'] as const) {
      const before = performance.now()
      await report(sequenceId)
      // The first rounds warm both up.
      if (round >= 0) times[sequenceId].push(performance.now() - before)
    }
  const ours = median(times.many)
  const limit = median(times.few)
  return {
    name: `${name} of 1,000,000 mails, beside of 10,000`,
    ours,
    limit,
    ratio: ours / limit,
    target: 3,
    kind: 'cost',
  }
}

/**
 * The reports of a cadence with 1,000,000 messages, over all its days, beside those of one with 10,000 on the same days. Their numbers are
 * rebuilt from the events and checked against a direct count of these.
 */
export const benchReports = async (): Promise<BenchRow[]> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cadenza-bench-'))
  const log = createLog({ level: 'warn' })
  const server = await openDatabaseServer({ dataDir, log })
  const db = connectDatabase({ url: server.url })
  try {
    await migrate({ db, directory: join(import.meta.dirname, '../server/migrations') })
    await fillCompany(db)
    await db.query('VACUUM ANALYZE')
    const clock = manualClock(NOW)
    const reports = createReports({ db, clock, newId: createIds({ clock }) })
    const before = performance.now()
    await reports.rebuild({ companyId: COMPANY })
    const rebuilt = performance.now() - before
    await db.query('VACUUM ANALYZE')
    for (const { sequenceId } of CADENCES) await check(db, reports, sequenceId)
    return [
      await compare('Cohort report', (sequenceId) => reports.cohort(inputOf(sequenceId))),
      await compare('Engagement report', (sequenceId) => reports.engagement(inputOf(sequenceId))),
      await compare('Report of steps', (sequenceId) => reports.steps(inputOf(sequenceId))),
      {
        name: 'Rebuild of 1,010,000 mails and what came of them, beside a minute',
        ...{ ours: rebuilt, limit: 60_000, ratio: rebuilt / 60_000, target: null, kind: 'cost' },
      },
    ]
  } finally {
    await db.close()
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) printRows(await benchReports())

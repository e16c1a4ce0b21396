import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEvents, type Events } from '#modules/events/index.ts'
import { manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createIds, type NewId } from '#platform/ids/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { insertCompany } from '#test/insert-company.ts'
import { foldDeltas } from './fold-deltas.ts'
import { createReports, type Reports } from './index.ts'
import { addNumbers, type MailNumbers, noMails, numbersOf, SUMS } from './mail-numbers.ts'
import { history, tell } from './reports-fixture.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Database
let events: Events
let reports: Reports
let newId: NewId
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  const clock = manualClock(new Date('2026-03-02T09:00:00Z'))
  newId = createIds({ clock })
  reports = createReports({ db, clock, newId })
  events = createEvents({ db, newId, listeners: [reports.recordDeltas] })
})
afterAll(() => database.drop())

const ZONES = ['UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland', 'America/St_Johns']
/** The weeks after it hold a change of the clocks in most of these zones. */
const BEGIN = new Date('2026-03-06T21:10:00Z')

const companyIn = async (zone: string): Promise<string> => {
  const { companyId } = await insertCompany(db)
  await db.query('UPDATE companies SET zone = $2 WHERE company_id = $1', [companyId, zone])
  return companyId
}

/** All that a company's reports are made of: by step, by mailbox and by status, folded or not; rows of nothing but zeros apart. */
const stored = async (companyId: string) => {
  const sums = async (key: string, tables: [string, string]) => {
    const { rows } = await db.query<MailNumbers & { key: string }>(
      `SELECT ${key} AS key, ${SUMS} FROM (${tables
        .map((table) => `SELECT sequence_id, day, step_id, option_id, mailbox_id, ${COLUMNS} FROM ${table}`)
        .join(' UNION ALL ')}) AS n GROUP BY 1 ORDER BY 1`,
      [companyId],
    )
    return new Map(rows.map((row) => [row.key, numbersOf(row)]))
  }
  const deltas = '(SELECT * FROM report_mail_deltas WHERE company_id = $1) AS d'
  const steps = await sums(`jsonb_build_array(sequence_id, day, step_id, option_id)::text`, [
    deltas,
    `(SELECT *, '' AS mailbox_id FROM report_mail_days WHERE company_id = $1) AS r`,
  ])
  const mailboxes = await sums(`jsonb_build_array(day, mailbox_id)::text`, [
    deltas,
    `(SELECT *, '' AS sequence_id, '' AS step_id, '' AS option_id FROM report_mailbox_days WHERE company_id = $1) AS r`,
  ])
  const { rows } = await db.query<{ key: string; enrolments: number }>(
    `SELECT jsonb_build_array(sequence_id, day, status)::text AS key, sum(enrolments)::float8 AS enrolments FROM (
       SELECT company_id, sequence_id, day, status, enrolments FROM report_cohort_days
       UNION ALL SELECT company_id, sequence_id, day, status, enrolments FROM report_cohort_deltas) AS n
     WHERE company_id = $1 GROUP BY 1 HAVING sum(enrolments) <> 0 ORDER BY 1`,
    [companyId],
  )
  return { steps, mailboxes, cohort: new Map(rows.map(({ key, enrolments }) => [key, enrolments])) }
}

const COLUMNS = Object.keys(noMails()).join(', ')

/** What was counted beside, in the same form. */
const expected = ({ numbers, cohort }: Pick<ReturnType<typeof tell>, 'numbers' | 'cohort'>) => {
  const steps = new Map<string, MailNumbers>()
  const mailboxes = new Map<string, MailNumbers>()
  const add = (to: Map<string, MailNumbers>, key: unknown[], more: MailNumbers): void => {
    const name = JSON.stringify(key).replaceAll(',', ', ')
    const total = to.get(name) ?? noMails()
    to.set(name, total)
    addNumbers(total, more)
  }
  for (const [key, more] of numbers) {
    const [sequenceId, day, stepId, optionId, mailboxId] = JSON.parse(key)
    add(steps, [sequenceId, day, stepId, optionId], more)
    add(mailboxes, [day, mailboxId], more)
  }
  const standing = [...cohort].filter(([, enrolments]) => enrolments !== 0)
  return {
    steps,
    mailboxes,
    cohort: new Map(standing.map(([key, enrolments]) => [key.replaceAll(',', ', '), enrolments])),
  }
}

describe('numbers that are kept as events come, and those rebuilt from events', () => {
  test('are what a direct count says, folded whenever', async () => {
    const folds = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(history, folds, fc.constantFrom(...ZONES), async (acts, foldAfter, zone) => {
        const companyId = await companyIn(zone)
        const story = tell(acts, { zone, newId, begin: BEGIN })
        for (const [index, told] of story.told.entries()) {
          await db.transaction((tx) => events.appendEvents(tx, companyId, told))
          if (!foldAfter[index]) continue
          const before = await stored(companyId)
          await foldDeltas(db, { batch: 2 })
          expect(await stored(companyId)).toEqual(before)
        }
        const counted = expected(story)
        expect(await stored(companyId)).toEqual(counted)
        await reports.rebuild({ companyId })
        expect(await stored(companyId)).toEqual(counted)
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  test('stay right when a rebuild runs beside those who append and fold', async () => {
    const zone = 'America/New_York'
    const companyId = await companyIn(zone)
    const acts = fc.sample(history, { numRuns: 30, seed: 7 }).flat()
    const story = tell(acts, { zone, newId, begin: BEGIN })
    let done = false
    const beside = async (work: () => Promise<unknown>): Promise<number> => {
      let runs = 0
      while (!done) {
        await work()
        runs += 1
      }
      return runs
    }
    const append = async (): Promise<void> => {
      for (const told of story.told) await db.transaction((tx) => events.appendEvents(tx, companyId, told))
      done = true
    }
    const [rebuilds, folds] = await Promise.all([
      beside(() => reports.rebuild({ companyId })),
      beside(() => foldDeltas(db, { batch: 3 })),
      append(),
    ])
    expect(Math.min(rebuilds, folds)).toBeGreaterThan(0)
    expect(await stored(companyId)).toEqual(expected(story))
  })

  test('are mended by a rebuild', async () => {
    const companyId = await companyIn('UTC')
    const story = tell(fc.sample(history, { numRuns: 5, seed: 3 }).flat(), {
      zone: 'UTC',
      newId,
      begin: BEGIN,
    })
    for (const told of story.told) await events.appendEvents(db, companyId, told)
    await reports.fold()
    await db.query('UPDATE report_mail_days SET sent = sent + 1, day = day + 400 WHERE company_id = $1', [
      companyId,
    ])
    await db.query(
      `UPDATE report_cohort_days SET status = 'task_stopped' WHERE company_id = $1 AND status = 'in_cadence'`,
      [companyId],
    )
    expect(await stored(companyId)).not.toEqual(expected(story))
    await reports.rebuild({ companyId })
    expect(await stored(companyId)).toEqual(expected(story))
  })
})

test('days stay as they were counted when the zone changes, until a rebuild', async () => {
  const companyId = await companyIn('UTC')
  const about = { companyId, sequenceId: 's', days: { from: null, to: null }, zone: 'UTC' }
  const daysOf = async () => (await reports.cohort(about)).map(({ day }) => day)
  await events.appendEvents(db, companyId, [
    {
      kind: 'started',
      occurredAt: new Date('2026-03-02T23:30:00Z'),
      enrolmentId: 'e',
      sequenceId: 's',
      data: {},
    },
  ])
  await db.query(`UPDATE companies SET zone = 'Asia/Tokyo' WHERE company_id = $1`, [companyId])
  expect(await daysOf()).toEqual(['2026-03-02'])
  await reports.rebuild({ companyId })
  expect(await daysOf()).toEqual(['2026-03-03'])
})

test('neither a fold nor a rebuild waits for those who append, nor a report for anybody', async () => {
  const companyId = await companyIn('UTC')
  const input = { companyId, sequenceId: 's', days: { from: null, to: null }, zone: 'UTC' }
  const started = (enrolmentId: string) => ({
    ...{ kind: 'started' as const, occurredAt: BEGIN, enrolmentId, sequenceId: 's', data: {} },
  })
  await events.appendEvents(db, companyId, [started('first')])
  await db.transaction(async (tx) => {
    await events.appendEvents(tx, companyId, [started('second')])
    // Each of these would wait for ever if it touched what the open transaction holds.
    await reports.fold()
    await reports.rebuild({ companyId })
    expect((await reports.engagement(input)).started).toBe(1)
    await db.transaction(async (folding) => {
      await folding.query(`UPDATE report_cohort_days SET enrolments = enrolments WHERE company_id = $1`, [
        companyId,
      ])
      expect((await reports.engagement(input)).started).toBe(1)
      await events.appendEvents(db, companyId, [started('third')])
    })
  })
  expect((await reports.engagement(input)).started).toBe(3)
})

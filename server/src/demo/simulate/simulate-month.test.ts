import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createReports } from '#modules/reports/index.ts'
import { EXAMPLE_JOURNEY } from '#modules/sequences/index.ts'
import { manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createTestDatabase } from '#test/database.ts'
import type { DemoCompany } from '../company/demo-company.ts'
import { simulateMonth } from './simulate-month.ts'

const simulate = async (
  options: { prospects: number; days: number; seed: string; journey?: string },
  look: (db: Database, company: DemoCompany) => Promise<void> = async () => {},
) => {
  const { db, drop } = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'simulation-'))
  try {
    const secrets = createSecrets('a key for tests that is long enough')
    const month = await simulateMonth({ db, secrets, dataDir, log: silentLog(), ...options })
    await look(db, month.company)
    return month
  } finally {
    await drop()
    await rm(dataDir, { recursive: true })
  }
}

/** Reports say what mails and prospects themselves show, as counted event by event and as rebuilt. */
const lookAtReports = async (db: Database, { companyId, cadences }: DemoCompany): Promise<void> => {
  const clock = manualClock(new Date('2027-03-15T09:00:00Z'))
  const reports = createReports({ db, clock, newId: createIds({ clock }) })
  const input = { companyId, sequenceId: cadences.introduction, days: { from: null, to: null }, zone: 'UTC' }
  const shown = async () => {
    const { mails, linkedin: _, ...starts } = await reports.engagement(input)
    const { sent, contacted, opened, clicked, replied, bounced } = mails
    const standing = (await reports.cohort(input)).flatMap(({ statuses }) => [...statuses])
    return { sent, contacted, opened, clicked, replied, bounced, ...starts, statuses: sumUp(standing) }
  }
  const { rows } = await db.query<Record<string, number>>(
    `SELECT count(*) FILTER (WHERE state = 'sent')::integer AS sent, count(DISTINCT enrolment_id) FILTER (WHERE state = 'sent')::integer AS contacted,
       count(first_opened_at)::integer AS opened, count(first_clicked_at)::integer AS clicked, count(replied_at)::integer AS replied,
       count(*) FILTER (WHERE state = 'refused' OR bounced_at IS NOT NULL)::integer AS bounced
     FROM messages WHERE company_id = $1 AND sequence_id = $2`,
    [companyId, cadences.introduction],
  )
  const { rows: enrolments } = await db.query<{ status: string; prospects: number }>(
    'SELECT status, count(*)::integer AS prospects FROM enrolments WHERE company_id = $1 AND sequence_id = $2 GROUP BY 1',
    [companyId, cadences.introduction],
  )
  const statuses = sumUp(enrolments.map(({ status, prospects }) => [status, prospects]))
  const expected = {
    ...{ ...rows[0], statuses },
    started: Object.values(statuses).reduce((sum, prospects) => sum + prospects, 0),
    inCadence: statuses.in_cadence ?? 0,
    completed: statuses.completed ?? 0,
  }
  expect(await shown()).toEqual(expected)
  await reports.rebuild({ companyId })
  expect(await shown()).toEqual(expected)
}

const sumUp = (counts: readonly (readonly [string, number])[]): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const [name, count] of counts) if (count !== 0) sums[name] = (sums[name] ?? 0) + count
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))
}

/** The parts of a line of the log. */
const read = (line: string) => {
  const [at = '', email = '', ...rest] = line.split(' ')
  return { at, email, kind: rest.at(-1) ?? '' }
}

test('two weeks of a cadence go as they should, and the same way in every run of one seed', async () => {
  const first = await simulate({ prospects: 30, days: 14, seed: 'a' }, lookAtReports)
  const again = await simulate({ prospects: 30, days: 5, seed: 'a' })
  expect(again.log.length).toBeGreaterThan(60)
  expect(again.log).toEqual(first.log.slice(0, again.log.length))
  expect(again.days).toEqual(first.days.slice(0, 5))

  const lines = first.log.map(read)
  const of = (kind: string) => lines.filter((line) => line.kind === kind)
  expect(of('started')).toHaveLength(30)
  for (const kind of ['sent', 'opened', 'clicked', 'replied', 'auto_replied', 'task_done'])
    expect(of(kind).length, kind).toBeGreaterThan(0)

  // Nobody is mailed after the last word.
  for (const { at, email } of lines.filter(({ kind }) =>
    ['replied', 'unsubscribed', 'bounced'].includes(kind),
  ))
    expect(of('sent').filter((mail) => mail.email === email && mail.at > at)).toEqual([])
  // Mails leave on workdays only, wherever the prospect lives.
  const sentOn = first.days.filter(({ sent }) => sent > 0).map(({ day }) => new Date(day).getUTCDay())
  expect(sentOn.every((weekday) => weekday >= 1 && weekday <= 5)).toBe(true)

  expect(first.days).toHaveLength(14)
  const total = first.days.reduce((sum, { sent }) => sum + sent, 0)
  expect(total).toBe(of('sent').length)
}, 240_000)

test('a journey goes by what people do, and the same way in every run of one seed', async () => {
  const options = { prospects: 30, seed: 'a', journey: EXAMPLE_JOURNEY }
  const first = await simulate({ ...options, days: 14 })
  const again = await simulate({ ...options, days: 5 })
  expect(again.log.length).toBeGreaterThan(60)
  expect(again.log).toEqual(first.log.slice(0, again.log.length))
  const lines = first.log.map(read)
  const of = (kind: string) => lines.filter((line) => line.kind === kind)
  expect(of('started')).toHaveLength(30)
  // Those who clicked were tagged at once, those who did not were reminded.
  for (const kind of ['clicked', 'tags_added', 'task_created', 'task_done', 'completed'])
    expect(of(kind).length, kind).toBeGreaterThan(0)
  for (const { email, at } of of('tags_added'))
    expect(of('clicked').some((click) => click.email === email && click.at <= at)).toBe(true)
  expect(of('sent').length).toBeGreaterThan(30)
}, 240_000)

test('another seed makes other days', async () => {
  const [a, b] = [
    await simulate({ prospects: 6, days: 3, seed: 'a' }),
    await simulate({ prospects: 6, days: 3, seed: 'b' }),
  ]
  expect(a.log).not.toEqual(b.log)
}, 120_000)

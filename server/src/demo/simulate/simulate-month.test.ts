import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { simulateMonth } from './simulate-month.ts'

const simulate = async (options: { prospects: number; days: number; seed: string }) => {
  const { db, drop } = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'simulation-'))
  try {
    const secrets = createSecrets('a key for tests that is long enough')
    return await simulateMonth({ db, secrets, dataDir, log: silentLog(), ...options })
  } finally {
    await drop()
    await rm(dataDir, { recursive: true })
  }
}

/** The parts of a line of the log. */
const read = (line: string) => {
  const [at = '', email = '', ...rest] = line.split(' ')
  return { at, email, kind: rest.at(-1) ?? '' }
}

test('two weeks of a cadence go as they should, and the same way in every run of one seed', async () => {
  const first = await simulate({ prospects: 30, days: 14, seed: 'a' })
  expect(await simulate({ prospects: 30, days: 14, seed: 'a' })).toMatchObject({
    log: first.log,
    days: first.days,
  })

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

test('another seed makes other days', async () => {
  const [a, b] = [
    await simulate({ prospects: 6, days: 3, seed: 'a' }),
    await simulate({ prospects: 6, days: 3, seed: 'b' }),
  ]
  expect(a.log).not.toEqual(b.log)
}, 120_000)

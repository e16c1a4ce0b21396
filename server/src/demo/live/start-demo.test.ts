import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '#platform/log/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { insertCompany } from '#test/insert-company.ts'
import { type Config, readConfig } from '../../config.ts'
import type { DayReport } from '../simulate/day-report.ts'
import { startDemo } from './start-demo.ts'

let dataDir: string
const databases: { drop(): Promise<void> }[] = []
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'demo-'))
})
afterAll(async () => {
  for (const { drop } of databases) await drop()
  await rm(dataDir, { recursive: true })
})

const configFor = (url: string): Config => ({
  ...readConfig({ env: {}, flags: { demo: true, port: '0' } }),
  dataDir,
  databaseUrl: url,
})

const createDatabase = async () => {
  const database = await createTestDatabase()
  databases.push(database)
  return database
}

const signInLine = (lines: readonly string[]) => lines.find((line) => line.startsWith('Sign in as'))

test('the first start brings a company with its history, the next one goes on with it', async () => {
  const { url, db } = await createDatabase()
  const days: DayReport[] = []
  const first = await startDemo({
    config: configFor(url),
    log: silentLog(),
    prospects: 12,
    onDay: (day) => days.push(day),
  })
  try {
    expect(days).toHaveLength(30)
    expect(days.reduce((sum, { sent }) => sum + sent, 0)).toBeGreaterThan(10)
    const [, email, password] =
      /^Sign in as (\S+) with the password (\S+),/.exec(signInLine(first.greeting) ?? '') ?? []
    const signIn = await fetch(`${first.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: String(first.url) },
      body: JSON.stringify({ email, password }),
    })
    expect(signIn.status).toBe(200)

    const [company] = await first.app.accounts.listCompanies()
    expect(company).toMatchObject({ name: 'Brightwater', demo: true })
    const member = await first.app.accounts.requireUserByEmail({ email: email ?? '' })
    const elsewhere = { ...member, from: 'x@acme.test', smtp: 'smtp://x:y@127.0.0.1:25' }
    await expect(first.app.mailboxes.addMailbox(elsewhere)).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'smtp',
    })
  } finally {
    await first.stop()
  }

  const again = await startDemo({ config: configFor(url), log: silentLog(), prospects: 12 })
  try {
    expect(signInLine(again.greeting)).toBe(signInLine(first.greeting))
    const [company] = await again.app.accounts.listCompanies()
    const mailboxes = await again.app.mailboxes.listMailboxes({ companyId: company?.companyId ?? '' })
    expect(mailboxes).toHaveLength(3)
    for (const { companyId, id } of mailboxes) {
      const { smtp, imap } = await again.app.mailboxes.checkMailbox({ companyId, mailboxId: id })
      expect([smtp, imap]).toMatchObject([{ ok: true }, { ok: true }])
    }
    // A server that is none of the simulated world's stays out of reach, however it came into the database.
    const [mailbox] = mailboxes
    const which = { companyId: mailbox?.companyId ?? '', mailboxId: mailbox?.id ?? '' }
    await db.query(
      `UPDATE mailboxes SET smtp = jsonb_set(smtp, '{host}', '"192.0.2.1"') WHERE company_id = $1 AND id = $2`,
      [which.companyId, which.mailboxId],
    )
    await expect(again.app.mailboxes.connectionsOf(which)).rejects.toMatchObject({ code: 'not_allowed' })
  } finally {
    await again.stop()
  }
}, 240_000)

test('a database that holds a real company is refused, and left as it is', async () => {
  const { url, db } = await createDatabase()
  await insertCompany(db)
  await expect(startDemo({ config: configFor(url), log: silentLog() })).rejects.toMatchObject({
    code: 'not_allowed',
    message: expect.stringContaining('“Acme”'),
  })
  const { rows } = await db.query('SELECT name FROM companies')
  expect(rows).toHaveLength(1)
}, 60_000)

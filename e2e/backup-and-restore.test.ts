import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startSimulatedMailServers } from '../server/src/demo/world/start-mail-servers.ts'
import { openBackup } from '../server/src/platform/backup/index.ts'
import { systemClock } from '../server/src/platform/clock/index.ts'
import type { Database } from '../server/src/platform/db/index.ts'
import { createEmptyTestDatabase, createTestDatabase } from '../server/test/database.ts'
import { cadenza, cadenzaJson, type ServerProcess, startServerProcess } from './cadenza-process.ts'
import { commandHere } from './command-here.ts'
import { startSmtpSink } from './smtp-sink.ts'

const PEOPLE = 100
/** They wait in a paused cadence when the backup is made, and get their mail after it. */
const LATE = 5
const USER = 'ann@acme.test'
const cadenceNamed = (name: string): string => `
name: ${name}
window: 00:00-00:00
days: mon-sun
steps:
  - mail: { template: Only, subject: Hello, body: Hello }
`
const LATE_PEOPLE = Array.from({ length: LATE }, (_, n) => `late${n}@example.test`)
const LATER = 'Later'
/** Rows that the restore itself adds. */
const OF_THE_RESTORE = ['events', 'notices', 'sending_holds']

// Every command is a process of its own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

type Report = {
  report: { uncertain: number; due: number; sent: { mails: { to: string }[]; unseen: unknown[] } }
  paused: number | null
}

let folder: string
const cleanUp: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cadenza-e2e-'))
})
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work()
  await rm(folder, { recursive: true, force: true })
})

const until = (holds: () => boolean | Promise<boolean>) =>
  vi.waitUntil(holds, { timeout: 120_000, interval: 50 })
const valuesOf = async (db: Database, sql: string) =>
  (await db.query<{ value: string }>(sql)).rows.map(({ value }) => value)

/** A mailbox whose server takes its time with each mail and keeps a copy in Sent. */
const startMailbox = async () => {
  const servers = await startSimulatedMailServers({ clock: systemClock() })
  cleanUp.push(() => servers.close())
  servers.addAccount({ user: USER })
  const sink = await startSmtpSink({
    delay: 250,
    onMail: (raw) => void servers.deliver(raw, USER, { folder: 'Sent' }),
  })
  cleanUp.push(() => sink.close())
  return { sink, smtp: sink.url, imap: servers.imapUrl(USER) }
}

const surroundingsOf = (url: string, dataDir: string) => ({
  env: { DATABASE_URL: url, DATA_DIR: dataDir, PORT: '0' },
})
type Surroundings = ReturnType<typeof surroundingsOf>

const start = async (surroundings: Surroundings): Promise<ServerProcess> => {
  const server = await startServerProcess([], surroundings)
  cleanUp.push(() => server.end('SIGKILL'))
  return server
}

const setUp = async (surroundings: Surroundings, { smtp, imap }: { smtp: string; imap: string }) => {
  const run = (...args: string[]) => commandHere([...args, '--user', USER], surroundings)
  await commandHere(['user', 'add', '--company', 'Acme', '--email', USER], surroundings)
  const pace = ['--no-check', '--min-gap', '0', '--max-gap', '0', '--connections', '2']
  await run('mailbox', 'add', '--from', USER, '--smtp', smtp, '--imap', imap, ...pace)
  const enrol = async (cadence: string, people: readonly string[]) => {
    await writeFile(join(folder, 'cadence.yaml'), cadenceNamed(cadence))
    await run('cadence', 'import', join(folder, 'cadence.yaml'))
    await writeFile(join(folder, 'people.csv'), `Email\n${people.join('\n')}\n`)
    await run('prospects', 'import', join(folder, 'people.csv'), '--list', cadence)
    if (cadence === LATER) await run('cadence', 'pause', cadence)
    await run('prospects', 'start', '--list', cadence, '--cadence', cadence)
  }
  await enrol(LATER, LATE_PEOPLE)
  await enrol(
    'At once',
    Array.from({ length: PEOPLE }, (_, n) => `person${n}@example.test`),
  )
}

test('a backup made while mails leave is restored elsewhere: nothing is sent until confirmed, nothing twice', async () => {
  const mailbox = await startMailbox()
  const { accepted } = mailbox.sink
  const first = await createTestDatabase()
  cleanUp.push(first.drop)
  const old = surroundingsOf(first.url, join(folder, 'old'))
  await setUp(old, mailbox)
  const server = await start(old)
  await until(() => accepted.length >= 10)

  const file = join(folder, 'backup.zip')
  const made = await cadenzaJson<{ rows: number; path: string }>(['backup', '--out', file], old)
  expect(made.path).toBe(file)
  expect(await readdir(folder)).not.toContain('backup.zip.part')
  expect(accepted.length).toBeLessThan(PEOPLE)
  await commandHere(['cadence', 'resume', LATER, '--user', USER], old)
  await until(() => LATE_PEOPLE.every((address) => accepted.includes(address)))
  expect(await server.end('SIGTERM')).toBe(0)
  const before = [...accepted]

  const second = await createEmptyTestDatabase()
  cleanUp.push(second.drop)
  const restored = surroundingsOf(second.url, join(folder, 'new'))
  const withoutKey = await cadenza(['restore', file], restored)
  expect(withoutKey).toMatchObject({
    code: 1,
    err: expect.stringContaining('Name its file with --secret-key'),
  })
  const key = join(folder, 'old', 'secret.key')
  const { rows } = await cadenzaJson<{ rows: number }>(['restore', file, '--secret-key', key], restored)
  expect(rows).toBe(made.rows)
  const backup = await openBackup(file)
  for (const table of backup.manifest.tables.filter(({ name }) => !OF_THE_RESTORE.includes(name))) {
    const [count] = await valuesOf(second.db, `SELECT count(*) AS value FROM ${table.name}`)
    expect([table.name, count]).toEqual([table.name, table.rows])
  }
  backup.close()
  expect((await cadenza(['restore', file], restored)).err).toContain('The database is not empty')

  // A quarter of an hour later, at a provider that is known to keep copies.
  await second.db.query(`UPDATE messages SET not_before = sending_at WHERE state = 'uncertain'`)
  await second.db.query(`UPDATE mailboxes SET sent_copies = 'server'`)
  const anew = await start(restored)
  expect(anew.printed()).toContain('nothing of it is sent until somebody looks and confirms')
  await until(
    async () =>
      (await valuesOf(second.db, `SELECT 1 AS value FROM messages WHERE state = 'uncertain'`)).length === 0 &&
      (
        await valuesOf(
          second.db,
          'SELECT 1 AS value FROM mailboxes WHERE synced_at > (SELECT restored_at FROM sending_holds)',
        )
      ).length === 1,
  )
  expect(accepted).toEqual(before)

  // What waited in the queue was found in Sent and settled; of what was recorded later the backup knows nothing.
  const [shown] = await cadenzaJson<Report[]>(['confirm-sending'], restored)
  expect(shown?.report.sent.unseen).toEqual([])
  expect(shown?.report.sent.mails.map(({ to }) => to).sort()).toEqual(LATE_PEOPLE)
  const sent = await valuesOf(second.db, `SELECT to_address AS value FROM messages WHERE state = 'sent'`)
  expect(sent.toSorted()).toEqual(before.filter((address) => !LATE_PEOPLE.includes(address)).sort())
  expect(shown?.report.due).toBe(PEOPLE + LATE - sent.length)
  expect(accepted).toEqual(before)

  const [confirmed] = await cadenzaJson<Report[]>(['confirm-sending', '--yes'], restored)
  expect(confirmed?.paused).toBe(LATE)
  await commandHere(['cadence', 'resume', LATER, '--user', USER], restored)
  await until(() => accepted.length >= PEOPLE + LATE)
  expect(await anew.end('SIGTERM')).toBe(0)
  expect(new Set(accepted).size).toBe(PEOPLE + LATE)
  expect(accepted).toHaveLength(PEOPLE + LATE)
})

test('an installation of its own is backed up without a server, and restored into another folder with its key', async () => {
  const old = { env: { DATA_DIR: join(folder, 'old') } }
  await cadenzaJson(['user', 'add', '--company', 'Acme', '--email', USER], old)
  const [left, right] = [join(folder, 'first.zip'), join(folder, 'again.zip')]
  const made = await cadenzaJson<{ rows: number; secretKeyFingerprint: string }>(
    ['backup', '--out', left],
    old,
  )

  const into = join(folder, 'new')
  const key = join(folder, 'old', 'secret.key')
  const restored = await cadenza(['restore', left, '--into', into, '--secret-key', key])
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining(`DATA_DIR=${into} npm start`) })
  const fresh = { env: { DATA_DIR: into } }
  const findings = await cadenza(['doctor', '--no-connect'], fresh)
  expect(findings.out).toContain('Sending of Acme: is held since the restore')
  const again = await cadenzaJson<{ secretKeyFingerprint: string }>(['backup', '--out', right], fresh)
  expect(again.secretKeyFingerprint).toBe(made.secretKeyFingerprint)

  await writeFile(join(folder, 'other.key'), 'another key that is long enough to be one')
  const wrong = ['restore', left, '--into', join(folder, 'third'), '--secret-key', join(folder, 'other.key')]
  expect(await cadenza(wrong)).toMatchObject({
    code: 1,
    err: expect.stringContaining(`belongs to the secret key ${made.secretKeyFingerprint}`),
  })
})

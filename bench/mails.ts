import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { type App, createApp } from '../server/src/app.ts'
import { openDatabaseServer } from '../server/src/platform/db/embedded/index.ts'
import { connectDatabase, type Database, migrate } from '../server/src/platform/db/index.ts'
import { createInlineJobs } from '../server/src/platform/jobs/index.ts'
import { createLog } from '../server/src/platform/log/index.ts'
import { createSecrets } from '../server/src/platform/secrets/index.ts'
import { type BenchRow, median, printRows } from './bench-row.ts'

const MAILBOXES = 50
const MAILS = 4_000
const ROUNDS = 5

const SUBJECT = '{{ FirstName }}, a question about {{ Company }}'
const PARAGRAPH =
  'I saw that {{ Company }} is hiring for customer success, and thought of how your team in {{ City | default: "town" }} answers its customers today.'
const BODY = [
  '<p>Hi {{ FirstName | default: "there" }},</p>',
  ...Array.from({ length: 5 }, () => `<p>${PARAGRAPH}</p>`),
  '<p>Would you <a href="https://example.com/demo">look at it with me</a> for a quarter of an hour?</p>',
].join('\n')

const startSink = async (): Promise<{ child: ChildProcess; port: number }> => {
  const child = fork(join(import.meta.dirname, 'mail-sink.ts'))
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message))
    child.once('exit', () => reject(new Error('the sink ended')))
  })
  return { child, port }
}

type Setting = { app: App; db: Database; companyId: string; userId: string }

const addMailboxes = async ({ app, companyId, userId }: Setting, port: number): Promise<string[]> => {
  const addresses: string[] = []
  for (let number = 1; number <= MAILBOXES; number += 1) {
    const { address } = await app.mailboxes.addMailbox({
      ...{ companyId, userId, from: `Sender ${number} <sender${number}@acme.test>`, imap: null },
      smtp: `smtp://127.0.0.1:${port}?tls=none`,
      limits: { daily: 1_000_000, minGapSeconds: 0, maxGapSeconds: 0, connections: 1 },
    })
    addresses.push(address)
  }
  return addresses
}

/** New prospects, each in the first step of a new cadence: due, and not yet claimed. */
const prepareRound = async (setting: Setting, round: number, addresses: readonly string[]): Promise<void> => {
  const { app, companyId, userId } = setting
  const prospectIds: string[] = []
  for (let first = 0; first < MAILS; first += 100) {
    const results = await app.prospects.upsertProspects({
      ...{ companyId, userId, source: 'api' },
      inputs: Array.from({ length: 100 }, (_, index) => {
        const number = round * MAILS + first + index
        return {
          Email: `person${number}@example${number % 500}.com`,
          FirstName: `First${number}`,
          LastName: `Last${number}`,
          Company: `Company ${number % 500} & Sons`,
          City: 'Berlin',
        }
      }),
    })
    prospectIds.push(...results.map((result) => ('id' in result ? result.id : '')))
  }
  const text = [
    `name: Bench ${round}`,
    ...['zone: UTC', 'window: 00:00-24:00', 'days: mon-sun', `mailboxes: [${addresses.join(', ')}]`],
    `steps: [{ mail: ${JSON.stringify({ template: 'A', subject: SUBJECT, body: BODY })} }]`,
  ].join('\n')
  const { sequenceId } = await app.sequences.importCadenceFile({ companyId, userId, text, publish: true })
  await app.engine.start({ companyId, userId, sequenceId, prospectIds })
  await setting.db.query('VACUUM ANALYZE')
}

/** Mails a second from the first tick until the last mail is marked as sent; the dispatcher runs as in a server. */
const oursPerSecond = async ({ app, db }: Setting): Promise<number> => {
  const sentBefore = await countSent(db)
  const begin = performance.now()
  for (;;) {
    const { claimed, recorded, nextAt } = await app.engine.tick()
    if (recorded > 0) app.outbound.wake()
    if (claimed > 0) continue
    if (nextAt === null) break
    await setTimeout(Math.max(1, nextAt.getTime() - Date.now()))
  }
  while (!(await isAllSettled(db))) await setTimeout(20)
  const seconds = (performance.now() - begin) / 1000
  const sent = (await countSent(db)) - sentBefore
  if (sent !== MAILS) throw new Error(`${sent} mails were sent instead of ${MAILS}`)
  return MAILS / seconds
}

const countSent = async (db: Database): Promise<number> => {
  const { rows } = await db.query<{ sent: number }>(
    `SELECT count(*)::integer AS sent FROM messages WHERE state = 'sent'`,
  )
  return rows[0]?.sent ?? 0
}

const isAllSettled = async (db: Database): Promise<boolean> => {
  const { rows } = await db.query<{ settled: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM messages WHERE state = 'queued')
       AND NOT EXISTS (SELECT FROM messages WHERE state IN ('sending', 'uncertain')) AS settled`,
  )
  return rows[0]?.settled ?? false
}

type Sample = { subject: string; text: string; html: string; raw: string }

const sampleOf = async ({ db }: Setting): Promise<Sample> => {
  const { rows } = await db.query<Omit<Sample, 'raw'>>('SELECT subject, text, html FROM messages LIMIT 1')
  if (!rows[0]) throw new Error('nothing was sent')
  const raw = await createTransport({ streamTransport: true, buffer: true }).sendMail(mailOf(rows[0], 0))
  return { ...rows[0], raw: String(raw.message) }
}

const mailOf = ({ subject, text, html }: Omit<Sample, 'raw'>, number: number) => ({
  from: 'Sender <sender@acme.test>',
  to: `person${number}@example.com`,
  subject: `${subject} ${number}`,
  text: `${text}${number}`,
  html: `${html}${number}`,
})

/** The limit: a pool that composes and sends, or only sends, mails of the same size over as many connections. */
const poolPerSecond = async (port: number, mail: (number: number) => object): Promise<number> => {
  const pool = createTransport({
    ...{ pool: true, host: '127.0.0.1', port, ignoreTLS: true },
    ...{ maxConnections: MAILBOXES, maxMessages: Number.POSITIVE_INFINITY },
  })
  const begin = performance.now()
  await Promise.all(Array.from({ length: MAILS }, (_, number) => pool.sendMail(mail(number))))
  const seconds = (performance.now() - begin) / 1000
  pool.close()
  return MAILS / seconds
}

/**
 * Mails a second across 50 mailboxes without pacing: claimed, rendered, recorded, tracked, sent and marked, beside a bare nodemailer pool that
 * composes and sends mails of the same size to the same sink; and beside one that is given them ready-made.
 */
export const benchMails = async (): Promise<BenchRow[]> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cadenza-bench-'))
  const log = createLog({ level: 'warn' })
  const databaseServer = await openDatabaseServer({ dataDir, log })
  const db = connectDatabase({ url: databaseServer.url })
  const { child, port } = await startSink()
  const shutdown = new AbortController()
  try {
    await migrate({ db, directory: join(import.meta.dirname, '../server/migrations') })
    const secrets = createSecrets('a key for benches that is long enough')
    const config = { dataDir, publicUrl: 'https://track.example.com' }
    const app = await createApp({ db, secrets, config, log, jobs: createInlineJobs({ db }) })
    const { companyId, userId } = await app.accounts.addUser({ company: 'Bench', email: 'bench@example.com' })
    const setting: Setting = { app, db, companyId, userId }
    const addresses = await addMailboxes(setting, port)
    const sending = app.outbound.run(shutdown.signal)
    const times = { ours: [] as number[], composed: [] as number[], ready: [] as number[] }
    for (let round = 0; round <= ROUNDS; round += 1) {
      await prepareRound(setting, round, addresses)
      const ours = await oursPerSecond(setting)
      const sample = await sampleOf(setting)
      const composed = await poolPerSecond(port, (number) => mailOf(sample, number))
      const envelope = { from: 'sender@acme.test', to: 'person@example.com' }
      const ready = await poolPerSecond(port, () => ({ envelope, raw: sample.raw }))
      // The first round warms all of them up.
      if (round === 0) continue
      times.ours.push(ours)
      times.composed.push(composed)
      times.ready.push(ready)
    }
    shutdown.abort()
    await sending
    const [ours, composed, ready] = [median(times.ours), median(times.composed), median(times.ready)]
    return [
      {
        name: `Mails over ${MAILBOXES} mailboxes, beside a pool that composes and sends`,
        ...{ ours, limit: composed, ratio: ours / composed, target: 0.5 },
      },
      {
        name: 'The same beside a pool that sends ready-made mails',
        ...{ ours, limit: ready, ratio: ours / ready, target: null },
      },
    ]
  } finally {
    shutdown.abort()
    child.kill()
    await db.close()
    await databaseServer.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) printRows(await benchMails())

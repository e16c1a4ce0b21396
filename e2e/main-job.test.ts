import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseMessage } from '@cadenza/mailkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readConfig } from '../server/src/config.ts'
import { silentLog } from '../server/src/platform/log/index.ts'
import { type RunningServer, startServer } from '../server/src/start-server.ts'
import { createTestDatabase } from '../server/test/database.ts'
import {
  openMailServers,
  type TestAccount,
  type TestMailServers,
} from '../server/test/mail-servers/open-mail-servers.ts'
import { cadenzaJson } from './cadenza-process.ts'
import { freePort } from './free-port.ts'
import { shiftedClock } from './shifted-clock.ts'

const USER = 'steve@acme.test'
const CADENCE = `
name: Introduction
window: 00:00-00:00
days: mon-sun
stopOn: { reply: true, autoReply: hold }
steps:
  - mail:
      template: First
      subject: 'Question about {{ Company | default: "your team" }}'
      body: |
        Hi {{ FirstName | default: "there" }},

        have you seen https://example.com/tour?
  - wait: 1 hour
  - mail:
      template: Second
      body: |
        Hi {{ FirstName | default: "there" }}, did my mail reach you?
`

const clock = shiftedClock()
let mail: TestMailServers
let server: RunningServer
let dataDir: string
let apiKey: string
let surroundings: { env: Record<string, string> }
let sender: TestAccount
let dropDatabase: () => Promise<void>

beforeAll(async () => {
  const { url, drop } = await createTestDatabase()
  dropDatabase = drop
  mail = await openMailServers()
  dataDir = await mkdtemp(join(tmpdir(), 'cadenza-e2e-'))
  const port = await freePort()
  const env = {
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  }
  surroundings = { env }
  server = await startServer({ config: readConfig({ env }), log: silentLog(), parts: { clock } })
  const user = ['user', 'add', '--company', 'Acme', '--email', USER]
  apiKey = (await cadenzaJson<{ apiKey: string }>(user, surroundings)).apiKey
  sender = mail.newAccount('steve')
})
afterAll(async () => {
  await server?.stop()
  await mail?.close()
  await rm(dataDir, { recursive: true, force: true })
  await dropDatabase?.()
})

const klenty = async (method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> => {
  const answer = await fetch(`${server.url}/apis/v1/user/${USER}${path}`, {
    method,
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return answer.json()
}

const statusOf = (email: string) => klenty('GET', `/prospects/${email}/status`)
const until = <T>(look: () => Promise<T | false>): Promise<T> =>
  vi.waitUntil(look, { timeout: 45_000, interval: 200 }) as Promise<T>
const mailsOf = async (account: TestAccount) =>
  Promise.all((await mail.mailsOf(account)).map((raw) => parseMessage(raw)))
const arrived = (account: TestAccount, count: number) =>
  until(async () => {
    const mails = await mailsOf(account)
    return mails.length >= count && mails
  })
const becomes = (email: string, prospectStatus: string) =>
  until(async () => JSON.stringify(await statusOf(email)).includes(`"prospectStatus":"${prospectStatus}"`))

type Status = { prospects: { email: string; statusLabel: string; sentence: string }[] }
const cadenceStatus = async () => {
  const { prospects } = await cadenzaJson<Status>(['status', 'Introduction', '--user', USER], surroundings)
  return Object.fromEntries(prospects.map((one) => [one.email, one]))
}

test('a CSV goes through a cadence by real mail: follow-ups, a reply, bounces, an absence, an unsubscribe', async () => {
  const people = {
    replies: mail.newAccount('replies'),
    silent: mail.newAccount('silent'),
    away: mail.newAccount('away'),
    leaves: mail.newAccount('leaves'),
  }
  const refused = `gone.${Date.now()}@refused.test`
  const bounces = `lost.${Date.now()}@bounce.test`
  const emails = [...Object.values(people).map(({ address }) => address), refused, bounces]

  await cadenzaJson(
    [
      ...['mailbox', 'add', '--user', USER, '--from', `Steve <${sender.address}>`],
      ...['--smtp', sender.smtpUrl, '--imap', sender.imapUrl, '--min-gap', '0', '--max-gap', '0'],
    ],
    surroundings,
  )
  const cadenceFile = join(dataDir, 'introduction.yaml')
  await writeFile(cadenceFile, CADENCE)
  await cadenzaJson(['cadence', 'import', cadenceFile, '--user', USER], surroundings)
  const csv = join(dataDir, 'people.csv')
  await writeFile(
    csv,
    `Email;First Name;Company\r\n${emails.map((email, n) => `${email};Pat${n};Firm ${n}`).join('\r\n')}\r\nnobody;No;Address\r\n`,
  )
  const imported = await cadenzaJson<object>(
    ['prospects', 'import', csv, '--user', USER, '--list', 'spring'],
    surroundings,
  )
  expect(imported).toMatchObject({ added: 6, updated: 0, skipped: 0, rejected: 1 })
  for (const Email of emails)
    expect(await klenty('POST', '/cadences/start', { Email, cadenceName: 'introduction' })).toEqual({
      Status: true,
    })

  // The first mails.
  const [first] = await arrived(people.replies, 1)
  expect(first).toMatchObject({
    subject: 'Question about Firm 0',
    from: { address: sender.address, name: 'Steve' },
  })
  expect(first?.text).toContain('Hi Pat0,')
  for (const account of Object.values(people)) await arrived(account, 1)

  // One replies, one is away until a day of next year, one leaves with one click; two addresses do not exist.
  const answer = (
    from: TestAccount,
    to: { messageId?: string | undefined; subject: string } | undefined,
    head: string,
    text: string,
  ) =>
    mail.send({
      from,
      to: sender.address,
      raw: `From: ${from.address}\r\nTo: ${sender.address}\r\nSubject: Re: ${to?.subject}\r\nIn-Reply-To: ${to?.messageId}\r\nReferences: ${to?.messageId}\r\nMessage-ID: <${crypto.randomUUID()}@local.test>\r\nDate: ${new Date().toUTCString()}\r\n${head}\r\n${text}\r\n`,
    })
  await answer(people.replies, first, '', 'Sounds good, call me.')
  const [toAway] = await mailsOf(people.away)
  const back = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  await answer(people.away, toAway, 'Auto-Submitted: auto-replied\r\n', `I am out of office until ${back}.`)
  const [toLeaver] = await mailsOf(people.leaves)
  const header = toLeaver?.headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value ?? ''
  const link = /<(http[^>]+)>/.exec(header)?.[1] ?? ''
  expect((await fetch(link)).status).toBe(200)
  expect(await statusOf(people.leaves.address)).toMatchObject({ prospectStatus: 'Contacted' })
  const click = await fetch(link, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })
  expect(click.status).toBe(200)

  await becomes(people.replies.address, 'Replied')
  await becomes(people.leaves.address, 'Unsubscribed')
  await becomes(refused, 'Bounced')
  await becomes(bounces, 'Bounced')
  await until(
    async () => (await cadenceStatus())[people.away.address]?.sentence.startsWith('Paused until') ?? false,
  )
  expect(
    await klenty('POST', '/cadences/start', { Email: people.leaves.address, cadenceName: 'Introduction' }),
  ).toMatchObject({
    Status: false,
    message: expect.stringContaining('unsubscribed'),
  })

  // An hour later only the silent one is written to again, in the same thread.
  clock.forward(3_660_000)
  const [firstToSilent, followUp] = await arrived(people.silent, 2)
  expect(followUp).toMatchObject({
    subject: 'Re: Question about Firm 1',
    inReplyTo: [firstToSilent?.messageId],
    references: [firstToSilent?.messageId],
  })
  await until(
    async () => (await cadenceStatus())[people.silent.address]?.statusLabel === 'Completed without reply',
  )
  for (const other of [people.replies, people.away, people.leaves])
    expect(await mailsOf(other)).toHaveLength(1)
  const labels = Object.entries(await cadenceStatus()).map(([email, { statusLabel }]) => [email, statusLabel])
  expect(Object.fromEntries(labels)).toEqual({
    [people.replies.address]: 'Replied',
    [people.silent.address]: 'Completed without reply',
    [people.away.address]: 'In Cadence',
    [people.leaves.address]: 'Unsubscribed',
    [refused]: 'Bounced',
    [bounces]: 'Bounced',
  })
  // A reply after the end still makes it Replied.
  await answer(people.silent, followUp, '', 'Sorry, I was busy.')
  await becomes(people.silent.address, 'Replied')
  expect((await cadenceStatus())[people.silent.address]?.statusLabel).toBe('Replied')
}, 180_000)

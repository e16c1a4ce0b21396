import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ServerConnection } from '#modules/mailboxes/index.ts'
import {
  openMailServers,
  type TestAccount,
  type TestMailServers,
} from '#test/mail-servers/open-mail-servers.ts'
import { appendToSent, findInSent } from './sent-folder.ts'

let servers: TestMailServers
let account: TestAccount

beforeAll(async () => {
  servers = await openMailServers()
  account = servers.newAccount('sent')
})
afterAll(() => servers.close())

const connectionTo = ({ imapUrl }: TestAccount): ServerConnection => {
  const { hostname, port, username, password } = new URL(imapUrl)
  return {
    host: hostname,
    port: Number(port),
    security: 'none',
    verifyCertificate: true,
    user: decodeURIComponent(username),
    auth: { kind: 'password', password: decodeURIComponent(password) },
  }
}
const deps = () => ({ ports: { connectionOf: async () => connectionTo(account) } })
const WHICH = { companyId: 'c', mailboxId: 'm' }
const OURS = '0123456789abcdef01234567'
const mail = (headers: string) =>
  `From: ${account.address}\r\nTo: ann@x.test\r\n${headers}\r\nSubject: Hi\r\n\r\nHello\r\n`
const find = (messageId: string, ourId = OURS) => findInSent(deps(), { ...WHICH, messageId, ourId })

it('finds no mail that was not sent', async () => {
  expect(await find('<none@acme.test>')).toEqual({ found: false, seenMessageId: null })
})

it('finds its own copy again, as it was put there, read', async () => {
  const raw = mail(`Message-ID: <own@acme.test>\r\nX-Cadenza-Id: ${OURS}`)
  const unseen = await servers.unseen(account)
  await appendToSent(deps(), { ...WHICH, raw: Buffer.from(raw), at: new Date('2026-03-02T09:00:00Z') })
  expect(await find('<own@acme.test>')).toEqual({ found: true, seenMessageId: '<own@acme.test>' })
  expect((await servers.mailsOf(account, 'Sent')).map(String)).toEqual([raw])
  expect(await servers.unseen(account)).toBe(unseen)
})

it('finds a copy whose Message-ID the server changed by our own header', async () => {
  const other = 'fedcba9876543210fedcba98'
  const raw = mail(`Message-ID: <theirs@provider.test>\r\nX-Cadenza-Id: ${other}`)
  await servers.append(account, 'Sent', raw)
  expect(await find('<ours@acme.test>', other)).toEqual({
    found: true,
    seenMessageId: '<theirs@provider.test>',
  })
  expect(await find('<ours@acme.test>', 'f'.repeat(24))).toEqual({ found: false, seenMessageId: null })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  openMailServers,
  type TestAccount,
  type TestMailServers,
} from '#test/mail-servers/open-mail-servers.ts'
import { sentSince } from './sent-since.ts'

let servers: TestMailServers
let account: TestAccount
beforeAll(async () => {
  servers = await openMailServers()
  account = servers.newAccount('since')
})
afterAll(() => servers.close())

const look = (since: Date) => {
  const { hostname, port, username, password } = new URL(account.imapUrl)
  const connectionOf = async () => ({
    ...{ host: hostname, port: Number(port), security: 'none' as const, verifyCertificate: true },
    user: decodeURIComponent(username),
    auth: { kind: 'password' as const, password: decodeURIComponent(password) },
  })
  return sentSince({ ports: { connectionOf } }, { companyId: 'c', mailboxId: 'm', since })
}
const DAY = 86_400_000

it('finds mails that bear our header, whoever they went to, and no others', async () => {
  expect(await look(new Date(Date.now() - DAY))).toEqual([])
  const id = (digit: string) => digit.repeat(24)
  const lay = (headers: string) =>
    servers.append(
      account,
      'Sent',
      `From: ${account.address}\r\n${headers}\r\nMessage-ID: <x@y.test>\r\n\r\nHello\r\n`,
    )
  await lay(`To: ann@x.test\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nX-Cadenza-Id: ${id('a')}`)
  await lay('To: bob@x.test\r\nSubject: By hand')
  await lay(`To: "Carl" <carl@x.test>, dora@x.test\r\nx-cadenza-id: ${id('b')}\r\nSubject: Two`)
  await lay('To: eve@x.test\r\nX-Cadenza-Id: no id')
  expect(await look(new Date(Date.now() - DAY))).toEqual([
    { ourId: id('a'), to: ['ann@x.test'], subject: 'Grüße', at: expect.any(Date) },
    { ourId: id('b'), to: ['carl@x.test', 'dora@x.test'], subject: 'Two', at: expect.any(Date) },
  ])
  expect(await look(new Date(Date.now() + 3 * DAY))).toEqual([])
})

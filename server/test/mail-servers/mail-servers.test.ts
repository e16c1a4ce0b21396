import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openMailServers, type TestMailServers } from './open-mail-servers.ts'

let servers: TestMailServers
beforeAll(async () => {
  servers = await openMailServers()
})
afterAll(() => servers.close())

const write = (from: string, to: string, subject: string) =>
  `From: ${from}\r\nTo: ${to}\r\nSubject: ${subject}\r\nMessage-ID: <${subject}.${from}>\r\n\r\nHello\r\n`

test('mails between accounts arrive', async () => {
  const ann = servers.newAccount('ann')
  const bob = servers.newAccount('bob')
  await servers.send({ from: ann, to: bob.address, raw: write(ann.address, bob.address, 'first') })
  const mails = await vi.waitUntil(
    async () => {
      const found = await servers.mailsOf(bob)
      return found.length === 1 && found
    },
    { timeout: 20_000, interval: 100 },
  )
  expect(String(mails[0])).toContain('Subject: first')
  await servers.append(bob, 'Junk', write(ann.address, bob.address, 'second'))
  expect(await servers.mailsOf(bob, 'Junk')).toHaveLength(1)
})

test('refused.test is refused at RCPT, bounce.test sends a report back', async () => {
  const ann = servers.newAccount('ann')
  const refused = servers.send({
    from: ann,
    to: 'x@refused.test',
    raw: write(ann.address, 'x@refused.test', 'a'),
  })
  await expect(refused).rejects.toMatchObject({
    responseCode: 550,
    response: expect.stringContaining('5.1.1'),
  })
  await servers.send({ from: ann, to: 'x@bounce.test', raw: write(ann.address, 'x@bounce.test', 'b') })
  const [report] = await vi.waitUntil(
    async () => {
      const found = await servers.mailsOf(ann)
      return found.length === 1 && found
    },
    { timeout: 20_000, interval: 100 },
  )
  expect(String(report)).toMatch(/report-type="?delivery-status/)
})

import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { manualClock } from '#platform/clock/index.ts'
import { type SimulatedMailServers, startSimulatedMailServers, type TakenMail } from '../index.ts'

const raw =
  'From: steve@acme.test\r\nTo: anna@globex.test\r\nMessage-ID:\r\n <ours@acme.test>\r\nSubject: Hi\r\n\r\nHello.\r\n'
const clock = manualClock(new Date('2027-02-05T09:00:00Z'))
let servers: SimulatedMailServers
let outside: TakenMail[]
beforeEach(async () => {
  outside = []
  servers = await startSimulatedMailServers({ clock, onMail: (mail) => void outside.push(mail) })
  servers.addAccount({ user: 'steve@acme.test' })
})
afterEach(() => servers.close())

const send = (to: string | string[] = 'anna@globex.test', message = raw, pass = 'secret') =>
  createTransport({
    host: '127.0.0.1',
    port: servers.smtp.port,
    ignoreTLS: true,
    auth: { user: 'steve@acme.test', pass },
  }).sendMail({ envelope: { from: 'steve@acme.test', to }, raw: message })

const sentCopies = () => servers.store.messages({ account: 'steve@acme.test', folder: 'Sent' })

test('a mail for somebody outside goes to the world as it was sent', async () => {
  const { response } = await send()
  expect(response).toMatch(/^250 2\.0\.0 Queued/)
  expect(outside).toMatchObject([
    { user: 'steve@acme.test', from: 'steve@acme.test', to: ['anna@globex.test'], at: clock.now() },
  ])
  expect(outside[0]?.raw.toString()).toBe(raw)
  expect(sentCopies()).toEqual([])
})

test('a mail for an account lies in its Inbox, with the trace of its way', async () => {
  servers.addAccount({ user: 'jane@acme.test' })
  await send(['JANE@acme.test', 'anna@globex.test'])
  const [message] = servers.store.messages({ account: 'jane@acme.test' })
  expect(message?.raw.toString()).toMatch(
    /^Return-Path: <steve@acme\.test>\r\n.*\r\nReceived: [^\n]*\r\nFrom: /s,
  )
  expect(outside[0]?.to).toEqual(['anna@globex.test'])
})

describe('providers', () => {
  test('that keep copies lay them into Sent', async () => {
    servers.smtp.setHabits('steve@acme.test', { keepsCopies: true, rewritesMessageId: false })
    await send()
    expect(sentCopies()[0]?.raw.toString()).toBe(raw)
    expect(sentCopies()[0]?.flags.has('\\Seen')).toBe(true)
  })

  test('that rewrite the Message-ID do so in the copy and for the recipient alike', async () => {
    servers.smtp.setHabits('steve@acme.test', { keepsCopies: true, rewritesMessageId: true })
    await send()
    await send()
    const ids = outside.map((mail) => /^Message-ID: (<.*>)\r$/m.exec(mail.raw.toString())?.[1])
    expect(new Set(ids).size).toBe(2)
    expect(outside[0]?.raw.toString()).not.toContain('ours@acme.test')
    expect(outside[0]?.raw.toString().replace(/^Message-ID:.*\r\n/m, '')).toBe(
      raw.replace(/Message-ID:\r\n .*\r\n/, ''),
    )
    expect(sentCopies().map((copy) => copy.raw)).toEqual(outside.map((mail) => mail.raw))
  })
})

describe('refusals', () => {
  test('a wrong password', async () => {
    await expect(send('anna@globex.test', raw, 'wrong')).rejects.toMatchObject({
      code: 'EAUTH',
      responseCode: 535,
    })
  })

  test.each(['connect', 'auth', 'mail', 'rcpt', 'data'] as const)(
    'told at %s, in the words told',
    async (stage) => {
      servers.smtp.setRule((moment) =>
        moment.stage === stage ? { code: 550, text: `5.7.1 Not at ${stage}` } : undefined,
      )
      await expect(send()).rejects.toMatchObject({
        responseCode: 550,
        response: expect.stringContaining(`5.7.1 Not at ${stage}`),
      })
      expect(outside).toEqual([])
      servers.smtp.setRule(undefined)
      await send()
      expect(outside).toHaveLength(1)
    },
  )

  test('a mail beyond the size', async () => {
    await expect(send('anna@globex.test', raw + 'x'.repeat(26 * 1024 * 1024))).rejects.toMatchObject({
      responseCode: 552,
    })
  })

  test.each(['before', 'after'] as const)('a connection lost %s the mail was taken', async (lost) => {
    servers.smtp.setRule(({ stage }) => (stage === 'data' ? { lost } : undefined))
    await expect(send()).rejects.toMatchObject({
      code: expect.stringMatching(/ECONNECTION|ESOCKET|ECONNRESET/),
    })
    expect(outside).toHaveLength(lost === 'after' ? 1 : 0)
  })
})

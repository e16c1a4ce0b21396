import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import type { SmtpConnection } from '#modules/mailboxes/index.ts'
import { eventually } from '../scripted-smtp.ts'
import { createInHand } from './in-hand.ts'
import { openLine } from './smtp-line.ts'

let server: Server
let sockets: Set<Socket>
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
})

type Reply = string | 'drop' | undefined

/** A server that answers each command with what `reply` says, after a `~` with no end of line but the end of the connection. */
const talk = async (reply: (command: string) => Reply): Promise<number> => {
  sockets = new Set()
  server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.write('220 ready\r\n')
    let content = false
    socket.on('data', (chunk) => {
      for (const line of chunk
        .toString('latin1')
        .split('\r\n')
        .filter((one) => one !== '')) {
        if (content && line !== '.') continue
        const command = content ? '.' : line.slice(0, 4).toUpperCase()
        const answer = reply(command)
        content = command === 'DATA' && (answer?.startsWith('354') ?? false)
        if (answer === 'drop') socket.destroy()
        else if (answer?.startsWith('~')) socket.end(answer.slice(1))
        else if (answer !== undefined) socket.write(`${answer}\r\n`)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

const POLITE: Record<string, Reply> = {
  EHLO: '250 hello',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  '.': '250 taken',
  RSET: '250 ok',
}

let now = new Date('2026-03-02T09:00:00Z')
const open = async (replies: Record<string, Reply>) => {
  const port = await talk((command) => ({ ...POLITE, ...replies })[command])
  const connection: SmtpConnection = {
    ...{ host: '127.0.0.1', port, security: 'none', verifyCertificate: true },
    ...{ user: null, auth: null },
  }
  const opened = await openLine(connection, {
    onClosed: () => undefined,
    signal: new AbortController().signal,
  })
  if ('failure' in opened) throw new Error(opened.failure.words)
  return opened.line
}
const MAIL = { from: 'a@acme.test', to: ['b@x.test'], raw: Buffer.from('Subject: x\r\n\r\nHello\r\n') }
const inHand = createInHand({ now: () => now })
const take = () => inHand.take({ id: 'm', enrolmentId: null, prospectId: null, sendBefore: null })

it('answers with what the server said', async () => {
  expect(await (await open({})).send(MAIL, take())).toEqual({
    kind: 'accepted',
    words: '250 taken',
    serverMessageId: null,
  })
})

it.each([
  [{ RCPT: '550 5.1.1 no such user' }, { kind: 'refused', stage: 'rcpt', code: 550 }, false],
  [{ RCPT: '550 5.1.1 no such user', RSET: 'drop' }, { kind: 'refused', stage: 'rcpt', code: 550 }, true],
  [{ RCPT: '421 going down' }, { kind: 'refused', code: 421 }, true],
  [{ MAIL: '550 not you' }, { kind: 'refused', stage: 'mail', code: 550 }, false],
  [{ DATA: '451 not now' }, { kind: 'refused', stage: 'data', code: 451 }, false],
  [{ DATA: 'drop' }, { kind: 'lost' }, true],
  [{ '.': '554 no' }, { kind: 'refused', stage: 'data', code: 554 }, true],
  [{ '.': '421 going down' }, { kind: 'refused', stage: 'data', code: 421 }, true],
  [{ '.': 'drop' }, { kind: 'uncertain', byUs: false }, true],
] as const)('tells how it went wrong: %o', async (replies, result, closed) => {
  const line = await open(replies)
  expect(await line.send(MAIL, take())).toMatchObject(result)
  expect(line.closed()).toBe(closed)
})

it.each([
  ['~25', 'uncertain'],
  ['~250 tak', 'uncertain'],
  ['~554 no suc', 'refused'],
] as const)('takes half an answer for none, unless it is a refusal: %s', async (half, kind) => {
  const line = await open({ '.': half })
  expect(await line.send(MAIL, take())).toMatchObject({ kind })
})

it.each([
  ['MAIL', { kind: 'not_begun' }],
  ['DATA', { kind: 'not_begun' }],
  ['.', { kind: 'uncertain', byUs: true }],
] as const)(
  'gives a mail up while %s is unanswered, and tells whether it had begun',
  async (silent, result) => {
    const line = await open({ [silent]: undefined })
    const sending = line.send(MAIL, take())
    if (silent === '.') await eventually(() => line.awaitsAnswer()).toBe(true)
    line.close()
    expect(await sending).toMatchObject(result)
  },
)

it('begins no mail that it was given long ago', async () => {
  const line = await open({})
  const taken = take()
  now = new Date(now.getTime() + 5 * 60_000)
  expect(await line.send(MAIL, taken)).toEqual({ kind: 'not_begun' })
  expect(taken.begun).toBe(false)
})

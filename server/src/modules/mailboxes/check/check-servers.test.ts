import { createServer, type Server, type Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import type { ServerConnection } from '../connection-of.ts'
import { checkImap } from './check-imap.ts'
import { checkSmtp } from './check-smtp.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const connection = (port: number, changes: Partial<ServerConnection> = {}): ServerConnection => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: 'steve',
  verifyCertificate: true,
  auth: { kind: 'password', password: 'right' },
  ...changes,
})
const wrongPassword = { auth: { kind: 'password', password: 'wrong' } } as const

const portOf = (server: { address(): ReturnType<Server['address']> }): number => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port')
  return address.port
}

/** A server that says what it is told to, line by line. */
const talk = async (onConnect: (socket: Socket) => void): Promise<number> => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    onConnect(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return portOf(server)
}

const unusedPort = async (): Promise<number> => {
  const port = await talk(() => undefined)
  await closers.pop()?.()
  return port
}

describe('checking an SMTP server', () => {
  const start = async (options: { secure?: boolean; tls?: boolean } = {}): Promise<number> => {
    const smtp = new SMTPServer({
      secure: options.secure ?? false,
      disabledCommands: options.tls || options.secure ? [] : ['STARTTLS'],
      allowInsecureAuth: true,
      logger: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'steve' && password === 'right'
          ? done(null, { user: 'steve' })
          : done(new Error('no such luck')),
    })
    smtp.on('error', () => undefined)
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    closers.push(() => new Promise((resolve) => smtp.close(() => resolve())))
    return portOf(smtp.server)
  }

  it('succeeds with the right password', async () => {
    expect(await checkSmtp(connection(await start()))).toMatchObject({
      ok: true,
      detail: expect.stringMatching(/signed in as steve/),
    })
  })

  it('names the name, the connection, the greeting and the sign-in', async () => {
    expect(await checkSmtp(connection(25, { host: 'nowhere.invalid' }))).toMatchObject({
      ok: false,
      stage: 'resolve',
    })
    expect(await checkSmtp(connection(await unusedPort()))).toMatchObject({
      ok: false,
      stage: 'connect',
      words: expect.stringMatching(/ECONNREFUSED/),
    })
    const silent = await talk((socket) => socket.end())
    expect(await checkSmtp(connection(silent))).toMatchObject({ ok: false, stage: 'greeting' })
    const rude = await talk((socket) => socket.end('554 go away\r\n'))
    expect(await checkSmtp(connection(rude))).toMatchObject({
      ok: false,
      stage: 'greeting',
      words: '554 go away',
    })
    expect(await checkSmtp(connection(await start(), wrongPassword))).toMatchObject({
      ok: false,
      stage: 'login',
      words: expect.stringMatching(/^535 .*no such luck/),
    })
  })

  it('names TLS: not offered, not spoken, not trusted', async () => {
    const plain = await start()
    const notOffered = await checkSmtp(connection(plain, { security: 'starttls' }))
    expect(notOffered).toMatchObject({
      ok: false,
      stage: 'tls',
      advice: expect.stringMatching(/does not offer STARTTLS/),
    })
    expect(await checkSmtp(connection(plain, { security: 'tls' }))).toMatchObject({
      ok: false,
      stage: 'tls',
      advice: expect.stringMatching(/does not speak TLS/),
    })
    const secure = await start({ secure: true })
    expect(await checkSmtp(connection(secure, { security: 'tls' }))).toMatchObject({
      ok: false,
      stage: 'tls',
      advice: expect.stringMatching(/verify=no/),
    })
    expect(await checkSmtp(connection(secure, { security: 'tls', verifyCertificate: false }))).toMatchObject({
      ok: true,
    })
    const upgrade = await start({ tls: true })
    expect(
      await checkSmtp(connection(upgrade, { security: 'starttls', verifyCertificate: false })),
    ).toMatchObject({ ok: true })
  })
})

describe('checking an IMAP server', () => {
  /** As much of RFC 9051 as a sign-in and a look into the Inbox need. */
  const imap = (options: { selectable?: boolean } = {}) =>
    talk((socket) => {
      socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n')
      let rest = ''
      socket.on('data', (data) => {
        const lines = (rest + data.toString()).split('\r\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          const [tag = '', verb = '', ...words] = line.split(' ')
          socket.write(answerTo(tag, verb.toUpperCase(), words.join(' '), options.selectable ?? true))
        }
      })
    })
  const answerTo = (tag: string, verb: string, words: string, selectable: boolean): string => {
    if (verb === 'LOGIN')
      return words.includes('right')
        ? `${tag} OK in\r\n`
        : `${tag} NO [AUTHENTICATIONFAILED] no such luck\r\n`
    if (verb === 'LIST' || verb === 'LSUB') return `* ${verb} () "/" INBOX\r\n${tag} OK done\r\n`
    if (verb === 'SELECT' || verb === 'EXAMINE')
      return selectable
        ? `* 3 EXISTS\r\n* OK [UIDVALIDITY 1] v\r\n* OK [UIDNEXT 4] n\r\n${tag} OK [READ-ONLY] open\r\n`
        : `${tag} NO not for you\r\n`
    if (verb === 'CAPABILITY') return `* CAPABILITY IMAP4rev1\r\n${tag} OK done\r\n`
    return `${tag} OK done\r\n`
  }

  it('succeeds with the right password and names the folders', async () => {
    expect(await checkImap(connection(await imap()))).toMatchObject({
      ok: true,
      detail: expect.stringMatching(/3 mails in the Inbox; folders: INBOX/),
    })
  })

  it('names the name, the connection, the greeting, the sign-in and the Inbox', async () => {
    expect(await checkImap(connection(143, { host: 'nowhere.invalid' }))).toMatchObject({
      ok: false,
      stage: 'resolve',
    })
    expect(await checkImap(connection(await unusedPort()))).toMatchObject({
      ok: false,
      stage: 'connect',
      words: expect.stringMatching(/ECONNREFUSED/),
    })
    const silent = await talk((socket) => socket.end())
    expect(await checkImap(connection(silent))).toMatchObject({ ok: false, stage: 'greeting' })
    const rude = await talk((socket) => socket.end('* BYE go away\r\n'))
    expect(await checkImap(connection(rude))).toMatchObject({ ok: false, stage: 'greeting' })
    expect(await checkImap(connection(await imap(), wrongPassword))).toMatchObject({
      ok: false,
      stage: 'login',
      words: expect.stringMatching(/no such luck/),
    })
    expect(await checkImap(connection(await imap({ selectable: false })))).toMatchObject({
      ok: false,
      stage: 'select',
      words: expect.stringMatching(/not for you/),
    })
  })

  it('names TLS: not offered, not spoken', async () => {
    const port = await imap()
    expect(await checkImap(connection(port, { security: 'starttls' }))).toMatchObject({
      ok: false,
      stage: 'tls',
    })
    expect(await checkImap(connection(port, { security: 'tls' }))).toMatchObject({ ok: false, stage: 'tls' })
  })
})

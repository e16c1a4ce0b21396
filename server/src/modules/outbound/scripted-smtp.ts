import { once } from 'node:events'
import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { expect } from 'vitest'

/** What the server does instead of taking a mail: a refusal, an end of the connection, or whatever a promise says later. */
export type Twist = { code: number; text: string } | 'drop' | undefined

export type SmtpScript = {
  greeting?: () => Twist | Promise<Twist>
  auth?: (user: string, password: string) => Twist
  mail?: (from: string | null) => Twist | Promise<Twist>
  rcpt?: (to: string) => Twist | Promise<Twist>
  /** After the whole content; `drop-taken` takes the mail and answers nothing. */
  data?: (raw: string, to: string) => Twist | 'drop-taken' | Promise<Twist | 'drop-taken'>
}

export type TakenMail = { to: string; from: string; raw: string }

/**
 * A real SMTP server on loopback that does as its script says, which a test may change at any time. It notes the recipients whose content
 * began to come, in order, and the mails that it took.
 */
export const scriptedSmtp = async () => {
  const script: SmtpScript = {}
  const taken: TakenMail[] = []
  const begun: string[] = []
  const sockets = new Map<number, Socket>()
  let connections = 0
  let mostAtOnce = 0

  const answer = async (
    session: SMTPServerSession,
    twist: Twist | 'drop-taken' | Promise<Twist | 'drop-taken'>,
    callback: (error?: Error) => void,
  ): Promise<void> => {
    const result = await twist
    if (result === undefined) return callback()
    if (typeof result === 'string') return void sockets.get(session.remotePort)?.destroy()
    callback(Object.assign(new Error(result.text), { responseCode: result.code }))
  }

  const server = new SMTPServer({
    authOptional: true,
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 50,
    onConnect: (session, callback) => void answer(session, script.greeting?.(), callback),
    onAuth: (auth, session, callback) => {
      const username = auth.username ?? ''
      void answer(session, script.auth?.(username, auth.password ?? auth.accessToken ?? ''), (error) =>
        error ? callback(error) : callback(null, { user: username }),
      )
    },
    onMailFrom: ({ address }, session, callback) => void answer(session, script.mail?.(address), callback),
    onRcptTo: ({ address }, session, callback) =>
      void answer(session, script.rcpt?.(address ?? ''), callback),
    onData: (stream, session, callback) => {
      const to = session.envelope.rcptTo[0]?.address ?? ''
      const { mailFrom } = session.envelope
      const from = mailFrom === false ? '' : (mailFrom.address ?? '')
      const chunks: Buffer[] = []
      stream.once('data', () => begun.push(to))
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      // A connection that ends within the content: nothing was taken.
      stream.on('error', () => undefined)
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString('latin1')
        const twist = await script.data?.(raw, to)
        if (twist === undefined || twist === 'drop-taken') taken.push({ to, from, raw })
        await answer(session, twist, callback)
      })
    },
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.set(socket.remotePort ?? 0, socket)
    mostAtOnce = Math.max(mostAtOnce, sockets.size)
    const { remotePort = 0 } = socket
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(remotePort))
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the SMTP server has no port')

  return {
    port: address.port,
    script,
    taken,
    begun,
    /** How many connections came so far, how many there were at a time, and how many there are. */
    connections: () => connections,
    mostAtOnce: () => mostAtOnce,
    open: () => sockets.size,
    /** As a server that restarts, or closes what is idle. */
    dropAll: () => {
      for (const socket of sockets.values()) socket.destroy()
    },
    reset: () => {
      for (const key of ['greeting', 'auth', 'mail', 'rcpt', 'data'] as const) delete script[key]
      taken.length = 0
      begun.length = 0
      connections = 0
      mostAtOnce = 0
      for (const socket of sockets.values()) socket.destroy()
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(resolve)
        for (const socket of sockets.values()) socket.destroy()
      }),
  }
}

export type ScriptedSmtp = Awaited<ReturnType<typeof scriptedSmtp>>

/** A gate for a script to wait at. */
export const gate = () => {
  let open: () => void = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

/** Waits for a condition, on a slow machine too. */
export const eventually = <Value>(value: () => Value) => expect.poll(value, { interval: 2, timeout: 30_000 })

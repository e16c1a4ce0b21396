import { once } from 'node:events'
import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { MailStore } from '../store/mail-store.ts'
import { type ProviderHabits, withOwnMessageId, withTrace } from './provider-copy.ts'
import type { SmtpMoment, SmtpRule } from './smtp-rule.ts'

/** A mail that was taken from a user. `to` are those recipients who have no account in the store. */
export type TakenMail = { user: string; from: string; to: readonly string[]; raw: Buffer; at: Date }

export type SmtpServer = {
  port: number
  /** Every later moment is shown to `rule` first; undefined ends that. */
  setRule(rule: SmtpRule | undefined): void
  setHabits(user: string, habits: ProviderHabits): void
  /** How many mails were taken. */
  taken(): number
  close(): Promise<void>
}

const HABITS: ProviderHabits = { keepsCopies: false, rewritesMessageId: false }
const LARGEST = 25 * 1024 * 1024

/**
 * A submission server for the accounts of a store, on a free port of loopback, in plain text: signs in with the accounts' passwords,
 * delivers to recipients that have an account, and hands the rest to `onMail`.
 */
export const startSmtpServer = async (input: {
  store: MailStore
  onMail: (mail: TakenMail) => void
  /** Bytes. Default 25 MB. */
  largest?: number | undefined
}): Promise<SmtpServer> => {
  const { store, onMail, largest = LARGEST } = input
  const habitsOf = new Map<string, ProviderHabits>()
  const sockets = new Map<number, Socket>()
  let rule: SmtpRule | undefined
  let taken = 0

  /** Whether the rule stepped in. `act` is what it may lose the connection after; then nothing is answered. */
  const stepsIn = (
    session: SMTPServerSession,
    moment: SmtpMoment,
    answer: (error: Error) => void,
    act: () => void = () => {},
  ): boolean => {
    const mischief = rule?.(moment)
    if (!mischief) return false
    if ('code' in mischief) {
      answer(refusal(mischief.code, mischief.text))
      return true
    }
    if (mischief.lost === 'after') act()
    sockets.get(session.remotePort)?.destroy()
    return true
  }

  const take = (user: string, from: string, recipients: readonly string[], sent: Buffer): string => {
    const at = store.now()
    taken += 1
    const habits = habitsOf.get(user.toLowerCase()) ?? HABITS
    const id = `${at.getTime().toString(36)}.${taken}`
    const raw = habits.rewritesMessageId ? withOwnMessageId(sent, id, 'provider.test') : sent
    const folder = store.folderWithUse(user, '\\Sent')
    if (habits.keepsCopies && folder)
      store.deliver({ account: user, folder: folder.name, raw, at, flags: ['\\Seen'] })
    const outside = recipients.filter((to) => !store.findAccount(to))
    for (const to of recipients)
      if (store.findAccount(to)) store.deliver({ account: to, raw: withTrace(raw, { from, to, at }), at })
    if (outside.length > 0) onMail({ user, from, to: outside, raw, at })
    return id
  }

  const server = new SMTPServer({
    name: 'submission.test',
    size: largest,
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect: (session, callback) => {
      if (!stepsIn(session, { stage: 'connect' }, callback)) callback()
    },
    onAuth: ({ username = '', password }, session, callback) => {
      if (stepsIn(session, { stage: 'auth', user: username }, callback)) return
      const account = store.findAccount(username)
      if (account && account.password === password) callback(null, { user: account.user })
      else callback(refusal(535, '5.7.8 Authentication credentials invalid'))
    },
    onMailFrom: ({ address }, session, callback) => {
      if (!stepsIn(session, { stage: 'mail', ...senderOf(session), from: address }, callback)) callback()
    },
    onRcptTo: ({ address }, session, callback) => {
      if (!stepsIn(session, { stage: 'rcpt', ...senderOf(session), to: address }, callback)) callback()
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', callback)
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          callback(refusal(552, '5.3.4 Message too big for this server'))
          return
        }
        const raw = Buffer.concat(chunks)
        const to = session.envelope.rcptTo.map(({ address }) => address)
        const { user, from } = senderOf(session)
        const accept = (): string => take(user, from, to, raw)
        if (!stepsIn(session, { stage: 'data', user, from, to, raw }, callback, accept))
          callback(null, `2.0.0 Queued as ${accept()}`)
      })
    },
  })
  // Clients that vanish are daily life.
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket
    if (remotePort === undefined) return
    sockets.set(remotePort, socket)
    socket.on('close', () => sockets.delete(remotePort))
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the SMTP server has no port')
  return {
    port: address.port,
    setRule: (next) => {
      rule = next
    },
    setHabits: (user, habits) => void habitsOf.set(user.toLowerCase(), habits),
    taken: () => taken,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        for (const socket of sockets.values()) socket.destroy()
      }),
  }
}

const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code })

const senderOf = ({ user = '', envelope }: SMTPServerSession): { user: string; from: string } => ({
  user,
  from: envelope.mailFrom ? envelope.mailFrom.address : '',
})

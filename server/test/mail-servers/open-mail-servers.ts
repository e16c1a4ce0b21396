import { randomBytes } from 'node:crypto'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import {
  type ImapOptions,
  type SimulatedMailServers,
  startSimulatedMailServers,
  type TakenMail,
} from '../../src/demo/world/index.ts'
import { systemClock } from '../../src/platform/clock/index.ts'
import { writeBounce } from './write-bounce.ts'

/** An account of a test's own; the URLs are as `mailbox add` takes them. */
export type TestAccount = { address: string; smtpUrl: string; imapUrl: string }

/**
 * Mail servers for tests: Debian's Postfix and Dovecot where TEST_SMTP_URL and TEST_IMAP_URL name them (see start.sh), else our own. Both
 * deliver to accounts at local.test, refuse refused.test at RCPT with 550 5.1.1, and take mails to bounce.test, for which a bounce comes
 * back (RFC 3464).
 */
export type TestMailServers = {
  /** Only on our own can connections be dropped and servers be told to misbehave. */
  simulated: SimulatedMailServers | null
  /** Nobody else in this run has its address, which begins with `name`. */
  newAccount(name: string): TestAccount
  /** Hands a mail over by SMTP, as a person elsewhere does. */
  send(mail: { from: TestAccount; to: string; raw: string | Buffer }): Promise<void>
  /** Lays a mail into a folder of an account by IMAP, as arrived at `at`. */
  append(account: TestAccount, folder: string, raw: string | Buffer, at?: Date): Promise<void>
  createFolder(account: TestAccount, path: string): Promise<void>
  deleteFolder(account: TestAccount, path: string): Promise<void>
  /** Moves every mail of a folder into another one. */
  moveAll(account: TestAccount, from: string, to: string): Promise<void>
  /** Whether the IMAP server tells of news in every folder by itself (RFC 5465). */
  notifies(account: TestAccount): Promise<boolean>
  /** How many mails of the Inbox the user has not read. */
  unseen(account: TestAccount): Promise<number>
  /** The mails in a folder, oldest first. */
  mailsOf(account: TestAccount, folder?: string): Promise<Buffer[]>
  close(): Promise<void>
}

const PASSWORD = 'secret'

/** `imap` says what our own server offers; Dovecot offers everything. */
export const openMailServers = async ({
  imap: offers,
}: {
  imap?: Partial<ImapOptions>
} = {}): Promise<TestMailServers> => {
  const { TEST_SMTP_URL: smtp, TEST_IMAP_URL: imap } = process.env
  if (smtp && imap) return over({ smtp: new URL(smtp), imap: new URL(imap), simulated: null })
  const bounce = ({ from, to, raw, at }: TakenMail) => {
    for (const one of to)
      if (one.endsWith('@bounce.test') && simulated.store.findAccount(from))
        simulated.deliver(writeBounce({ to: from, failed: one, returned: raw, at }), from)
  }
  const simulated = await startSimulatedMailServers({
    clock: systemClock(),
    onMail: bounce,
    ...(offers && { imap: offers }),
  })
  simulated.smtp.setRule((moment) =>
    moment.stage === 'rcpt' && moment.to.endsWith('@refused.test')
      ? { code: 550, text: '5.1.1 No such user here' }
      : undefined,
  )
  return over({
    smtp: new URL(`smtp://127.0.0.1:${simulated.smtp.port}`),
    imap: new URL(`imap://127.0.0.1:${simulated.imap.port}`),
    simulated,
  })
}

const over = ({
  smtp,
  imap,
  simulated,
}: {
  smtp: URL
  imap: URL
  simulated: SimulatedMailServers | null
}): TestMailServers => {
  const withImap = async <T>(
    { address }: TestAccount,
    work: (client: ImapFlow) => Promise<T>,
  ): Promise<T> => {
    const client = new ImapFlow({
      host: imap.hostname,
      port: Number(imap.port),
      secure: false,
      doSTARTTLS: false,
      auth: { user: address, pass: PASSWORD },
      logger: false,
    })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.logout()
    }
  }
  return {
    simulated,
    newAccount: (name) => {
      const address = `${name}.${randomBytes(5).toString('hex')}@local.test`
      simulated?.addAccount({ user: address, password: PASSWORD })
      const account = `${encodeURIComponent(address)}:${PASSWORD}@`
      // Postfix takes mails from this machine without sign-in, and offers none.
      return {
        address,
        smtpUrl: `smtp://${simulated ? account : ''}${smtp.host}`,
        imapUrl: `imap://${account}${imap.host}`,
      }
    },
    send: async ({ from, to, raw }) => {
      const transport = createTransport({
        host: smtp.hostname,
        port: Number(smtp.port),
        ignoreTLS: true,
        ...(simulated && { auth: { user: from.address, pass: PASSWORD } }),
      })
      await transport.sendMail({ envelope: { from: from.address, to }, raw })
      transport.close()
    },
    append: (account, folder, raw, at) =>
      withImap(account, async (client) => {
        await client.append(folder, Buffer.from(raw), [], at)
      }),
    createFolder: (account, path) =>
      withImap(account, async (client) => {
        await client.mailboxCreate(path)
      }),
    deleteFolder: (account, path) =>
      withImap(account, async (client) => {
        await client.mailboxDelete(path)
      }),
    moveAll: (account, from, to) =>
      withImap(account, async (client) => {
        await client.mailboxOpen(from)
        await client.messageMove('1:*', to)
      }),
    unseen: (account) =>
      withImap(account, async (client) => {
        const status = await client.status('INBOX', { unseen: true })
        return status ? (status.unseen ?? 0) : 0
      }),
    notifies: (account) => withImap(account, async (client) => client.capabilities.has('NOTIFY')),
    mailsOf: (account, folder = 'INBOX') =>
      withImap(account, async (client) => {
        const { exists } = await client.mailboxOpen(folder, { readOnly: true })
        const mails: Buffer[] = []
        if (exists > 0)
          for await (const { source } of client.fetch('1:*', { source: true })) if (source) mails.push(source)
        return mails
      }),
    close: async () => {
      await simulated?.close()
    },
  }
}

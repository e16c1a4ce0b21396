import type { Clock } from '#platform/clock/index.ts'
import type { ImapOptions } from './imap/imap-options.ts'
import { type ImapServer, startImapServer } from './imap/start-imap-server.ts'
import type { ProviderHabits } from './smtp/provider-copy.ts'
import { type SmtpServer, startSmtpServer, type TakenMail } from './smtp/start-smtp-server.ts'
import type { FolderSpec } from './store/folder-layouts.ts'
import { createMailStore, type MailStore, type Stored } from './store/mail-store.ts'

export type NewMailAccount = Partial<ProviderHabits> & {
  /** A mail address; mails to it are delivered here. */
  user: string
  /** Default `secret`. */
  password?: string
  folders?: readonly FolderSpec[]
}

export type SimulatedMailServers = {
  store: MailStore
  smtp: SmtpServer
  imap: ImapServer
  addAccount(account: NewMailAccount): void
  /** `smtp://user:password@127.0.0.1:port`, as `mailbox add` takes it. */
  smtpUrl(user: string): string
  imapUrl(user: string): string
  /** Lays a mail into a folder of an account, the Inbox unless said otherwise, as arrived now unless said otherwise. */
  deliver(raw: Uint8Array | string, to: string, options?: { folder?: string; at?: Date }): Stored
  close(): Promise<void>
}

/**
 * Mail servers of our own, on loopback: SMTP and IMAP over one store of accounts in memory. Mails between accounts are delivered; what goes
 * to anybody else ends in `onMail`, and never leaves this process. `clock` says when mails come.
 */
export const startSimulatedMailServers = async (options: {
  clock: Pick<Clock, 'now'>
  imap?: Partial<ImapOptions>
  onMail?: (mail: TakenMail) => void
}): Promise<SimulatedMailServers> => {
  const store = createMailStore({ now: options.clock.now })
  const imap = await startImapServer({ store, options: options.imap })
  const smtp = await startSmtpServer({ store, onMail: options.onMail ?? (() => {}) })

  const url = (scheme: string, user: string, port: number): string => {
    const password = store.findAccount(user)?.password ?? ''
    return `${scheme}://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}`
  }
  return {
    store,
    smtp,
    imap,
    addAccount: ({ user, password = 'secret', folders, keepsCopies = false, rewritesMessageId = false }) => {
      store.addAccount({ user, password, folders })
      smtp.setHabits(user, { keepsCopies, rewritesMessageId })
    },
    smtpUrl: (user) => url('smtp', user, smtp.port),
    imapUrl: (user) => url('imap', user, imap.port),
    deliver: (raw, to, { folder, at } = {}) =>
      store.deliver({ account: to, folder, raw: Buffer.from(raw), at: at ?? options.clock.now() }),
    close: async () => {
      await Promise.all([imap.close(), smtp.close()])
    },
  }
}

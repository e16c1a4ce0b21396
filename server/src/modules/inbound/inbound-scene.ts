import type { ServerConnection } from '#modules/mailboxes/index.ts'
import { type Clock, systemClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { createLog } from '#platform/log/index.ts'
import { insertCompany, insertProspects } from '#test/insert-company.ts'
import type { TestAccount, TestMailServers } from '#test/mail-servers/open-mail-servers.ts'
import { createInbound, type InboundPorts } from './index.ts'

/** One thing that inbound reported: the port, and what it was told beside the company. */
export type Report = { port: string; input: unknown }

export type SentMail = { id: string; messageId: string; prospectId: string; to: string; at: Date }

const HOUR = 3_600_000

/** How to reach the account as the mailboxes would say it. */
export const connectionTo = ({ imapUrl }: TestAccount): ServerConnection => {
  const url = new URL(imapUrl)
  return {
    host: url.hostname,
    port: Number(url.port),
    security: 'none',
    verifyCertificate: true,
    user: decodeURIComponent(url.username),
    auth: { kind: 'password', password: decodeURIComponent(url.password) },
  }
}

/**
 * A company with one mailbox on real mail servers, mails that it has sent, and inbound between ports that only write down what they are
 * told. `ports` may be changed at any time.
 */
export const inboundScene = async (
  db: Database,
  servers: TestMailServers,
  { clock = systemClock() }: { clock?: Clock } = {},
) => {
  const newId = createIds({ clock: systemClock() })
  const account = servers.newAccount('steve')
  const { companyId, userId } = await insertCompany(db)
  const mailboxId = newId()
  const mailbox = { companyId, mailboxId }
  await db.query(
    `INSERT INTO mailboxes (company_id, id, user_id, address, address_key, smtp, imap, credential_kind, created_at)
     VALUES ($1, $2, $3, $4, $4, '{}', '{}', 'password', $5)`,
    [companyId, mailboxId, userId, account.address, new Date()],
  )

  const reports: Report[] = []
  const tokens = new Map<string, string>()
  const write =
    (port: string) =>
    async (_tx: unknown, input: object): Promise<void> => {
      reports.push({ port, input: { ...input, companyId: undefined } })
    }
  const ports: InboundPorts = {
    connectionOf: async () => connectionTo(account),
    received: async () => {},
    answered: write('answered'),
    appendEvents: async (_tx, _companyId, events) => {
      for (const { kind, data, prospectId } of events)
        reports.push({ port: 'event', input: { kind, prospectId, ...data } })
    },
    markReplied: write('markReplied'),
    suppress: write('suppress'),
    provenSent: write('provenSent'),
    messageAnswered: async (tx, input) => {
      await write('messageAnswered')(tx, input)
      return true
    },
    copySeen: write('copySeen'),
    unsubscribeTokenIn: (subject) => {
      const messageId = tokens.get(/token-\w+/.exec(subject)?.[0] ?? '')
      return messageId === undefined ? null : { companyId, messageId }
    },
    mailsLeftOut: write('mailsLeftOut'),
    syncReported: async ({ error }) => void reports.push({ port: 'syncReported', input: { error } }),
  }
  const logged: string[] = []
  const log = createLog({ destination: { write: (line) => void logged.push(line) } })
  const inbound = createInbound({ db, clock, newId, log, ports })

  /** A mail that the mailbox sent to a new prospect, an hour ago unless said otherwise. */
  const sent = async (
    input: { to?: string; at?: Date; prospectId?: string; enrolled?: boolean } = {},
  ): Promise<SentMail> => {
    const id = newId()
    const to = input.to ?? `bob.${id}@customer.test`
    const prospectId =
      input.prospectId ?? (await insertProspects(db, { companyId, ownerId: userId, emails: [to] }))[0] ?? ''
    const messageId = `<${id}@acme.test>`
    const at = input.at ?? new Date(Date.now() - HOUR)
    const enrolmentId = input.enrolled === false ? null : newId()
    await db.query(
      `INSERT INTO messages (company_id, id, kind, state, mailbox_id, prospect_id, enrolment_id, thread_id, message_id, to_address,
         subject, html, text, queued_at, not_before, sending_at, sent_at)
       VALUES ($1, $2, 'manual', 'sent', $3, $4, $5, $6, $7, $8, 'A question', '', '', $9, $9, $9, $9)`,
      [companyId, id, mailboxId, prospectId, enrolmentId, newId(), messageId, to, at],
    )
    return { id, messageId, prospectId, to, at }
  }

  /** The rows of received_mails, in order of their reading. */
  const stored = async () => {
    const { rows } = await db.query<Record<string, unknown>>(
      'SELECT * FROM received_mails WHERE company_id = $1 ORDER BY id',
      [companyId],
    )
    return rows
  }

  return {
    ...{ account, mailbox, userId, inbound, ports, tokens, logged, sent, stored, reports },
    /** What was reported to a port. */
    told: (port: string): unknown[] => reports.filter((one) => one.port === port).map(({ input }) => input),
    receive: (raw: string | Buffer, folder = 'INBOX', at?: Date) => servers.append(account, folder, raw, at),
    sync: () => inbound.syncMailbox(mailbox),
  }
}

export type InboundScene = Awaited<ReturnType<typeof inboundScene>>

let written = 0

/** An answer to a mail of ours as a person writes it, or whatever the headers make of it; an empty value leaves a header out. */
export const answerTo = (
  { messageId, to }: Pick<SentMail, 'messageId' | 'to'>,
  { headers = {}, body = 'Yes, gladly.' }: { headers?: Record<string, string>; body?: string } = {},
): string => {
  written += 1
  const all = {
    From: `Bob <${to}>`,
    To: 'Steve <steve@local.test>',
    Date: new Date().toUTCString().replace('GMT', '+0000'),
    Subject: 'Re: A question',
    'Message-ID': `<answer.${written}.${Date.now()}@customer.test>`,
    'In-Reply-To': messageId,
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]))
  return `${lines.join('\r\n')}\r\n\r\n${body.replaceAll('\n', '\r\n')}\r\n`
}

import { newTextOf } from '@cadenza/mailkit'
import { notFound } from '#platform/errors/index.ts'
import type { InboxDeps } from './inbox-deps.ts'
import { readDetails, type ThreadAddress } from './received-details.ts'
import { sanitiseMail } from './sanitise-mail.ts'
import type { ListedThread } from './thread.ts'
import { type ThreadAttachment, threadAttachments } from './thread-attachments.ts'
import { type ReceivedRow, receivedOf, type SentRow, sentOf, threadRow } from './thread-queries.ts'

/** One mail of a thread, theirs or ours, as it is shown. */
export type ThreadMail = {
  id: string
  /** `in`: it came, also our own answers from other mail programs. */
  direction: 'in' | 'out'
  /** What came: see ReceivedKind. What we sent: sequence, answer or manual. */
  kind: string
  /** When it came or left; of one that has not left, when it was written. */
  at: Date
  from: ThreadAddress
  to: ThreadAddress[]
  cc: ThreadAddress[]
  subject: string
  /** What was newly written, without quotes and signature. */
  newText: string
  /** The whole text. */
  text: string
  /** The whole, fit to be shown in a sandboxed frame; null: there is only text. */
  html: string | null
  blockedImages: number
  missingImages: number
  attachments: ThreadAttachment[]
  /** Only the beginning was read: there may be more attachments, and the last one may be longer. */
  isCut: boolean
  /** Of ours: queued, sending, sent, refused, uncertain or cancelled. */
  state: string | null
  /** Of ours: what the server said. */
  serverWords: string | null
  /** Of one that waits: when it goes. */
  sendsAt: Date | null
  /** Which of us wrote it; null: a cadence, or nobody knows. */
  userName: string | null
  cadenceName: string | null
  /** Of ours: when somebody opened it, and answered. */
  openedAt: Date | null
}

export type Thread = ListedThread & {
  mails: ThreadMail[]
  /** Older mails than these are not shown. */
  isCut: boolean
}

/** More mails of a thread, of each side, are not shown. */
const MOST_MAILS = 200

/** A thread with all its mails, oldest first. Throws `not_found`. */
export const readThread = async (
  { db, clock }: Pick<InboxDeps, 'db' | 'clock'>,
  { companyId, threadId, remoteImages }: { companyId: string; threadId: string; remoteImages: boolean },
): Promise<Thread> => {
  const which = { companyId, threadId }
  const [listed, received, sent] = await Promise.all([
    threadRow(db, { ...which, now: clock.now() }),
    receivedOf(db, { ...which, most: MOST_MAILS }),
    sentOf(db, { ...which, most: MOST_MAILS }),
  ])
  if (!listed) throw notFound(`There is no thread with the id "${threadId}".`, 'id')
  const mails = [
    ...received.map((mail) => receivedView(mail, { mailbox: listed.mailboxAddress, remoteImages })),
    ...sent.map(sentView),
  ].sort(byTime)
  const isCut = received.length === MOST_MAILS || sent.length === MOST_MAILS
  return { ...listed, mails, isCut }
}

/** Mail servers tell when a mail came in whole seconds: within one, a mail comes before what it is answered by. */
const byTime = (a: ThreadMail, b: ThreadMail): number =>
  secondOf(a.at) - secondOf(b.at) ||
  turnOf(a) - turnOf(b) ||
  a.at.getTime() - b.at.getTime() ||
  (a.id < b.id ? -1 : 1)

const turnOf = ({ direction, kind }: ThreadMail): number => {
  if (direction === 'in') return 1
  return kind === 'answer' ? 2 : 0
}

const secondOf = (at: Date): number => Math.floor(at.getTime() / 1000)

const receivedView = (
  row: ReceivedRow,
  { mailbox, remoteImages }: { mailbox: string; remoteImages: boolean },
): ThreadMail => {
  const { attachments, isCut, to, cc } = readDetails(row.details)
  const html = row.html === null ? null : sanitiseMail(row.html, { remoteImages })
  const text = row.text ?? row.newText ?? ''
  return {
    ...NOT_OURS,
    id: row.id,
    direction: 'in',
    kind: row.kind,
    at: row.receivedAt,
    from: { name: row.fromName, address: row.fromAddress },
    to: to.length > 0 ? to : [{ name: '', address: mailbox }],
    cc,
    subject: row.subject,
    newText: row.newText ?? text,
    text,
    html: html?.html ?? null,
    blockedImages: html?.blockedImages ?? 0,
    missingImages: html?.missingImages ?? 0,
    attachments: threadAttachments(attachments, html?.contentIds ?? new Set()),
    isCut,
  }
}

const NOT_OURS = {
  state: null,
  serverWords: null,
  sendsAt: null,
  userName: null,
  cadenceName: null,
  openedAt: null,
}

/** Pictures of our own mails are never loaded and their links not followed: a look at them here would count as the prospect's. */
const sentView = (row: SentRow): ThreadMail => {
  const { html, missingImages } = sanitiseMail(row.html, { links: false })
  return {
    id: row.id,
    direction: 'out',
    kind: row.kind,
    at: row.sentAt ?? row.queuedAt,
    from: { name: row.userName ?? row.fromName, address: row.mailboxAddress },
    to: [{ name: row.toName ?? '', address: row.toAddress }],
    cc: row.ccAddresses.map((address) => ({ name: '', address })),
    subject: row.subject,
    newText: newTextOf({ text: row.text }).newText,
    text: row.text,
    html: row.html === '' ? null : html,
    blockedImages: 0,
    missingImages,
    attachments: [],
    isCut: false,
    state: row.state,
    serverWords: row.serverWords,
    sendsAt: row.state === 'queued' ? row.notBefore : null,
    userName: row.userName,
    cadenceName: row.cadenceName,
    openedAt: row.openedAt,
  }
}

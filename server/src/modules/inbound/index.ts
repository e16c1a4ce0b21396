import type { InboundDeps } from './inbound-deps.ts'
import { receivedAttachments } from './received-attachments.ts'
import { appendToSent, findInSent } from './sent-folder.ts'
import { sentSince } from './sent-since.ts'
import { type Mailbox, syncMailbox } from './sync-mailbox.ts'
import { createTurns } from './turns.ts'
import { type ReadingLeases, watchMailboxes } from './watch-mailboxes.ts'

export type { InboundDeps, InboundPorts } from './inbound-deps.ts'
export type { SentMail } from './sent-since.ts'
export type { ReceivedKind, ReceivedMail } from './store-received-mail.ts'
export type { ReadingLeases } from './watch-mailboxes.ts'

/** Whole mails that are fetched at once: one may take up 60 MB. Of a company fewer, so that none keeps the others waiting. */
const FETCHES = { atOnce: 4, ofOne: 2, waitingOfOne: 8 }

/** Reads the mailboxes: finds what answers our mails, stores it once, and reports what it means. */
export const createInbound = (deps: InboundDeps) => {
  const turns = createTurns(FETCHES)
  return {
    /** Connects once and reads everything new; answers how many mails were looked at. */
    syncMailbox: (mailbox: Mailbox) => syncMailbox(deps, mailbox),
    findInSent: (input: Parameters<typeof findInSent>[1]) => findInSent(deps, input),
    sentSince: (input: Parameters<typeof sentSince>[1]) => sentSince(deps, input),
    appendToSent: (input: Parameters<typeof appendToSent>[1]) => appendToSent(deps, input),
    /** Fetched from the mailbox when it is asked for. */
    receivedAttachments: (input: Parameters<typeof receivedAttachments>[1]) =>
      receivedAttachments({ ...deps, turns }, input),
    /** Watches every mailbox that `leases` gives this process until `signal` is aborted. */
    watch: (leases: ReadingLeases, signal: AbortSignal) => watchMailboxes(deps, leases, signal),
  }
}

export type Inbound = ReturnType<typeof createInbound>

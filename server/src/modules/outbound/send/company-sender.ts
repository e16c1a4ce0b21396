import type { Mailbox } from '#modules/mailboxes/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import { type DueMail, dueMails } from './due-mails.ts'
import type { InHand } from './in-hand.ts'
import type { LineOwner, MailboxLines } from './mailbox-lines.ts'
import { type Batch, type Carried, sendBatch } from './send-batch.ts'
import type { OpenFailure } from './send-result.ts'
import { settleOpening } from './settle-opening.ts'
import { settleSurely } from './settle-surely.ts'
import { withdrawMails } from './withdraw-mails.ts'

/** Mails of one mailbox that are read ahead. */
const READ_AHEAD = 20
/**
 * A mail that waited for this long past its time (its mailbox or sequence was paused, nothing ran) is not sent at whatever hour it now is, but
 * given back, to be made anew at a time that its sequence allows.
 */
const STALE_AFTER = 3_600_000
const PAUSE_AFTER_ERROR = 1_000

export type SenderDeps = OutboundDeps & {
  inHand: InHand
  lines: MailboxLines
  holdsLease(mailboxId: string): boolean
  /** Aborted when a shutdown waits no longer. */
  giveUp: AbortSignal
  /** A copy is to be put into Sent. */
  keepCopy(input: { mailbox: Mailbox; raw: Uint8Array; at: Date }): void
}

/** What sends the mails of one company. */
export type CompanySender = {
  /** These mailboxes may have something to send. */
  feed(mailboxes: Iterable<Mailbox>): void
  /** Something changed: a connection is free, a result came. */
  kick(): void
  /** Mails wait for a connection. */
  isWaiting(): boolean
  /** No connection could be had for a mailbox. */
  cannotOpen(mailboxId: string, failure: OpenFailure): void
  isIdle(): boolean
  isBusy(mailboxId: string): boolean
  /** Begins nothing more. */
  stop(): void
  /** How many mails were settled so far. */
  settled(): number
}

/**
 * One loop: store results, fill up, mark as many mails as there are idle connections, hand them over. Each round takes what came together
 * during the last one, so that a busy sender works in sets, and a connection is used again only once the result of its last mail is stored:
 * there are never more mails `sending` than connections that carry them.
 */
export const createCompanySender = (
  deps: SenderDeps,
  { companyId, onIdle }: { companyId: string; onIdle: () => void },
): CompanySender => {
  const mailboxes = new Map<string, Mailbox>()
  /** May have more in the database than was read ahead. */
  const hungry = new Set<string>()
  const ready = new Map<string, DueMail[]>()
  const carried: Carried[] = []
  const failures: { mailboxId: string; failure: OpenFailure }[] = []
  const onTheirWay = new Map<string, number>()
  let working = false
  let changed = false
  let stopped = false
  let settled = 0

  const count = (mailboxId: string, change: 1 | -1): void => {
    const mails = (onTheirWay.get(mailboxId) ?? 0) + change
    if (mails === 0) onTheirWay.delete(mailboxId)
    else onTheirWay.set(mailboxId, mails)
  }

  const settle = async (): Promise<void> => {
    const some = carried.splice(0)
    if (some.length === 0) return
    await settleSurely(deps, companyId, some, deps.giveUp)
    settled += some.length
    for (const { mail, mailbox, line, taken, result, at, raw } of some) {
      deps.inHand.release(taken)
      count(mailbox.id, -1)
      deps.lines.giveBack(line)
      if (result.kind !== 'accepted') {
        // What was read ahead may have to wait now.
        ready.delete(mail.mailboxId)
        hungry.add(mail.mailboxId)
      }
      if (result.kind === 'accepted' && mailbox.sentCopies === 'us' && mailbox.imap)
        deps.keepCopy({ mailbox, raw, at })
    }
  }

  const settleFailures = async (): Promise<void> => {
    for (const { mailboxId, failure } of failures.splice(0)) {
      const [next] = ready.get(mailboxId) ?? []
      ready.delete(mailboxId)
      hungry.delete(mailboxId)
      const { stage, words } = failure
      deps.log.warn({ companyId, mailboxId, stage, words }, 'The mail server of a mailbox cannot be used.')
      if (next) await settleOpening(deps, { companyId, next, failure })
    }
  }

  /** Reads ahead; what is stale is given back at once. */
  const fillUp = async (): Promise<void> => {
    const empty = [...hungry].filter((id) => !ready.has(id))
    if (empty.length === 0) return
    const now = deps.clock.now()
    const staleBefore = new Date(now.getTime() - STALE_AFTER)
    const due = await dueMails(deps.db, { companyId, mailboxIds: empty, now, most: READ_AHEAD })
    for (const id of empty) hungry.delete(id)
    const stale = due.filter((mail) => mail.kind === 'sequence' && mail.notBefore < staleBefore)
    if (stale.length > 0)
      settled += await withdrawMails(deps, { companyId, ids: stale.map(({ id }) => id), staleBefore })
    for (const [mailboxId, mails] of Map.groupBy(due, (mail) => mail.mailboxId)) {
      if (mails.length === READ_AHEAD) hungry.add(mailboxId)
      const fresh = mails.filter((mail) => !stale.includes(mail))
      if (fresh.length > 0) ready.set(mailboxId, fresh)
    }
  }

  /** As many mails as there are idle connections; more of these are opened where they are wanted. */
  const takeBatch = (): Batch => {
    const batch: Batch = []
    for (const [mailboxId, mails] of ready) {
      const mailbox = mailboxes.get(mailboxId)
      if (!mailbox || !deps.holdsLease(mailboxId)) {
        ready.delete(mailboxId)
        continue
      }
      deps.lines.want(ownerOf(mailbox), mails.length)
      let taken = 0
      for (const mail of mails) {
        const line = deps.lines.take(mailboxId)
        if (!line) break
        batch.push({ mail, mailbox, line, taken: deps.inHand.take(mail) })
        count(mailboxId, 1)
        taken += 1
      }
      if (taken === mails.length) ready.delete(mailboxId)
      else ready.set(mailboxId, mails.slice(taken))
    }
    return batch
  }

  /** Answers whether there may be more to do at once. */
  const round = async (): Promise<boolean> => {
    await settle()
    await settleFailures()
    if (stopped) return carried.length > 0
    await fillUp()
    const batch = stopped ? [] : takeBatch()
    if (batch.length === 0) return false
    const notMarked = await sendBatch(deps, { companyId, batch }, (one) => {
      carried.push(one)
      kick()
    })
    for (const { mail, line, taken } of notMarked) {
      deps.inHand.release(taken)
      count(mail.mailboxId, -1)
      deps.lines.giveBack(line)
    }
    if (notMarked.length > 0)
      settled += await withdrawMails(deps, {
        companyId,
        ids: notMarked.map(({ mail }) => mail.id),
        staleBefore: new Date(deps.clock.now().getTime() - STALE_AFTER),
      })
    return true
  }

  const work = async (): Promise<void> => {
    working = true
    while (changed) {
      changed = false
      try {
        if (await round()) changed = true
      } catch (error) {
        deps.log.error(
          { companyId, error: messageOf(error) },
          'A round of sending failed; it is tried again.',
        )
        changed = true
        await deps.clock.sleep(PAUSE_AFTER_ERROR)
      }
    }
    working = false
    if (isIdle()) onIdle()
  }

  const kick = (): void => {
    changed = true
    if (!working) void work()
  }

  const isIdle = (): boolean =>
    !working &&
    ready.size === 0 &&
    onTheirWay.size === 0 &&
    failures.length === 0 &&
    ![...mailboxes.keys()].some((id) => deps.lines.isOpening(id))

  return {
    feed: (some) => {
      if (stopped) return
      for (const mailbox of some) {
        mailboxes.set(mailbox.id, mailbox)
        hungry.add(mailbox.id)
      }
      kick()
    },
    kick,
    cannotOpen: (mailboxId, failure) => {
      failures.push({ mailboxId, failure })
      kick()
    },
    isWaiting: () => ready.size > 0,
    isIdle,
    isBusy: (mailboxId) =>
      ready.has(mailboxId) || onTheirWay.has(mailboxId) || deps.lines.isOpening(mailboxId),
    stop: () => {
      stopped = true
      ready.clear()
      hungry.clear()
    },
    settled: () => settled,
  }
}

const ownerOf = ({ companyId, id, smtp, limits }: Mailbox): LineOwner => ({
  companyId,
  mailboxId: id,
  host: `${smtp.host}:${smtp.port}`,
  connections: limits.connections,
})

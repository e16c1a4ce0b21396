import { setImmediate } from 'node:timers/promises'
import type { Mailbox } from '#modules/mailboxes/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import type { InHand } from './in-hand.ts'
import type { LineOwner, MailboxLines } from './mailbox-lines.ts'
import { createReadAhead } from './read-ahead.ts'
import { type Batch, type Carried, sendBatch } from './send-batch.ts'
import type { OpenFailure } from './send-result.ts'
import { settleOpening } from './settle-opening.ts'
import { settleSurely } from './settle-surely.ts'
import { createWorker } from './worker.ts'

const PAUSE_AFTER_ERROR = 1_000
/** Turns of the event loop in which results gather while most mails are still under way: nothing on an idle machine, larger sets on a busy one. */
const GATHERING_TURNS = 10

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
  /** A connection is free, or room for one. */
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
 * Two workers. One reads ahead, marks as many mails as there are idle connections and hands them over; the other stores results and gives the
 * connections back. Each round takes what came together during the last one, so that a busy sender works in sets; and as a connection comes
 * back only with its result stored, there are never more mails `sending` than connections that carry them.
 */
export const createCompanySender = (
  deps: SenderDeps,
  { companyId, onIdle }: { companyId: string; onIdle: () => void },
): CompanySender => {
  const mailboxes = new Map<string, Mailbox>()
  const readAhead = createReadAhead(deps, companyId)
  const carried: Carried[] = []
  const failures: { mailboxId: string; failure: OpenFailure }[] = []
  const onTheirWay = new Map<string, number>()
  let underWay = 0
  let stopped = false
  let settled = 0

  const take = (mailbox: Mailbox, count: number): Batch => {
    const batch: Batch = []
    for (const mail of readAhead.of(mailbox.id).slice(0, count)) {
      const line = deps.lines.take(mailbox.id)
      if (!line) break
      batch.push({ mail, mailbox, line, taken: deps.inHand.take(mail) })
    }
    onTheirWay.set(mailbox.id, (onTheirWay.get(mailbox.id) ?? 0) + batch.length)
    underWay += batch.length
    readAhead.take(mailbox.id, batch.length)
    return batch
  }

  const giveBack = ({ mailbox, line, taken }: Batch[number]): void => {
    deps.inHand.release(taken)
    underWay -= 1
    onTheirWay.set(mailbox.id, (onTheirWay.get(mailbox.id) ?? 1) - 1)
    deps.lines.giveBack(line)
  }

  const settle = async (): Promise<boolean> => {
    if (carried.length === 0) return false
    for (let turn = 0; turn < GATHERING_TURNS && carried.length * 2 < underWay; turn += 1)
      await setImmediate()
    const some = carried.splice(0)
    await settleSurely(deps, companyId, some, deps.giveUp)
    settled += some.length
    for (const one of some) {
      const { mailbox, result, at, raw } = one
      giveBack(one)
      if (result.kind !== 'accepted' && !stopped) {
        readAhead.drop(mailbox.id)
        readAhead.wants(mailbox.id)
      }
      if (result.kind === 'accepted' && mailbox.sentCopies === 'us' && mailbox.imap)
        deps.keepCopy({ mailbox, raw, at })
    }
    sender.kick()
    return true
  }

  const settleFailures = async (): Promise<void> => {
    for (const { mailboxId, failure } of failures.splice(0)) {
      const [next] = readAhead.of(mailboxId)
      readAhead.drop(mailboxId)
      const { stage, words } = failure
      deps.log.warn({ companyId, mailboxId, stage, words }, 'The mail server of a mailbox cannot be used.')
      if (next) await settleOpening(deps, { companyId, next, failure })
    }
  }

  /** As many mails as there are idle connections; more of these are opened where they are wanted. */
  const takeBatch = (): Batch =>
    readAhead.mailboxIds().flatMap((mailboxId) => {
      const mailbox = mailboxes.get(mailboxId)
      const mails = readAhead.of(mailboxId)
      if (mailbox && deps.holdsLease(mailboxId)) {
        deps.lines.want(ownerOf(mailbox), mails.length)
        return take(mailbox, mails.length)
      }
      readAhead.drop(mailboxId)
      return []
    })

  const send = async (): Promise<boolean> => {
    await settleFailures()
    if (stopped) return false
    const missed = await readAhead.fillUp()
    settled += missed
    const batch = stopped ? [] : takeBatch()
    if (batch.length === 0) return missed > 0
    const notMarked = await sendBatch(deps, { companyId, batch }, (one) => {
      carried.push(one)
      settler.kick()
    })
    for (const one of notMarked) giveBack(one)
    const withdrawn = await readAhead.withdraw(notMarked.map(({ mail }) => mail))
    settled += withdrawn
    return true
  }

  const onError = async (error: unknown): Promise<void> => {
    deps.log.error({ companyId, error: messageOf(error) }, 'A round of sending failed; it is tried again.')
    await deps.clock.sleep(PAUSE_AFTER_ERROR, deps.giveUp)
  }
  const onRest = (): void => {
    if (isIdle()) onIdle()
  }
  const sender = createWorker({ round: send, onError, onRest })
  const settler = createWorker({ round: settle, onError, onRest })

  const isIdle = (): boolean =>
    !sender.isWorking() &&
    !settler.isWorking() &&
    readAhead.mailboxIds().length === 0 &&
    ![...mailboxes.keys()].some(isUsed)
  const isUsed = (mailboxId: string): boolean =>
    (onTheirWay.get(mailboxId) ?? 0) > 0 || deps.lines.isOpening(mailboxId)

  return {
    feed: (some) => {
      if (stopped) return
      for (const mailbox of some) {
        mailboxes.set(mailbox.id, mailbox)
        readAhead.wants(mailbox.id)
      }
      sender.kick()
    },
    kick: sender.kick,
    cannotOpen: (mailboxId, failure) => {
      failures.push({ mailboxId, failure })
      sender.kick()
    },
    isWaiting: () => readAhead.mailboxIds().length > 0,
    isIdle,
    isBusy: (mailboxId) => readAhead.of(mailboxId).length > 0 || isUsed(mailboxId),
    stop: () => {
      stopped = true
      readAhead.clear()
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

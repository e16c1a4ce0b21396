import { messageOf } from '#platform/errors/index.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import { type CompanySender, createCompanySender } from './company-sender.ts'
import { createCopyKeeper } from './copy-keeper.ts'
import { mailboxesWithDueMail } from './due-mails.ts'
import type { InHand } from './in-hand.ts'
import { createMailboxLines } from './mailbox-lines.ts'
import { openMailboxLine } from './open-mailbox-line.ts'
import { createSendLeases } from './send-leases.ts'

/** How often an idle sender looks for mails that another process queued, and for attempts that became due, in milliseconds. */
const POLL = 2_000
/** A connection that is idle for longer is closed. */
const CLOSE_IDLE_AFTER = 30_000
/** A shutdown waits for answers of servers that have a whole mail; then for the database. */
const GRACE = 10_000
const LAST_GRACE = 3_000
const CONNECTIONS_PER_HOST = 50

export type Sender = {
  run(signal: AbortSignal): Promise<void>
  wake(): void
  sendDue(): Promise<number>
}

/** What sends the mails that this process holds the leases for. Once its run was aborted it begins nothing more. */
export const createSender = (deps: OutboundDeps & { inHand: InHand }): Sender => {
  const { db, clock, ports, log, processId } = deps
  const companies = new Map<string, CompanySender>()
  const leases = createSendLeases(deps)
  const copies = createCopyKeeper(deps)
  const giveUp = new AbortController()
  const whenIdle: (() => void)[] = []
  let bell = new AbortController()

  const lines = createMailboxLines({
    now: () => clock.now(),
    connectionsPerHost: deps.connectionsPerHost ?? CONNECTIONS_PER_HOST,
    open: (owner, options) => openMailboxLine(deps, owner, options),
    onReady: () => {
      for (const company of companies.values()) if (company.isWaiting()) company.kick()
      tellIfIdle()
    },
    onFailure: (owner, failure) => companies.get(owner.companyId)?.cannotOpen(owner.mailboxId, failure),
  })
  const senderDeps = {
    ...deps,
    lines,
    holdsLease: leases.holds,
    keepCopy: copies.keep,
    giveUp: giveUp.signal,
  }

  const all = (): CompanySender[] => [...companies.values()]
  const isIdle = (): boolean => all().every((company) => company.isIdle())
  const tellIfIdle = (): void => {
    if (whenIdle.length === 0 || !isIdle()) return
    for (const tell of whenIdle.splice(0)) tell()
  }
  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      whenIdle.push(resolve)
      tellIfIdle()
    })
  const settled = (): number => all().reduce((sum, company) => sum + company.settled(), 0)

  const companyOf = (companyId: string): CompanySender => {
    const known = companies.get(companyId)
    if (known) return known
    const company = createCompanySender(senderDeps, { companyId, onIdle: tellIfIdle })
    companies.set(companyId, company)
    return company
  }

  /** Finds the mailboxes that have something to send and sets their companies' senders to work. */
  const look = async (): Promise<void> => {
    const due = await mailboxesWithDueMail(db, { now: clock.now(), processId })
    for (const [companyId, some] of Map.groupBy(due, (which) => which.companyId)) {
      const held = await Promise.all(some.map((which) => leases.hold(which)))
      const mailboxIds = some.filter((_, index) => held[index]).map(({ mailboxId }) => mailboxId)
      const mailboxes = await ports.mailboxesOf(db, { companyId, mailboxIds })
      if (mailboxes.size > 0) companyOf(companyId).feed(mailboxes.values())
    }
  }

  const tidyUp = async (): Promise<void> => {
    lines.closeIdle(new Date(clock.now().getTime() - CLOSE_IDLE_AFTER))
    await leases.releaseIdle((mailboxId) => all().some((company) => company.isBusy(mailboxId)))
  }

  /** Waits for work, and leaves no timer behind that would keep the process from ending. */
  const atMost = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
    const over = new AbortController()
    await Promise.race([work, clock.sleep(milliseconds, over.signal)]).finally(() => over.abort())
  }

  /** Whatever has not begun stays queued; what has begun is waited for, but not for ever. */
  const shutDown = async (): Promise<void> => {
    for (const company of all()) company.stop()
    deps.inHand.withhold(() => true)
    lines.windDown()
    await atMost(GRACE, idle())
    lines.closeAll()
    await atMost(LAST_GRACE, Promise.all([idle(), copies.idle()]))
    giveUp.abort()
    await leases.releaseAll()
  }

  return {
    run: async (signal) => {
      while (!signal.aborted) {
        bell = new AbortController()
        try {
          await look()
          await tidyUp()
        } catch (error) {
          log.error(
            { error: messageOf(error) },
            'The mails to send could not be looked up; it is tried again.',
          )
        }
        await clock.sleep(POLL, AbortSignal.any([signal, bell.signal]))
      }
      await shutDown()
    },
    wake: () => bell.abort(),
    sendDue: async () => {
      const before = settled()
      await look()
      await idle()
      await copies.idle()
      await tidyUp()
      return settled() - before
    },
  }
}

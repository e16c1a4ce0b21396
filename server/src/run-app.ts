import type { ReadingLeases } from '#modules/inbound/index.ts'
import { listen } from '#platform/db/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import { holdProcessLease } from '#platform/process/index.ts'
import { type App, WEBHOOK_BELL, WORK_BELL } from './app.ts'
import type { Role } from './config.ts'

/** An idle dispatcher or courier looks again this often, for work that another process made. */
const IDLE_PAUSE = 1_000
/** After a failure (the database is away) a loop waits this long before it tries again. */
const FAILURE_PAUSE = 5_000
const HOUSEKEEPING_PAUSE = 30_000
/** Well above the pause between two rounds of the reader, so that a slow round loses nothing. */
const LEASE_MILLISECONDS = 60_000
/** Mailboxes one process reads at most: each is a connection. */
const MOST_READ = 2_000

/** The loops of one process. */
export type RunningApp = {
  /** Ends the loops in their order: nothing new is claimed, mails in flight get their answers, leases are given back. */
  stop(): Promise<void>
}

/** Runs what a process with these roles does, until stopped. Every loop survives its own failures and says them in the log. */
export const runApp = async (app: App, roles: readonly Role[]): Promise<RunningApp> => {
  const { clock, log, db, processId } = app
  const lease = await holdProcessLease({ db, clock, log, processId, roles })
  const claiming = new AbortController()
  const sending = new AbortController()
  const others = new AbortController()

  /** Takes turns until aborted; a turn answers how long to pause after it, which `bell` cuts short. */
  const loop = async (
    name: string,
    { signal, bell }: { signal: AbortSignal; bell?: Bell },
    turn: () => Promise<number>,
  ): Promise<void> => {
    while (!signal.aborted) {
      const rung = bell?.next()
      let pause = FAILURE_PAUSE
      try {
        pause = await turn()
      } catch (error) {
        log.error({ err: error, loop: name }, `The ${name} failed and is tried again: ${messageOf(error)}`)
      }
      if (pause > 0) await clock.sleep(pause, rung ? AbortSignal.any([signal, rung]) : signal)
    }
  }

  const workBell = createBell()
  const has = (role: Role) => roles.includes(role)
  const dispatcher = has('engine')
    ? loop('dispatcher', { signal: claiming.signal, bell: workBell }, async () => {
        const { claimed, recorded, nextAt } = await app.engine.tick({ within: IDLE_PAUSE })
        if (recorded > 0) app.outbound.wake()
        if (claimed > 0) return 0
        const untilNext = nextAt === null ? IDLE_PAUSE : nextAt.getTime() - clock.now().getTime()
        return Math.min(IDLE_PAUSE, Math.max(1, untilNext))
      })
    : null
  const bells = has('engine')
    ? listen({
        url: db.url,
        channel: WORK_BELL,
        onRing: workBell.ring,
        signal: others.signal,
        clock,
        log,
      })
    : null
  const courierBell = createBell()
  const courier = has('jobs')
    ? loop('courier', { signal: others.signal, bell: courierBell }, async () => {
        await app.webhooks.deliver(others.signal)
        return IDLE_PAUSE
      })
    : null
  const courierBells = has('jobs')
    ? listen({
        url: db.url,
        channel: WEBHOOK_BELL,
        onRing: courierBell.ring,
        signal: others.signal,
        clock,
        log,
      })
    : null
  const sender = has('mail') ? app.outbound.run(sending.signal) : null
  const reader = has('mail') ? app.inbound.watch(readingLeases(app), others.signal) : null
  const housekeeping = has('jobs')
    ? loop('housekeeping', { signal: others.signal }, async () => {
        await app.mailboxes.resumeDueMailboxes()
        await app.outbound.settleUncertain()
        await app.outbound.learnSentCopies()
        await app.imports.removeOldUploads()
        await app.webhooks.pruneLog()
        await app.idempotency.prune()
        await app.reports.fold()
        return HOUSEKEEPING_PAUSE
      })
    : null
  if (has('jobs')) await app.jobs.start()

  return {
    stop: async () => {
      claiming.abort()
      await dispatcher
      sending.abort()
      others.abort()
      await Promise.all([bells, courier, courierBells, sender, reader, housekeeping])
      await app.webhooks.delivered()
      await lease.release()
    },
  }
}

/** Which mailboxes this process reads: those that no other does, for as long as it renews their leases. */
const readingLeases = ({ mailboxes, clock, processId }: App): ReadingLeases => ({
  holdReadable: () => {
    const now = clock.now()
    const until = new Date(now.getTime() + LEASE_MILLISECONDS)
    return mailboxes.takeLeases({ purpose: 'read', processId, now, until, limit: MOST_READ })
  },
  releaseAll: () => mailboxes.releaseLeases({ purpose: 'read', processId }),
})

/** Wakes whoever sleeps on the signal that `next` gave out before it rang. */
type Bell = { ring(): void; next(): AbortSignal }

const createBell = (): Bell => {
  let current = new AbortController()
  return {
    ring: () => {
      current.abort()
      current = new AbortController()
    },
    next: () => current.signal,
  }
}

import { messageOf } from '#platform/errors/index.ts'
import type { InboundDeps } from './inbound-deps.ts'
import type { Mailbox } from './sync-mailbox.ts'
import { watchMailbox } from './watch-mailbox.ts'

/** How often the set of mailboxes is looked at, and leases are renewed. */
const ROUND = 10_000

/** Which mailboxes this process reads; one process at a time holds the lease of each. */
export type ReadingLeases = {
  /** Takes or renews the lease of every mailbox with IMAP that is free or ours; answers those that are ours now. */
  holdReadable(): Promise<Mailbox[]>
  releaseAll(): Promise<void>
}

/**
 * Reads all mailboxes that this process holds the lease of, until `signal` is aborted: new ones are begun, lost and removed ones let go.
 */
export const watchMailboxes = async (
  deps: InboundDeps,
  leases: ReadingLeases,
  signal: AbortSignal,
): Promise<void> => {
  const watched = new Map<string, { stop: AbortController; done: Promise<void> }>()
  const end = async (key: string): Promise<void> => {
    const one = watched.get(key)
    watched.delete(key)
    one?.stop.abort()
    await one?.done
  }
  while (!signal.aborted) {
    try {
      const held = await leases.holdReadable()
      const keys = new Set(held.map(({ mailboxId }) => mailboxId))
      await Promise.all([...watched.keys()].filter((key) => !keys.has(key)).map(end))
      for (const mailbox of held) {
        if (watched.has(mailbox.mailboxId)) continue
        const stop = new AbortController()
        watched.set(mailbox.mailboxId, { stop, done: watchMailbox(deps, mailbox, stop.signal) })
      }
    } catch (error) {
      deps.log.warn(
        { error: messageOf(error) },
        'The mailboxes to read could not be looked up; it is tried again.',
      )
    }
    await deps.clock.sleep(ROUND, signal)
  }
  await Promise.all([...watched.keys()].map(end))
  await leases.releaseAll()
}

import type { OutboundDeps, WhichMailbox } from '../outbound-deps.ts'

const LEASE = 60_000
/** A lease is renewed when less than this is left of it. */
const RENEW_BELOW = 40_000
/** A mailbox that had nothing to send for this long is left to others. */
const IDLE = 60_000

/** The mailboxes that this process sends from. */
export type SendLeases = {
  /** Takes or renews the lease of a mailbox that has something to send; false when another process has it. */
  hold(which: WhichMailbox): Promise<boolean>
  /** Whether the lease is held at this moment: a mail must not begin without it. */
  holds(mailboxId: string): boolean
  releaseIdle(isBusy: (mailboxId: string) => boolean): Promise<void>
  releaseAll(): Promise<void>
}

type Held = WhichMailbox & { until: Date; usedAt: Date }

export const createSendLeases = ({ clock, ports, processId }: OutboundDeps): SendLeases => {
  const held = new Map<string, Held>()
  const leaseOf = ({ companyId, mailboxId }: WhichMailbox) => ({
    companyId,
    mailboxId,
    purpose: 'send' as const,
    processId,
  })
  const release = async (lease: Held): Promise<void> => {
    held.delete(lease.mailboxId)
    await ports.releaseLease(leaseOf(lease))
  }
  const extend = async (which: WhichMailbox, usedAt: Date): Promise<boolean> => {
    const now = clock.now()
    const until = new Date(now.getTime() + LEASE)
    const known = held.get(which.mailboxId)
    const take = known && known.until > now ? ports.renewLease : ports.holdLease
    const ours = await take({ ...leaseOf(which), now, until })
    if (ours) held.set(which.mailboxId, { ...which, until, usedAt })
    else held.delete(which.mailboxId)
    return ours
  }

  return {
    hold: async (which) => {
      const now = clock.now()
      const known = held.get(which.mailboxId)
      if (!known || known.until.getTime() - now.getTime() < RENEW_BELOW) return extend(which, now)
      known.usedAt = now
      return true
    },
    holds: (mailboxId) => (held.get(mailboxId)?.until ?? 0) > clock.now(),
    releaseIdle: async (isBusy) => {
      const now = clock.now()
      for (const lease of [...held.values()]) {
        if (isBusy(lease.mailboxId)) {
          if (lease.until.getTime() - now.getTime() < RENEW_BELOW) await extend(lease, now)
        } else if (now.getTime() - lease.usedAt.getTime() >= IDLE) await release(lease)
      }
    },
    releaseAll: async () => {
      for (const lease of [...held.values()]) await release(lease)
    },
  }
}

import type { OutboundDeps } from '../outbound-deps.ts'
import { type DueMail, dueMails } from './due-mails.ts'
import { withdrawMails } from './withdraw-mails.ts'

/** Mails of one mailbox that are read ahead. */
const READ_AHEAD = 20
/**
 * A mail that nobody tried and that waited for this long past its time (its mailbox or sequence was paused, nothing ran) is not sent at whatever hour it now is, but
 * given back, to be made anew at a time that its sequence allows.
 */
const STALE_AFTER = 3_600_000

/** The mails of a company that are to leave next, as they were when they were read; whether they may is decided when they are marked. */
export type ReadAhead = {
  /** There may be more in the database than was read. */
  wants(mailboxId: string): void
  /** Reads for the mailboxes that ran out. Answers how many mails had missed their time and were withdrawn or moved. */
  fillUp(): Promise<number>
  /** Withdraws what may not leave; answers how many mails were withdrawn or moved. */
  withdraw(mails: readonly DueMail[]): Promise<number>
  mailboxIds(): string[]
  of(mailboxId: string): readonly DueMail[]
  /** The first mails of a mailbox are taken. */
  take(mailboxId: string, count: number): void
  /** Forgets what was read of a mailbox: it may have to wait now. */
  drop(mailboxId: string): void
  clear(): void
}

export const createReadAhead = (deps: OutboundDeps, companyId: string): ReadAhead => {
  const wanting = new Set<string>()
  const ready = new Map<string, readonly DueMail[]>()
  const staleBefore = (): Date => new Date(deps.clock.now().getTime() - STALE_AFTER)

  const withdraw = async (mails: readonly DueMail[]): Promise<number> =>
    mails.length === 0
      ? 0
      : withdrawMails(deps, { companyId, ids: mails.map(({ id }) => id), staleBefore: staleBefore() })

  return {
    wants: (mailboxId) => void wanting.add(mailboxId),
    fillUp: async () => {
      const mailboxIds = [...wanting].filter((id) => !ready.has(id))
      if (mailboxIds.length === 0) return 0
      for (const id of mailboxIds) wanting.delete(id)
      const before = staleBefore()
      const now = deps.clock.now()
      const missedItsTime = ({ kind, notBefore, sendBefore }: DueMail): boolean =>
        kind === 'sequence' && (notBefore < before || (sendBefore !== null && sendBefore <= now))
      try {
        const due = await dueMails(deps.db, {
          companyId,
          mailboxIds,
          now,
          most: READ_AHEAD,
        })
        for (const [mailboxId, mails] of Map.groupBy(due, (mail) => mail.mailboxId)) {
          if (mails.length === READ_AHEAD) wanting.add(mailboxId)
          const fresh = mails.filter((mail) => !missedItsTime(mail))
          if (fresh.length > 0) ready.set(mailboxId, fresh)
        }
        return await withdraw(due.filter(missedItsTime))
      } catch (error) {
        for (const id of mailboxIds) wanting.add(id)
        throw error
      }
    },
    withdraw,
    mailboxIds: () => [...ready.keys()],
    of: (mailboxId) => ready.get(mailboxId) ?? [],
    take: (mailboxId, count) => {
      const left = (ready.get(mailboxId) ?? []).slice(count)
      if (left.length === 0) ready.delete(mailboxId)
      else ready.set(mailboxId, left)
    },
    drop: (mailboxId) => void ready.delete(mailboxId),
    clear: () => {
      ready.clear()
      wanting.clear()
    },
  }
}

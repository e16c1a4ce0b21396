import type { Mailbox } from '#modules/mailboxes/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import type { OutboundDeps } from '../outbound-deps.ts'

/** Copies of one mailbox that may wait; more means that its IMAP server is not to be had. */
const MOST_WAITING = 100

/** Puts copies of sent mails into Sent, one after the other for each mailbox. A copy that fails is logged and never touches its mail. */
export type CopyKeeper = {
  keep(input: { mailbox: Mailbox; raw: Uint8Array; at: Date }): void
  /** Resolves when none is under way. */
  idle(): Promise<void>
}

export const createCopyKeeper = ({ ports, log }: Pick<OutboundDeps, 'ports' | 'log'>): CopyKeeper => {
  const queues = new Map<string, { waiting: number; last: Promise<void> }>()
  return {
    keep: ({ mailbox, raw, at }) => {
      const { companyId, id: mailboxId } = mailbox
      const queue = queues.get(mailboxId) ?? { waiting: 0, last: Promise.resolve() }
      if (queue.waiting === MOST_WAITING) {
        log.warn({ companyId, mailboxId }, 'A copy was not put into Sent: too many wait already.')
        return
      }
      queue.waiting += 1
      queues.set(mailboxId, queue)
      queue.last = queue.last
        .then(() => ports.appendToSent({ companyId, mailboxId, raw, at }))
        .catch((error: unknown) =>
          log.warn({ companyId, mailboxId, error: messageOf(error) }, 'A copy could not be put into Sent.'),
        )
        .finally(() => {
          queue.waiting -= 1
          if (queue.waiting === 0) queues.delete(mailboxId)
        })
    },
    idle: async () => {
      while (queues.size > 0) await Promise.all([...queues.values()].map(({ last }) => last))
    },
  }
}

import { sentOutcomes } from '../message.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import type { DueMail } from './due-mails.ts'
import { judgeSend } from './judge-failure.ts'
import type { SendResult } from './send-result.ts'
import { settleFailures } from './settle-failures.ts'
import { markSent } from './settle-queries.ts'

export type Finished = { mail: DueMail; result: SendResult; at: Date }

/**
 * Stores what became of mails. Those that were taken go first and together, in one transaction with what the engine makes of them: the
 * sooner they are stored, the fewer are in doubt should this process die.
 */
export const settleResults = async (
  deps: OutboundDeps,
  companyId: string,
  finished: readonly Finished[],
): Promise<void> => {
  await settleAccepted(deps, companyId, finished)
  const failed = finished.flatMap(({ mail, result }) => {
    if (result.kind === 'accepted') return []
    const tries = {
      attempts: mail.attempts + 1,
      queuedAt: mail.queuedAt,
      now: deps.clock.now(),
      random: deps.random(),
    }
    return [{ mail, verdict: judgeSend(result, tries) }]
  })
  if (failed.length > 0) await settleFailures(deps, companyId, failed)
}

const settleAccepted = async (
  { db, clock, ports }: OutboundDeps,
  companyId: string,
  finished: readonly Finished[],
): Promise<void> => {
  const sent = finished.flatMap(({ mail, result, at }) =>
    result.kind === 'accepted'
      ? [{ id: mail.id, at, words: result.words, seenMessageId: result.serverMessageId }]
      : [],
  )
  if (sent.length === 0) return
  await db.transaction(async (tx) => {
    const marked = await markSent(tx, {
      companyId,
      sent,
      from: ['sending', 'uncertain'],
      now: clock.now(),
    })
    await ports.mailOutcomes(tx, companyId, sentOutcomes(marked))
  })
}

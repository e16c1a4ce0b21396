import type { OutboundDeps } from '../outbound-deps.ts'
import type { DueMail } from './due-mails.ts'
import { judgeOpening } from './judge-failure.ts'
import type { OpenFailure } from './send-result.ts'
import { holdMailboxes } from './settle-failures.ts'
import { countAttempt } from './settle-queries.ts'

/** No connection could be had: the mails of the mailbox wait, by how often its next one was tried already, or the mailbox pauses. */
export const settleOpening = (
  deps: OutboundDeps,
  { companyId, next, failure }: { companyId: string; next: DueMail; failure: OpenFailure },
): Promise<void> =>
  deps.db.transaction(async (tx) => {
    const verdict = judgeOpening(failure, {
      attempts: next.attempts + 1,
      queuedAt: next.queuedAt,
      now: deps.clock.now(),
      random: deps.random(),
    })
    await countAttempt(tx, { companyId, id: next.id })
    await holdMailboxes(deps, tx, companyId, [{ mail: next, verdict }])
  })

import { messageOf } from '#platform/errors/index.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import { type Finished, settleResults } from './settle-results.ts'

const PAUSE = 1_000
const MOST_ATTEMPTS = 3

/**
 * Stores results whatever it takes: again and again while the database is away, each by itself when a set of them fails. A result that
 * cannot be stored even so is given up and stays `sending`, to be judged later as one of which nothing is known.
 */
export const settleSurely = async (
  deps: OutboundDeps,
  companyId: string,
  finished: readonly Finished[],
  giveUp: AbortSignal,
): Promise<void> => {
  for (let attempt = 1; ; ) {
    try {
      await settleResults(deps, companyId, finished)
      return
    } catch (error) {
      deps.log.error(
        { companyId, messages: finished.map(({ mail }) => mail.id), error: messageOf(error) },
        'The results of mails could not be stored.',
      )
    }
    if (giveUp.aborted) return
    if (!(await isReachable(deps))) {
      await deps.clock.sleep(PAUSE, giveUp)
      continue
    }
    if (finished.length > 1) {
      for (const one of finished) await settleSurely(deps, companyId, [one], giveUp)
      return
    }
    if (attempt === MOST_ATTEMPTS) return
    attempt += 1
    await deps.clock.sleep(PAUSE, giveUp)
  }
}

const isReachable = async ({ db }: OutboundDeps): Promise<boolean> => {
  try {
    await db.query('SELECT 1')
    return true
  } catch {
    // That it is not is the answer.
    return false
  }
}

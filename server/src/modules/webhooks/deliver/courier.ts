import { messageOf } from '#platform/errors/index.ts'
import { openSecret } from '../webhook-secret.ts'
import type { WebhookDeps } from '../webhooks-deps.ts'
import { claimDeliveries } from './claim-deliveries.ts'
import { dueWebhooks, receiverOf, type Which } from './due-webhooks.ts'
import { postDelivery } from './post-delivery.ts'
import { settleDeliveries } from './settle-deliveries.ts'

/** Posts to one receiver at a time. */
const AT_ONCE = 20
/** Receivers at a time. Each has its own way, so that a slow one delays nobody but itself; more than this wait for a free way. */
const MOST_WAYS = 500

export type Courier = {
  /** Begins to deliver what is due, and does not wait for it. Nothing is begun once `signal` is aborted. */
  tick(signal?: AbortSignal): Promise<void>
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>
}

/** What goes to one webhook. `again`: something may have come since it last looked. */
type Way = { again: boolean; done: Promise<void> }

/** Brings deliveries to their receivers: every webhook by itself, its deliveries in batches. */
export const createCourier = (deps: WebhookDeps): Courier => {
  const ways = new Map<string, Way>()

  const serve = async (way: Way, which: Which, signal: AbortSignal | undefined): Promise<void> => {
    try {
      for (let more = true; more && !signal?.aborted; ) {
        way.again = false
        const went = await carryBatch(deps, which)
        more = went || way.again
      }
    } catch (error) {
      deps.log.error(
        { err: error, ...which },
        `Deliveries to a webhook failed and are tried again: ${messageOf(error)}`,
      )
    } finally {
      ways.delete(keyOf(which))
    }
  }

  return {
    tick: async (signal) => {
      for (const which of await dueWebhooks(deps.db, { now: deps.clock.now() })) {
        const way = ways.get(keyOf(which))
        if (way) way.again = true
        else if (ways.size < MOST_WAYS && !signal?.aborted) {
          const begun: Way = { again: false, done: Promise.resolve() }
          ways.set(keyOf(which), begun)
          begun.done = serve(begun, which, signal)
        }
      }
    },
    idle: async () => {
      while (ways.size > 0) await Promise.all([...ways.values()].map(({ done }) => done))
    },
  }
}

const keyOf = ({ companyId, webhookId }: Which): string => `${companyId} ${webhookId}`

/** One batch of what is due for a webhook; whether there may be more. While its receiver fails, one delivery at a time tries it. */
const carryBatch = async (deps: WebhookDeps, which: Which): Promise<boolean> => {
  const now = deps.clock.now()
  const receiver = await receiverOf(deps.db, { ...which, now })
  if (!receiver) return false
  const limit = receiver.failures > 0 ? 1 : AT_ONCE
  const secret = openSecret(deps.secrets, which, receiver.secret)
  const claimed = await claimDeliveries(deps.db, { ...which, now, limit })
  if (claimed.length === 0) return false
  const attempts = await Promise.all(
    claimed.map(async (delivery) => ({
      delivery,
      result: await postDelivery(deps, { ...delivery, url: receiver.url, secret }),
    })),
  )
  return (await settleDeliveries(deps, receiver, attempts)) === 'go on'
}

import type { Queryable } from '#platform/db/index.ts'
import type { WebhookDeps } from '../webhooks-deps.ts'
import { type Claimed, LEASE } from './claim-deliveries.ts'
import type { Receiver, Which } from './due-webhooks.ts'
import { type AttemptResult, reasonOf, retryAfterOf, type Verdict, verdictOf } from './judge-answer.ts'
import { awayGap, nextAttempt, RETRY_FOR } from './retry-gaps.ts'

export type Attempt = { delivery: Claimed; result: AttemptResult }

/** So many failures in a row are the receiver's own, also where it answered: it is left alone for a while. */
const OUTAGE = 5

type Settled = Attempt & { verdict: Verdict; giveUpAt: Date | null; nextAt: Date | null }

/** Stores what came of a batch, and how its receiver stands after it. Answers whether to go on with the next batch. */
export const settleDeliveries = async (
  deps: Pick<WebhookDeps, 'db' | 'clock' | 'random' | 'ports'>,
  receiver: Receiver,
  attempts: readonly Attempt[],
): Promise<'go on' | 'leave alone'> => {
  const now = deps.clock.now()
  const settled = attempts.map((attempt) => judged(deps, attempt, now))
  const has = (verdict: Verdict) => settled.some((one) => one.verdict === verdict)
  return deps.db.transaction(async (tx) => {
    await storeAttempts(tx, receiver.companyId, settled)
    // One that was taken proves that the receiver is there, whatever became of the others.
    if (has('gone'))
      return switchOff(deps, tx, {
        receiver,
        now,
        reason: 'The receiver answered 410 Gone: it wants no more.',
      })
    if (has('taken')) {
      if (receiver.failures > 0) await noteTaken(tx, { receiver, now })
      return has('away')
        ? leaveAlone(deps, tx, { receiver: { ...receiver, failures: 0, failingSince: null }, settled, now })
        : 'go on'
    }
    const last = settled.at(-1)
    if (last && now.getTime() - (receiver.failingSince ?? now).getTime() >= RETRY_FOR)
      return switchOff(deps, tx, {
        receiver,
        now,
        reason: `Nothing was taken for a day. ${reasonOf(last.result)}`,
      })
    if (has('away') || receiver.failures + settled.length >= OUTAGE)
      return leaveAlone(deps, tx, { receiver, settled, now })
    await noteFailure(tx, { receiver, failures: settled.length, now, pausedUntil: null })
    return 'go on'
  })
}

const judged = ({ random }: Pick<WebhookDeps, 'random'>, attempt: Attempt, now: Date): Settled => {
  const { delivery, result } = attempt
  const verdict = verdictOf(result)
  if (verdict === 'taken') return { ...attempt, verdict, giveUpAt: delivery.giveUpAt, nextAt: null }
  const giveUpAt = delivery.giveUpAt ?? new Date(now.getTime() + RETRY_FOR)
  const nextAt =
    verdict === 'gone' ? null : nextAttempt({ attempts: delivery.attempts, now, giveUpAt, random })
  return { ...attempt, verdict, giveUpAt, nextAt }
}

/** What was taken counts as taken however late it is told; other ends only of the attempt that was the last. By the primary key. */
const storeAttempts = async (
  tx: Queryable,
  companyId: string,
  settled: readonly Settled[],
): Promise<void> => {
  await tx.query(
    `UPDATE webhook_deliveries d SET state = r.state, next_at = r.next_at, give_up_at = r.give_up_at, refusals = d.refusals + r.refused,
       status = r.status, answer = r.answer, error = r.error, milliseconds = r.milliseconds
     FROM unnest($2::text[], $3::integer[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::integer[], $8::integer[], $9::text[],
       $10::text[], $11::integer[]) AS r(id, attempts, state, next_at, give_up_at, refused, status, answer, error, milliseconds)
     WHERE d.company_id = $1 AND d.id = r.id AND d.state <> 'delivered'
       AND (r.state = 'delivered' OR (d.state = 'waiting' AND d.attempts = r.attempts))`,
    [
      companyId,
      settled.map(({ delivery }) => delivery.id),
      settled.map(({ delivery }) => delivery.attempts),
      settled.map(({ verdict, nextAt }) =>
        verdict === 'taken' ? 'delivered' : nextAt === null ? 'set_aside' : 'waiting',
      ),
      settled.map(({ nextAt }) => nextAt),
      settled.map(({ giveUpAt }) => giveUpAt),
      settled.map(({ verdict }) => (verdict === 'refused' ? 1 : 0)),
      settled.map(({ result }) => result.status),
      settled.map(({ result }) => result.answer),
      settled.map(({ verdict, result }) => (verdict === 'taken' ? null : reasonOf(result))),
      settled.map(({ result }) => result.milliseconds),
    ],
  )
}

/** The end of a test: it is not tried again. By the primary key. */
export const storeTest = async (
  tx: Queryable,
  { companyId, id, now, result }: { companyId: string; id: string; now: Date; result: AttemptResult },
): Promise<void> => {
  const taken = verdictOf(result) === 'taken'
  await tx.query(
    `UPDATE webhook_deliveries SET state = $3, next_at = NULL, attempts = attempts + 1, tried_at = $4, status = $5, answer = $6,
       error = $7, milliseconds = $8
     WHERE company_id = $1 AND id = $2`,
    [
      ...[companyId, id, taken ? 'delivered' : 'set_aside', now, result.status, result.answer],
      ...[taken ? null : reasonOf(result), result.milliseconds],
    ],
  )
}

type Change = { receiver: Receiver; now: Date }

/** After an outage what waited for the receiver is due now. Index webhook_deliveries_due. */
const noteTaken = async (tx: Queryable, { receiver, now }: Change): Promise<void> => {
  const { companyId, webhookId, failures } = receiver
  await tx.query(
    `UPDATE webhooks SET failures = 0, failing_since = NULL, paused_until = NULL WHERE company_id = $1 AND id = $2`,
    [companyId, webhookId],
  )
  if (failures < OUTAGE) return
  // One that another process has in hand was tried just now.
  await tx.query(
    `UPDATE webhook_deliveries SET next_at = $3
     WHERE company_id = $1 AND webhook_id = $2 AND state = 'waiting' AND next_at > $3 AND tried_at < $4`,
    [companyId, webhookId, now, new Date(now.getTime() - LEASE)],
  )
}

const leaveAlone = async (
  { random }: Pick<WebhookDeps, 'random'>,
  tx: Queryable,
  { receiver, settled, now }: Change & { settled: readonly Settled[] },
): Promise<'leave alone'> => {
  const failures = receiver.failures + settled.filter(({ verdict }) => verdict !== 'taken').length
  const asked = settled.map(({ result }) => retryAfterOf(result.retryAfter, now))
  const pausedUntil = new Date(now.getTime() + Math.max(awayGap({ failures, random }), ...asked))
  await noteFailure(tx, { receiver, failures: failures - receiver.failures, now, pausedUntil })
  return 'leave alone'
}

const noteFailure = async (
  tx: Queryable,
  {
    receiver: { companyId, webhookId },
    failures,
    now,
    pausedUntil,
  }: Change & { failures: number; pausedUntil: Date | null },
): Promise<void> => {
  await tx.query(
    `UPDATE webhooks SET failures = failures + $3, failing_since = coalesce(failing_since, $4), paused_until = $5
     WHERE company_id = $1 AND id = $2`,
    [companyId, webhookId, failures, now, pausedUntil],
  )
}

/** Index webhook_deliveries_due. */
export const setWaitingAside = async (tx: Queryable, { companyId, webhookId }: Which): Promise<void> => {
  await tx.query(
    `UPDATE webhook_deliveries SET state = 'set_aside', next_at = NULL
     WHERE company_id = $1 AND webhook_id = $2 AND state = 'waiting'`,
    [companyId, webhookId],
  )
}

const switchOff = async (
  { ports }: Pick<WebhookDeps, 'ports'>,
  tx: Queryable,
  { receiver, now, reason }: Change & { reason: string },
): Promise<'leave alone'> => {
  const { companyId, webhookId, ownerId, event, url } = receiver
  const { rowCount } = await tx.query(
    `UPDATE webhooks SET state = 'off', off_reason = $3, failing_since = coalesce(failing_since, $4), paused_until = NULL
     WHERE company_id = $1 AND id = $2 AND state = 'on'`,
    [companyId, webhookId, reason, now],
  )
  if (rowCount === 0) return 'leave alone'
  await setWaitingAside(tx, { companyId, webhookId })
  await ports.notify(tx, {
    companyId,
    userId: ownerId,
    kind: 'webhook_off',
    text: `The webhook to ${url} (${event}) was switched off. ${reason} What waited for it was set aside. Switch it on again when its receiver works, then replay what was set aside; what happens meanwhile is not kept for it.`,
    data: { webhookId },
  })
  return 'leave alone'
}

// The module's own table is messages; this also locks enrolments and reads prospects and suppressions.
import type { SuppressionReason } from '#modules/prospects/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { aboutMessage, inState, type MessageReferences, outcomesOf, REFERENCE_COLUMNS } from '../message.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import { placeInWindows } from './place-in-windows.ts'

/** A queued mail that could not be marked `sending`, with what speaks against it. */
export type Refused = MessageReferences & {
  /** Its enrolment has a mail of its step in hand; of its visit. */
  stepInHand: boolean
  visitInHand: boolean
  /** Another mail of the enrolment is queued or on its way. */
  otherMail: boolean
  suppressedBy: SuppressionReason | null
  addressChanged: boolean
  /** It waited so long for something that was paused that its hour has passed. */
  isStale: boolean
  /** Its delivery window has closed. */
  isLate: boolean
  /** How often it was tried. */
  attempts: number
}

export type Fate =
  /** It stays queued: it may go when what is paused goes on. */
  | 'wait'
  /** It stays queued for the next moment at which its sequence sends. */
  | 'move'
  /** Nobody wants it any more. */
  | 'cancel'
  /** It is cancelled and its step is to be run anew: rendered again, at a time that its sequence allows. */
  | 'give_back'
  /** It is cancelled, and so is everything else to this person. */
  | 'suppressed'

/** What becomes of a mail that may not leave now. */
export const fateOf = (mail: Refused): Fate => {
  if (mail.kind !== 'sequence') return mail.suppressedBy === null ? 'wait' : 'cancel'
  if (!mail.stepInHand) return 'cancel'
  if (!mail.visitInHand) return mail.otherMail ? 'cancel' : 'give_back'
  if (mail.suppressedBy !== null) return 'suppressed'
  // One that was tried is not given back for its hour alone: made anew, it would be tried for three days more.
  if (mail.addressChanged || (mail.isStale && mail.attempts === 0)) return 'give_back'
  return mail.isStale || mail.isLate ? 'move' : 'wait'
}

/**
 * Looks at mails that may not leave. Those that never may are cancelled, with their enrolments' states consistent, in one transaction that
 * holds the enrolments' locks; those whose window has closed wait for the next. Answers how many were cancelled or moved.
 */
export const withdrawMails = (
  deps: OutboundDeps,
  input: { companyId: string; ids: readonly string[]; staleBefore: Date },
): Promise<number> =>
  deps.db.transaction(async (tx) => {
    const { companyId } = input
    const { ports, clock } = deps
    const now = clock.now()
    await lockEnrolmentsOf(tx, input)
    const refused = await refusedMails(tx, { ...input, now })
    const fates = new Map(refused.map((mail) => [mail.id, fateOf(mail)]))
    const late = refused.flatMap(({ id, enrolmentId }) =>
      fates.get(id) === 'move' ? [{ id, enrolmentId, notBefore: now }] : [],
    )
    const moved = await placeInWindows(deps, tx, { companyId, late })
    // Without a window to come, its enrolment is to say so.
    for (const { id } of late) if (!moved.has(id)) fates.set(id, 'give_back')
    const cancelled = await markCancelled(tx, {
      companyId,
      ids: refused.flatMap(({ id }) => (fates.get(id) === 'wait' || moved.has(id) ? [] : [id])),
    })
    await ports.appendEvents(
      tx,
      companyId,
      cancelled.map((mail) => ({
        ...aboutMessage(mail),
        kind: 'mail_cancelled',
        occurredAt: now,
        data: {},
      })),
    )
    const givenBack = cancelled.filter(({ id }) => fates.get(id) === 'give_back')
    await ports.mailOutcomes(tx, companyId, outcomesOf(givenBack, { outcome: 'unsent', at: now }))
    const suppressed = refused.filter(({ id }) => fates.get(id) === 'suppressed')
    for (const [reason, some] of Map.groupBy(suppressed, ({ suppressedBy }) => suppressedBy))
      if (reason !== null)
        await ports.suppressed(tx, {
          companyId,
          prospectIds: [...new Set(some.flatMap(({ prospectId }) => prospectId ?? []))],
          reason,
        })
    return cancelled.length + moved.size
  })

/** In the order of their ids, as everybody locks them. Served by the primary keys. */
const lockEnrolmentsOf = async (
  tx: Queryable,
  { companyId, ids }: { companyId: string; ids: readonly string[] },
): Promise<void> => {
  await tx.query(
    `SELECT FROM enrolments e WHERE e.company_id = $1
       AND e.id IN (SELECT m.enrolment_id FROM messages m WHERE m.company_id = $1 AND m.id = ANY($2))
     ORDER BY e.id FOR UPDATE`,
    [companyId, ids],
  )
}

/** Served by primary keys and messages_visit. */
const refusedMails = async (
  tx: Queryable,
  input: { companyId: string; ids: readonly string[]; staleBefore: Date; now: Date },
): Promise<Refused[]> => {
  const { rows } = await tx.query<Refused>(
    `SELECT ${REFERENCE_COLUMNS}, coalesce(p.suppressed_by,
         (SELECT x.reason FROM suppressions x WHERE x.company_id = $1 AND x.kind = 'address' AND x.value = p.email_key LIMIT 1),
         (SELECT x.reason FROM suppressions x WHERE x.company_id = $1 AND x.kind = 'domain' AND x.value = p.domain LIMIT 1))
         AS "suppressedBy",
       coalesce(e.phase = 'mail_in_hand' AND e.step_id = m.step_id, false) AS "stepInHand",
       coalesce(e.visit = m.visit, false) AS "visitInHand",
       EXISTS (SELECT FROM messages o WHERE o.company_id = m.company_id AND o.enrolment_id = m.enrolment_id AND o.id <> m.id
         AND o.kind = 'sequence' AND o.state IN ('queued', 'sending', 'uncertain')) AS "otherMail",
       coalesce(p.email <> m.to_address, false) AS "addressChanged", m.not_before < $3 AS "isStale",
       coalesce(m.send_before <= $4, false) AS "isLate", m.attempts
     FROM messages m
     LEFT JOIN enrolments e ON e.company_id = m.company_id AND e.id = m.enrolment_id
     LEFT JOIN prospects p ON p.company_id = m.company_id AND p.id = m.prospect_id
     WHERE m.company_id = $1 AND m.id = ANY($2) AND ${inState('queued')}`,
    [input.companyId, input.ids, input.staleBefore, input.now],
  )
  return rows
}

const markCancelled = async (
  tx: Queryable,
  { companyId, ids }: { companyId: string; ids: readonly string[] },
): Promise<MessageReferences[]> => {
  if (ids.length === 0) return []
  const { rows } = await tx.query<MessageReferences>(
    `UPDATE messages m SET state = 'cancelled' WHERE m.company_id = $1 AND m.id = ANY($2) AND ${inState('queued')}
     RETURNING ${REFERENCE_COLUMNS}`,
    [companyId, ids],
  )
  return rows
}

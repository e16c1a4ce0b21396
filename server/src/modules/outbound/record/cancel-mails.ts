import type { Queryable } from '#platform/db/index.ts'
import { aboutMessage, inState, type MessageReferences, REFERENCE_COLUMNS } from '../message.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import type { InHand } from '../send/in-hand.ts'

type CancelDeps = OutboundDeps & { inHand: InHand }

/**
 * Cancels the mails of enrolments that have not begun to leave, in the transaction that stops the enrolments and holds their locks: no
 * sender can take another one meanwhile, and what this process has taken but not begun is withheld. Served by messages_visit.
 */
export const cancelQueuedMails = async (
  deps: CancelDeps,
  tx: Queryable,
  { companyId, enrolmentIds }: { companyId: string; enrolmentIds: readonly string[] },
): Promise<void> => {
  if (enrolmentIds.length === 0) return
  const { rows } = await tx.query<MessageReferences>(
    `UPDATE messages m SET state = 'cancelled'
     WHERE m.company_id = $1 AND m.enrolment_id = ANY($2) AND m.kind = 'sequence' AND ${inState('queued')}
     RETURNING ${REFERENCE_COLUMNS}`,
    [companyId, enrolmentIds],
  )
  const stopped = new Set(enrolmentIds)
  deps.inHand.withhold(({ enrolmentId }) => enrolmentId !== null && stopped.has(enrolmentId))
  await tellCancelled(deps, tx, companyId, rows)
}

/** The same for every mail to these people, those of no sequence too. Served by messages_prospect. */
export const cancelAllMails = async (
  deps: CancelDeps,
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<void> => {
  if (prospectIds.length === 0) return
  const { rows } = await tx.query<MessageReferences>(
    `UPDATE messages m SET state = 'cancelled'
     WHERE m.company_id = $1 AND m.prospect_id = ANY($2) AND ${inState('queued')}
     RETURNING ${REFERENCE_COLUMNS}`,
    [companyId, prospectIds],
  )
  const stopped = new Set(prospectIds)
  deps.inHand.withhold(({ prospectId }) => prospectId !== null && stopped.has(prospectId))
  await tellCancelled(deps, tx, companyId, rows)
}

const tellCancelled = (
  { clock, ports }: CancelDeps,
  tx: Queryable,
  companyId: string,
  cancelled: readonly MessageReferences[],
): Promise<void> =>
  ports.appendEvents(
    tx,
    companyId,
    cancelled.map((message) => ({
      ...aboutMessage(message),
      kind: 'mail_cancelled',
      occurredAt: clock.now(),
      data: {},
    })),
  )

import type { Queryable } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { MessageReferences } from './message.ts'
import type { OutboundDeps } from './outbound-deps.ts'

/** The share is that of so many mails, also before there have been as many: of the first ten, six may bounce before it is too many. */
const LAST_MAILS = 100

/**
 * Pauses mailboxes and sequences that have too many hard bounces among their last mails, and tells their owners. Called in the transaction
 * in which these mails bounced.
 */
export const guardBounces = async (
  { ports }: Pick<OutboundDeps, 'ports'>,
  tx: Queryable,
  { companyId, bounced }: { companyId: string; bounced: readonly MessageReferences[] },
): Promise<void> => {
  if (bounced.length === 0) return
  const { bouncePausePercent } = await ports.companySettings(tx, companyId)
  const most = Math.floor((LAST_MAILS * bouncePausePercent) / 100)
  const reason = (bounces: number): string =>
    `${bounces} of its last ${LAST_MAILS} mails bounced, more than the ${bouncePausePercent} % that the company allows.`
  for (const mailboxId of new Set(bounced.map((one) => one.mailboxId))) {
    const bounces = await hardBounces(tx, { companyId, column: 'mailbox_id', id: mailboxId })
    if (bounces > most)
      await pauseIfThere(ports, tx, { companyId, mailboxId, by: 'bounces', reason: reason(bounces) })
  }
  for (const sequenceId of new Set(bounced.flatMap((one) => one.sequenceId ?? []))) {
    const bounces = await hardBounces(tx, { companyId, column: 'sequence_id', id: sequenceId })
    if (bounces > most) await ports.pauseSequence(tx, { companyId, sequenceId, reason: reason(bounces) })
  }
}

/** Pauses a mailbox; one that was removed meanwhile sends nothing anyway. */
export const pauseIfThere = async (
  ports: OutboundDeps['ports'],
  tx: Queryable,
  input: Parameters<OutboundDeps['ports']['pauseMailbox']>[1],
): Promise<void> => {
  try {
    await ports.pauseMailbox(tx, input)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error
  }
}

/** Served by messages_mailbox_settled and messages_sequence_settled. */
const hardBounces = async (
  tx: Queryable,
  { companyId, column, id }: { companyId: string; column: 'mailbox_id' | 'sequence_id'; id: string },
): Promise<number> => {
  const { rows } = await tx.query<{ bounces: number }>(
    `SELECT count(bounced_at)::integer AS bounces FROM (
       SELECT bounced_at FROM messages WHERE company_id = $1 AND ${column} = $2 AND settled_at IS NOT NULL
       ORDER BY settled_at DESC LIMIT ${LAST_MAILS}) AS last`,
    [companyId, id],
  )
  return rows[0]?.bounces ?? 0
}

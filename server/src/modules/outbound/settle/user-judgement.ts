import { notAllowed, notFound } from '#platform/errors/index.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import { settleAsSent, settleAsUnsent } from './settle-mails.ts'
import { selectUncertain, stateOf } from './user-judgement-queries.ts'

export type UncertainMail = {
  messageId: string
  mailboxId: string
  prospectId: string | null
  to: string
  subject: string
  /** When it was handed to the server. */
  since: Date
  /** What is known of how the sending broke off. */
  words: string | null
}

/** The mails of a company, or of one member's mailboxes and prospects, of which nobody knows whether they were sent, oldest first. */
export const listUncertain = (
  { db }: Pick<OutboundDeps, 'db'>,
  input: { companyId: string; userId?: string | undefined },
): Promise<UncertainMail[]> => selectUncertain(db, input)

/**
 * A user says whether an uncertain mail was sent; one that was not goes again. Throws `not_found`, or `not_allowed` when the mail is not
 * uncertain (any longer).
 */
export const settleMessage = (
  deps: OutboundDeps,
  input: { companyId: string; messageId: string; as: 'sent' | 'send_again'; userId?: string | undefined },
): Promise<void> =>
  deps.db.transaction(async (tx) => {
    const { companyId, messageId: id, as, userId } = input
    const judge = { by: 'user', userId } as const
    const changed =
      as === 'sent'
        ? (await settleAsSent(deps, tx, { companyId, sent: [{ id }], judge })) > 0
        : await settleAsUnsent(deps, tx, { companyId, id, judge })
    if (changed) return
    const state = await stateOf(tx, { companyId, id })
    if (state === null) throw notFound(`There is no mail with the id "${id}".`, 'messageId')
    throw notAllowed(`This mail is ${state}, not uncertain; there is nothing to decide.`, 'messageId')
  })

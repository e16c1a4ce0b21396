import { conflict, notFound } from '#platform/errors/index.ts'
import { aboutMessage } from '../message.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import { stateOf } from '../settle/user-judgement-queries.ts'
import { cancelQueuedLetter } from './letter-queries.ts'

/** Keeps a mail that somebody wrote from leaving. Throws `not_found`, or `conflict` when it has begun to leave, or no person wrote it. */
export const takeLetterBack = (
  { db, clock, ports }: Pick<OutboundDeps, 'db' | 'clock' | 'ports'>,
  { companyId, messageId, userId }: { companyId: string; messageId: string; userId: string },
): Promise<void> =>
  db.transaction(async (tx) => {
    const taken = await cancelQueuedLetter(tx, { companyId, id: messageId })
    if (taken)
      return ports.appendEvents(tx, companyId, [
        { ...aboutMessage(taken), kind: 'mail_cancelled', occurredAt: clock.now(), userId, data: {} },
      ])
    const state = await stateOf(tx, { companyId, id: messageId })
    if (state === null) throw notFound(`There is no mail with the id "${messageId}".`, 'messageId')
    throw conflict(
      state === 'queued'
        ? 'This mail is a sequence’s or a test: stop the prospect in the cadence instead.'
        : `This mail is ${state} and cannot be taken back any more.`,
      'messageId',
    )
  })

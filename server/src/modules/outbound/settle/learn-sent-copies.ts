import type { Mailbox } from '#modules/mailboxes/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import type { OutboundDeps, WhichMailbox } from '../outbound-deps.ts'
import { composeMail } from '../send/compose-mail.ts'
import { rememberSeenId } from './evidence-queries.ts'
import { learnFromCopy } from './learn-from-copy.ts'
import { type FirstSent, mailsOfUnknownCopies, sentMailsOf } from './sent-copies-queries.ts'

/** A server that keeps copies has kept one by then. */
const LOOK_AFTER = 2 * 60_000
/** Mails that left before it was known who keeps copies, and are put into Sent afterwards; more than leave in that time. */
const MOST_BELATED = 100

/**
 * Job: for mailboxes of which it is not known yet, finds out from their first mail whether their server keeps copies in Sent. Where it does
 * not, we do from then on, and for the mails that left already. Answers of how many mailboxes it was found out.
 */
export const learnSentCopies = async (deps: OutboundDeps): Promise<number> => {
  const before = new Date(deps.clock.now().getTime() - LOOK_AFTER)
  let learned = 0
  for (const first of await mailsOfUnknownCopies(deps.db, { before })) {
    const { companyId, mailboxId } = first
    try {
      const mailboxes = await deps.ports.mailboxesOf(deps.db, { companyId, mailboxIds: [mailboxId] })
      const mailbox = mailboxes.get(mailboxId)
      if (mailbox) await learnOf(deps, mailbox, first)
      learned += 1
    } catch (error) {
      deps.log.info(
        { companyId, mailboxId, error: messageOf(error) },
        'Who keeps copies in Sent is not known yet.',
      )
    }
  }
  return learned
}

const learnOf = async (deps: OutboundDeps, mailbox: Mailbox, first: FirstSent): Promise<void> => {
  const { companyId, mailboxId, id, messageId } = first
  const copy = await deps.ports.findInSent({ companyId, mailboxId, messageId, ourId: id })
  await deps.db.transaction(async (tx) => {
    if (!copy.found) return deps.ports.rememberSentCopies(tx, { companyId, mailboxId, sentCopies: 'us' })
    await learnFromCopy(deps, tx, { companyId, mailbox, messageId, copy })
    const { seenMessageId } = copy
    if (seenMessageId !== null && seenMessageId !== messageId)
      await rememberSeenId(tx, { companyId, messageId: id, seenMessageId })
  })
  if (!copy.found) await putIntoSent(deps, mailbox, { companyId, mailboxId })
}

/** Written again, at the moment it left, a mail has the same bytes. */
const putIntoSent = async (deps: OutboundDeps, mailbox: Mailbox, which: WhichMailbox): Promise<void> => {
  for (const mail of await sentMailsOf(deps.db, { ...which, most: MOST_BELATED })) {
    const { raw } = composeMail(deps.ports, { mail, mailbox, date: mail.sentAt })
    await deps.ports.appendToSent({ ...which, raw, at: mail.sentAt })
  }
}

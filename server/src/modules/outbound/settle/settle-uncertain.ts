import type { Mailbox } from '#modules/mailboxes/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import { aboutMessage } from '../message.ts'
import type { OutboundDeps, SentCopy } from '../outbound-deps.ts'
import { JUDGE_AFTER } from './judge-after.ts'
import { learnFromCopy } from './learn-from-copy.ts'
import { settleAsSent, settleAsUnsent } from './settle-mails.ts'
import {
  abandonedMails,
  judgeAgainAt,
  mailsToJudge,
  markAbandoned,
  type UncertainRow,
} from './uncertain-queries.ts'

/** No connection takes longer with a mail; one that is `sending` for longer was given up, whoever bears it. */
const LONGEST_SENDING = 30 * 60_000
/** In one run of the job: each may take a look into a mailbox. */
const MOST_JUDGED = 50
/** When to look again for a copy whose absence proves nothing, or that could not be looked for. */
const LOOK_AGAIN_AFTER = 6 * 3_600_000
const TRY_AGAIN_AFTER = 15 * 60_000

/**
 * Job: mails of processes that are gone become uncertain; uncertain ones are judged, no sooner than a quarter of an hour after they were
 * handed over. A copy in Sent, or any answer, bounce, opening or click, proves that a mail was sent. That there is no copy proves that it was
 * not, but only of a mailbox whose server has been seen to keep copies itself. Of the rest the user decides. Answers how many mails changed.
 */
export const settleUncertain = async (deps: OutboundDeps): Promise<number> => {
  const abandoned = await markAllAbandoned(deps)
  const uncertain = await mailsToJudge(deps.db, { now: deps.clock.now(), limit: MOST_JUDGED })
  let judged = 0
  for (const [companyId, some] of Map.groupBy(uncertain, (mail) => mail.companyId)) {
    const mailboxes = await deps.ports.mailboxesOf(deps.db, {
      companyId,
      mailboxIds: [...new Set(some.map(({ mailboxId }) => mailboxId))],
    })
    for (const mail of some) if (await judgeMail(deps, mail, mailboxes.get(mail.mailboxId))) judged += 1
  }
  return abandoned + judged
}

const markAllAbandoned = async ({ db, clock, ports }: OutboundDeps): Promise<number> => {
  const now = clock.now()
  const before = new Date(now.getTime() - LONGEST_SENDING)
  const words = 'The process that was sending this mail ended before the server answered.'
  let changed = 0
  const abandoned = await abandonedMails(db, { now, before })
  for (const [companyId, some] of Map.groupBy(abandoned, (mail) => mail.companyId))
    await db.transaction(async (tx) => {
      const marked = await markAbandoned(tx, {
        companyId,
        ids: some.map(({ id }) => id),
        words,
        afterMilliseconds: JUDGE_AFTER,
      })
      await ports.appendEvents(
        tx,
        companyId,
        marked
          .filter(({ kind }) => kind !== 'test')
          .map((message) => ({
            ...aboutMessage(message),
            kind: 'uncertain',
            occurredAt: now,
            data: { message: words },
          })),
      )
      changed += marked.length
    })
  return changed
}

const EVIDENCE = { by: 'evidence' } as const

/** Answers whether the mail is uncertain no longer. */
const judgeMail = async (
  deps: OutboundDeps,
  mail: UncertainRow,
  mailbox: Mailbox | undefined,
): Promise<boolean> => {
  const { companyId, id } = mail
  const later = async (milliseconds: number): Promise<false> => {
    const at = new Date(deps.clock.now().getTime() + milliseconds)
    await judgeAgainAt(deps.db, { companyId, id, at })
    return false
  }
  if (mail.isProven)
    return deps.db.transaction(
      async (tx) => (await settleAsSent(deps, tx, { companyId, sent: [{ id }], judge: EVIDENCE })) > 0,
    )
  if (!mailbox?.imap || mailbox.state === 'removed') return later(LOOK_AGAIN_AFTER)
  const copy = await lookForCopy(deps, mail)
  if (copy === null) return later(TRY_AGAIN_AFTER)
  if (copy.found)
    return deps.db.transaction(async (tx) => {
      await learnFromCopy(deps, tx, { companyId, mailbox, messageId: mail.messageId, copy })
      const sent = [{ id, seenMessageId: seenInstead(copy, mail.messageId) }]
      return (await settleAsSent(deps, tx, { companyId, sent, judge: EVIDENCE })) > 0
    })
  if (mailbox.sentCopies !== 'server') return later(LOOK_AGAIN_AFTER)
  return deps.db.transaction((tx) => settleAsUnsent(deps, tx, { companyId, id, judge: EVIDENCE }))
}

/** The Message-ID that recipients see, where it is not ours. */
const seenInstead = ({ seenMessageId }: SentCopy, ours: string): string | null =>
  seenMessageId === ours ? null : seenMessageId

/** Null when Sent could not be looked into, which says nothing. */
const lookForCopy = async (
  { ports, log }: OutboundDeps,
  { companyId, mailboxId, messageId, id }: UncertainRow,
): Promise<SentCopy | null> => {
  try {
    return await ports.findInSent({ companyId, mailboxId, messageId, ourId: id })
  } catch (error) {
    log.warn({ companyId, mailboxId, error: messageOf(error) }, 'Sent could not be looked into.')
    return null
  }
}

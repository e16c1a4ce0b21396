import type { MailRef } from './mail-token.ts'
import type { TrackingDeps } from './tracking-deps.ts'
import { hasUnsubscribed, lockVisits, type TrackedMail, trackedMail } from './tracking-queries.ts'

/** Whether a mail's links may stop mails to somebody: those of a test mail would stop the prospect that it was filled in for. */
export const isTest = (mail: TrackedMail): boolean => mail.kind === 'test' || mail.prospectId === null

/**
 * The recipient of this mail gets no more mails: suppresses his address, and keeps one event however often he asks. Answers the mail, null
 * when it is gone; a test mail changes nothing.
 */
export const unsubscribe = async (
  { db, clock, ports }: Pick<TrackingDeps, 'db' | 'clock' | 'ports'>,
  { source, ...mail }: MailRef & { source: 'link' | 'one-click' },
): Promise<TrackedMail | null> =>
  db.transaction(async (tx) => {
    await lockVisits(tx, mail)
    const found = await trackedMail(tx, mail)
    if (!found?.prospectId || isTest(found)) return found
    const { companyId } = mail
    const { prospectId, enrolmentId, sequenceId, stepId, optionId, mailboxId, deliveredAt } = found
    if (!(await hasUnsubscribed(tx, { ...mail, prospectId }))) {
      const about = { prospectId, enrolmentId, sequenceId, stepId, optionId, mailboxId, messageId: found.id }
      await ports.appendEvents(tx, companyId, [
        {
          ...about,
          kind: 'unsubscribed',
          occurredAt: clock.now(),
          data: { source, first: true, ...(deliveredAt && { sentAt: deliveredAt.toISOString() }) },
        },
      ])
    }
    await ports.suppress(tx, { companyId, prospectId, reason: 'unsubscribed', source, detail: null })
    return found
  })

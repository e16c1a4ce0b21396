import type { MailboxDaysReport, MailboxHealthReport, TeamReport } from '@cadenza/contracts'
import type { MailboxDay } from './mailbox-days-query.ts'
import { LAST_MAILS, type MailboxNow } from './mailbox-health-query.ts'
import { mailboxHints } from './mailbox-hints.ts'
import { mailsView } from './report-view.ts'
import type { MemberReport } from './team-query.ts'

export const mailboxDaysView = (days: readonly MailboxDay[]): MailboxDaysReport => ({
  days: days.map(({ day, mails }) => ({ day, mails: mailsView(mails) })),
})

export const mailboxHealthView = (
  mailboxes: readonly MailboxNow[],
  { now, bouncePausePercent }: { now: Date; bouncePausePercent: number },
): MailboxHealthReport => ({
  mailboxes: mailboxes.map((mailbox) => {
    const { pauseReason, syncError, receives, waitingSince, syncedAt, ...shown } = mailbox
    return {
      ...shown,
      waitingSince: waitingSince?.toISOString() ?? null,
      syncedAt: syncedAt?.toISOString() ?? null,
      hints: mailboxHints(mailbox, { now, most: Math.floor((LAST_MAILS * bouncePausePercent) / 100) }),
    }
  }),
})

export const teamView = (members: readonly MemberReport[]): TeamReport => ({
  members: members.map(({ mails, ...member }) => ({ ...member, mails: mailsView(mails) })),
})

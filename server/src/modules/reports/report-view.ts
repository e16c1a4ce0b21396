import type {
  CohortReport,
  EngagementReport,
  MailboxesReport,
  MailNumbers as MailNumbersView,
  StepsReport,
} from '@cadenza/contracts'
import { ENROLMENT_STATUSES, statusLabel } from '#modules/engine/index.ts'
import type { CohortDay } from './cohort-query.ts'
import type { Engagement } from './engagement-query.ts'
import { addNumbers, type MailNumbers, noMails } from './mail-numbers.ts'
import type { MailboxReport } from './mailboxes-query.ts'
import type { StepReport } from './steps-query.ts'

const mailsView = ({
  machine_opens: machineOpens,
  machine_clicks: machineClicks,
  ...mails
}: MailNumbers): MailNumbersView => ({
  ...mails,
  machineOpens,
  machineClicks,
})

export const cohortView = (days: readonly CohortDay[]): CohortReport => ({
  days: days.map(({ day, statuses }) => ({
    day,
    started: [...statuses.values()].reduce((sum, prospects) => sum + prospects, 0),
    statuses: ENROLMENT_STATUSES.flatMap((status) => {
      const prospects = statuses.get(status) ?? 0
      return prospects === 0 ? [] : [{ status, statusLabel: statusLabel(status), prospects }]
    }),
  })),
})

export const engagementView = ({ mails, ...rest }: Engagement): EngagementReport => ({
  mails: mailsView(mails),
  ...rest,
})

const KINDS = ['mail', 'call', 'task', 'linkedin', 'manual_mail'] as const

export const stepsView = (steps: readonly StepReport[]): StepsReport => ({
  steps: steps.map(({ kind, mails, options, ...step }) => ({
    ...step,
    kind: KINDS.find((known) => known === kind) ?? 'task',
    mails: mailsView(mails),
    options: options.map(({ mails: ofOption, ...option }) => ({ ...option, mails: mailsView(ofOption) })),
  })),
})

export const mailboxesView = (mailboxes: readonly MailboxReport[]): MailboxesReport => ({
  mailboxes: mailboxes.map(({ mails, ...mailbox }) => ({ ...mailbox, mails: mailsView(mails) })),
  users: [...Map.groupBy(mailboxes, ({ userId }) => userId)].map(([userId, some]) => {
    const total = noMails()
    for (const { mails } of some) addNumbers(total, mails)
    return { userId, userEmail: some[0]?.userEmail ?? '', mails: mailsView(total) }
  }),
})

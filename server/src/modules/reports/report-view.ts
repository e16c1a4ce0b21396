import type {
  CohortReport,
  EngagementReport,
  MailboxesReport,
  MailNumbers as MailNumbersView,
  NumbersReport,
  OverviewReport,
  StepsReport,
} from '@cadenza/contracts'
import { ENROLMENT_STATUSES, statusLabel } from '#modules/engine/index.ts'
import type { CohortDay } from './cohort-query.ts'
import { compareOptions } from './compare/compare-options.ts'
import type { ReportDay } from './days-query.ts'
import type { Engagement } from './engagement-query.ts'
import { addNumbers, type MailNumbers, noMails } from './mail-numbers.ts'
import type { MailboxReport } from './mailboxes-query.ts'
import type { SequenceNumbers } from './numbers-query.ts'
import type { SequenceReport } from './overview-query.ts'
import type { OptionReport, StepReport } from './steps-query.ts'

export const mailsView = ({
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
    statuses: statusesView(statuses),
  })),
})

/** `held` is by sequence; one of which nobody is held may be missing. */
export const numbersView = (
  sequences: readonly SequenceNumbers[],
  held: ReadonlyMap<string, number>,
): NumbersReport => ({
  sequences: sequences.map(({ sequenceId, statuses, mails }) => ({
    sequenceId,
    started: [...statuses.values()].reduce((sum, prospects) => sum + prospects, 0),
    held: held.get(sequenceId) ?? 0,
    statuses: statusesView(statuses),
    mails: mailsView(mails),
  })),
})

const statusesView = (statuses: ReadonlyMap<string, number>) =>
  ENROLMENT_STATUSES.flatMap((status) => {
    const prospects = statuses.get(status) ?? 0
    return prospects === 0 ? [] : [{ status, statusLabel: statusLabel(status), prospects }]
  })

export const engagementView = (
  { mails, ...rest }: Engagement,
  days: readonly ReportDay[],
): EngagementReport => ({
  mails: mailsView(mails),
  days: days.map(dayView),
  ...rest,
})

const dayView = ({ mails, ...day }: ReportDay) => ({ ...day, mails: mailsView(mails) })

export const overviewView = (
  sequences: readonly SequenceReport[],
  days: readonly ReportDay[],
): OverviewReport => ({
  started: sequences.reduce((sum, one) => sum + one.started, 0),
  mails: mailsView(sumOfMails(sequences)),
  days: days.map(dayView),
  sequences: sequences.map(({ mails, state, ...sequence }) => ({
    ...sequence,
    state: STATES.find((known) => known === state) ?? 'draft',
    mails: mailsView(mails),
  })),
})

const STATES = ['draft', 'live', 'paused', 'archived'] as const

const sumOfMails = (some: readonly { mails: MailNumbers }[]): MailNumbers => {
  const total = noMails()
  for (const { mails } of some) addNumbers(total, mails)
  return total
}

const KINDS = ['mail', 'call', 'task', 'linkedin', 'manual_mail'] as const

export const stepsView = (steps: readonly StepReport[]): StepsReport => ({
  steps: steps.map(({ kind, mails, options, ...step }) => ({
    ...step,
    kind: KINDS.find((known) => known === kind) ?? 'task',
    mails: mailsView(mails),
    options: options.map(({ mails: ofOption, ...option }) => ({ ...option, mails: mailsView(ofOption) })),
    comparison: {
      opened: comparisonOf(options, 'opened'),
      clicked: comparisonOf(options, 'clicked'),
      replied: comparisonOf(options, 'replied'),
    },
  })),
})

/** Of the options that mails have now: what was removed gets no more of them. */
const comparisonOf = (options: readonly OptionReport[], what: 'opened' | 'clicked' | 'replied') =>
  compareOptions(
    options
      .filter(({ number }) => number !== null)
      .map(({ id, mails }) => ({ id, successes: mails[what], trials: mails.sent })),
  )

export const mailboxesView = (mailboxes: readonly MailboxReport[]): MailboxesReport => ({
  mailboxes: mailboxes.map(({ mails, ...mailbox }) => ({ ...mailbox, mails: mailsView(mails) })),
  users: [...Map.groupBy(mailboxes, ({ userId }) => userId)].map(([userId, some]) => ({
    userId,
    userEmail: some[0]?.userEmail ?? '',
    mails: mailsView(sumOfMails(some)),
  })),
})

import type { Edition } from '#modules/accounts/index.ts'
import type { CohortDay, Engagement, OptionReport, StepReport } from '#modules/reports/index.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Klenty's names of what a day's starters became, in its order, and the statuses that each counts. */
const COHORT_WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['In Cadence', ['in_cadence']],
  ['Completed Without Reply', ['completed']],
  ['Manually Stopped', ['manually_stopped']],
  ['Unsubscribed', ['unsubscribed']],
  ['Bounced', ['bounced']],
  ['Replied Stopped', ['replied', 'replied_stopped']],
  ['Auto Reply Stopped', ['auto_reply_stopped']],
  ['Task Stopped', ['task_stopped']],
]

/**
 * Days by names such as "Mar 07", in order; those of later years than the first bear their year, so that no name comes twice.
 *
 * @param firstYear of the range that was asked for; null: of the first day with a start
 */
export const cohortShape = (days: readonly CohortDay[], firstYear: string | null): object => {
  const plainYear = firstYear ?? days[0]?.day.slice(0, 4)
  return Object.fromEntries(
    days.map(({ day, statuses }) => [
      nameOfDay(day, plainYear),
      Object.fromEntries(
        COHORT_WORDS.map(([words, counted]) => [
          words,
          counted.reduce((sum, status) => sum + (statuses.get(status) ?? 0), 0),
        ]),
      ),
    ]),
  )
}

const nameOfDay = (day: string, plainYear: string | undefined): string => {
  const [year = '', month = '', date = ''] = day.split('-')
  const name = `${MONTHS[Number(month) - 1]} ${date}`
  return year === plainYear ? name : `${name} ${year}`
}

const engagement2017 = ({ mails }: Engagement): object => ({
  mailsSentCount: mails.sent,
  openedMailCount: mails.opened,
  clickedMailCount: mails.clicked,
  repliedMailCount: mails.replied,
  bouncedMailCount: mails.bounced,
  unsubscribedMailCount: mails.unsubscribed,
  totalOpenCount: mails.opens,
  totalReplyCount: mails.replies,
  totalClickCount: mails.clicks,
})

const engagement2023 = ({ mails, linkedin, ...starts }: Engagement): object => ({
  mailSentCount: mails.sent,
  openCount: mails.opened,
  linkCount: mails.clicked,
  replyCount: mails.replied,
  bounceCount: mails.bounced,
  unsubscribeCount: mails.unsubscribed,
  openUiCount: mails.opens,
  linkUiCount: mails.clicks,
  replyUiCount: mails.replies,
  bounceUiCount: mails.bounces,
  unsubscribeUiCount: mails.unsubscribes,
  contactedCount: mails.contacted,
  inCadenceCount: starts.inCadence,
  prospectsAdded: starts.started,
  prospectsCompleted: starts.completed,
  linkedInTasksReport: {
    allCount: linkedin.all,
    connectionRequestSent: linkedin.connectionRequestSent,
    connectionRequestAccepted: linkedin.connectionRequestAccepted,
    connectionRequestAcceptedPERCENTAGE: String(
      percent(linkedin.connectionRequestAccepted, linkedin.connectionRequestSent),
    ),
    inMailSent: linkedin.inMailSent,
    messageSent: linkedin.messageSent,
    messageResponded: linkedin.messageResponded,
    responded: linkedin.responded,
    respondedPERCENTAGE: String(percent(linkedin.responded, linkedin.inMailSent + linkedin.messageSent)),
  },
})

/** A step or option that was removed and still has numbers. */
const REMOVED = 0

const step2017 = ({ kind, number, mails, tasks, options }: StepReport): object => ({
  stepNumber: number ?? REMOVED,
  stepType: kind,
  openCount: mails.opened,
  replyCount: mails.replied,
  linkCount: mails.clicked,
  mailCount: mails.sent,
  Completed: tasks.completed,
  Overdue: tasks.overdue,
  Upcoming: tasks.upcoming,
  options: options.map(option2017),
})

/** Only mails have options, and mails are no tasks: nothing of an option is completed, overdue or upcoming. */
const option2017 = ({ number, mails, subject, template }: OptionReport): object => ({
  Option: number ?? REMOVED,
  openCount: mails.opened,
  replyCount: mails.replied,
  linkCount: mails.clicked,
  mailCount: mails.sent,
  Completed: 0,
  Overdue: 0,
  Upcoming: 0,
  Subject: subject,
  templateName: template,
})

const step2023 = ({ kind, number, mails, tasks }: StepReport): object => {
  const isCall = kind === 'call'
  return {
    stepNumber: number ?? REMOVED,
    stepType: kind,
    mailCount: mails.sent,
    openCount: mails.opened,
    openPercent: percent(mails.opened, mails.sent),
    linkCount: mails.clicked,
    linkPercent: percent(mails.clicked, mails.sent),
    replyCount: mails.replied,
    replyPercent: percent(mails.replied, mails.sent),
    callCount: isCall ? tasks.all : 0,
    completedCalls: isCall ? tasks.completed : 0,
    taskCount: isCall ? 0 : tasks.all,
    completed: isCall ? 0 : tasks.completed,
  }
}

/** With two decimals at most; of nothing, 0. */
const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part * 10_000) / whole) / 100

export const engagementShape = (edition: Edition, report: Engagement): object =>
  edition === '2023' ? engagement2023(report) : engagement2017(report)

export const stepsShape = (edition: Edition, steps: readonly StepReport[]): object[] =>
  steps.map(edition === '2023' ? step2023 : step2017)

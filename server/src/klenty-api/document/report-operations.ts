import { Type } from 'typebox'
import { count, maybe, text } from './common-schemas.ts'
import type { Content, OperationGroup } from './operation.ts'

const ASKED: Content = {
  schema: Type.Object(
    { startDate: maybe, endDate: maybe, cadenceName: text },
    {
      title: 'ReportRange',
      description:
        'Days in the company’s zone, ISO or yyyy-mm-dd, both included. Edition 2023 may leave them out.',
    },
  ),
  examples: {
    'a range': {
      startDate: '2017-02-01T06:30:51Z',
      endDate: '2017-03-20T06:30:51Z',
      cadenceName: 'cad one step',
    },
  },
}

const counts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, count]))
const zeros = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 0]))

const COHORT = [
  ...['In Cadence', 'Completed Without Reply', 'Manually Stopped', 'Unsubscribed', 'Bounced'],
  ...['Replied Stopped', 'Auto Reply Stopped', 'Task Stopped'],
]
const LINKEDIN = [
  ...['allCount', 'connectionRequestSent', 'connectionRequestAccepted', 'inMailSent', 'messageSent'],
  ...['messageResponded', 'responded'],
]
const TOTALS = ['openUiCount', 'linkUiCount', 'replyUiCount', 'bounceUiCount', 'unsubscribeUiCount']
const OPTION = ['openCount', 'replyCount', 'linkCount', 'mailCount', 'Completed', 'Overdue', 'Upcoming']
const NUMBERS_2023 = ['callCount', 'completedCalls', 'taskCount', 'completed']
const percent = Type.Number({ minimum: 0 })

const Engagement2017 = Type.Object(
  counts(
    ...['mailsSentCount', 'openedMailCount', 'clickedMailCount', 'repliedMailCount', 'bouncedMailCount'],
    ...['unsubscribedMailCount', 'totalOpenCount', 'totalReplyCount', 'totalClickCount'],
  ),
  {
    title: 'Engagement2017',
    description: 'The first six count mails, the totals count what happened.',
  },
)
const Engagement2023 = Type.Object(
  {
    ...counts('mailSentCount', 'openCount', 'linkCount', 'replyCount', 'bounceCount', 'unsubscribeCount'),
    ...counts(...TOTALS, 'contactedCount', 'inCadenceCount', 'prospectsAdded', 'prospectsCompleted'),
    linkedInTasksReport: Type.Object({
      ...counts(...LINKEDIN),
      connectionRequestAcceptedPERCENTAGE: text,
      respondedPERCENTAGE: text,
    }),
  },
  { title: 'Engagement2023' },
)
const Step2017 = Type.Object(
  {
    ...{ stepNumber: count, stepType: text, ...counts(...OPTION) },
    options: Type.Array(
      Type.Object({ Option: count, ...counts(...OPTION), Subject: text, templateName: text }),
    ),
  },
  { title: 'Step2017' },
)
const Step2023 = Type.Object(
  {
    ...{ stepNumber: count, stepType: text, mailCount: count, openCount: count, openPercent: percent },
    ...{ linkCount: count, linkPercent: percent, replyCount: count, replyPercent: percent },
    ...counts(...NUMBERS_2023),
  },
  { title: 'Step2023' },
)

const engagement2023 = {
  ...{ mailSentCount: 62, openCount: 35, linkCount: 13, replyCount: 0, bounceCount: 6, unsubscribeCount: 0 },
  ...{ openUiCount: 49, linkUiCount: 0, replyUiCount: 34, bounceUiCount: 6, unsubscribeUiCount: 0 },
  ...{ contactedCount: 62, inCadenceCount: 20, prospectsAdded: 62, prospectsCompleted: 36 },
  linkedInTasksReport: {
    ...zeros(...LINKEDIN),
    connectionRequestAcceptedPERCENTAGE: '0',
    respondedPERCENTAGE: '0',
  },
}
const options = ['welcome', 'followup pipe', 'calendly'].map((name, index) => ({
  ...{ Option: index + 1, ...zeros(...OPTION), mailCount: index === 0 ? 1 : 0 },
  ...{ Subject: name, templateName: name },
}))

export const reportOperations: OperationGroup = {
  tag: 'Reports',
  operations: [
    {
      method: 'POST',
      path: '/dailyCohortMetrics',
      id: 'getDailyCohortMetrics',
      summary: 'How those started on each day stand now',
      description:
        'Keyed by the day on which they were started, in the company’s zone; only days with a start appear, in order. A day of a later year than the first bears its year: `Mar 07 2018`.',
      body: ASKED,
      answer: {
        schema: Type.Record(Type.String(), Type.Object(counts(...COHORT), { title: 'CohortDay' })),
        examples: {
          'two days': {
            'Mar 07': { ...zeros(...COHORT), Bounced: 1 },
            'Mar 13': { ...zeros(...COHORT), 'In Cadence': 2, 'Manually Stopped': 1 },
          },
        },
      },
    },
    {
      method: 'POST',
      path: '/emailEngagments',
      alsoAt: [{ path: '/emailEngagements', id: 'getEmailEngagements' }],
      id: 'getEmailEngagments',
      summary: 'What came of the mails sent in a range of days',
      body: ASKED,
      answer: {
        '2017': {
          schema: Engagement2017,
          examples: {
            numbers: {
              ...{ mailsSentCount: 62, openedMailCount: 35, clickedMailCount: 13, repliedMailCount: 0 },
              ...{ bouncedMailCount: 6, unsubscribedMailCount: 0, totalOpenCount: 49, totalReplyCount: 34 },
              totalClickCount: 0,
            },
          },
        },
        '2023': { schema: Engagement2023, examples: { numbers: engagement2023 } },
      },
    },
    {
      method: 'POST',
      path: '/stepWiseEngagements',
      id: 'getStepWiseEngagements',
      summary: 'The same for each step of the cadence, and each option of a mail',
      body: ASKED,
      answer: {
        '2017': {
          schema: Type.Array(Step2017),
          examples: {
            'one step': [{ stepNumber: 1, stepType: 'mail', ...zeros(...OPTION), mailCount: 1, options }],
          },
        },
        '2023': {
          schema: Type.Array(Step2023),
          examples: {
            'one step': [
              {
                ...{ stepNumber: 1, stepType: 'mail', mailCount: 1, openCount: 0, openPercent: 0 },
                ...{
                  linkCount: 0,
                  linkPercent: 0,
                  replyCount: 0,
                  replyPercent: 0,
                  ...zeros(...NUMBERS_2023),
                },
              },
            ],
          },
        },
      },
    },
  ],
}

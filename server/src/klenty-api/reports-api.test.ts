import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { NewEvent } from '#modules/events/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { insertProspects } from '#test/insert-company.ts'
import { type KlentyScene, klentyScene } from './klenty-scene.ts'

let scene: KlentyScene
let drop: () => Promise<void>
let sequenceId: string
/** Of the cadence, in order. */
let steps: { id: string; options: string[] }[]
beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  scene = await klentyScene(created.db)
})
afterAll(async () => {
  await scene.server.close()
  await drop()
})

const RANGE = { startDate: '2017-02-01T06:30:51Z', endDate: '2017-03-20T06:30:51Z' }
const NAME = 'cad one step'
const ASKED = { ...RANGE, cadenceName: NAME }

const option = (name: string): string => `      - { template: ${name}, subject: ${name}, body: Hi }`
const MAIL = ['  - mail:', option('welcome'), option('followup pipe'), option('calendly')]

const publish = async (lines: readonly string[]): Promise<void> => {
  const text = [`name: ${NAME}`, 'steps:', ...lines].join('\n')
  const { companyId, userId } = scene
  ;({ sequenceId } = await scene.sequences.importCadenceFile({ companyId, userId, text, publish: true }))
  const { published } = await scene.sequences.sequenceById({ companyId, sequenceId })
  if (!published || !('steps' in published)) throw new Error('a cadence has steps')
  steps = published.steps.map((step) => ({
    id: step.id,
    options: step.kind === 'mail' ? step.options.map(({ id }) => id) : [],
  }))
}

beforeEach(async () => {
  const { db, companyId } = scene
  for (const table of ['report_mail_deltas', 'report_cohort_deltas', 'events', 'tasks', 'sequences'])
    await db.query(`DELETE FROM ${table} WHERE company_id = $1`, [companyId])
  await db.query(`UPDATE companies SET zone = 'UTC' WHERE company_id = $1`, [companyId])
  await publish(MAIL)
})

let made = 0
const nextId = (): string => `thing ${++made}`
const tell = (...events: NewEvent[]): Promise<void> =>
  scene.db.transaction((tx) => scene.events.appendEvents(tx, scene.companyId, events))

/** A start, and what became of it. */
const start = (at: string, status: string | null = null): NewEvent[] => {
  const about = { enrolmentId: nextId(), sequenceId, occurredAt: new Date(at) }
  const started: NewEvent = { ...about, kind: 'started', data: {} }
  if (status === null) return [started]
  const change = { from: 'in_cadence', to: status, startedAt: about.occurredAt.toISOString() }
  return [
    started,
    { ...about, occurredAt: new Date('2017-03-15T12:00:00Z'), kind: 'ended', data: { status, change } },
  ]
}

/** A mail, and what came of it at `later`. */
const mail = (
  at: string,
  came: readonly ('opened' | 'clicked' | 'replied' | 'bounced' | 'unsubscribed' | 'scanned')[] = [],
  { step = 0, optionIndex = 0, later = '2017-03-10T12:00:00Z' } = {},
): NewEvent[] => {
  const about = {
    ...{ enrolmentId: nextId(), sequenceId, messageId: nextId(), mailboxId: 'mailbox' },
    ...{ stepId: steps[step]?.id, optionId: steps[step]?.options[optionIndex] },
  }
  const seen = new Set<string>()
  const events: NewEvent[] = [{ ...about, kind: 'sent', occurredAt: new Date(at), data: { first: true } }]
  for (const kind of came) {
    const told = { ...about, occurredAt: new Date(later) }
    const ofMail = { sentAt: new Date(at).toISOString(), ...(!seen.has(kind) && { first: true as const }) }
    seen.add(kind)
    if (kind === 'scanned')
      events.push({ ...told, kind: 'opened', data: { machine: true, sentAt: ofMail.sentAt } })
    else if (kind === 'opened') events.push({ ...told, kind, data: { machine: false, ...ofMail } })
    else if (kind === 'clicked')
      events.push({ ...told, kind, data: { url: 'https://a.test', machine: false, ...ofMail } })
    else if (kind === 'bounced') events.push({ ...told, kind, data: { hard: true, ...ofMail } })
    else if (kind === 'unsubscribed') events.push({ ...told, kind, data: { source: 'link', ...ofMail } })
    else events.push({ ...told, kind, data: ofMail })
  }
  return events
}

const NOBODY = {
  'In Cadence': 0,
  'Completed Without Reply': 0,
  'Manually Stopped': 0,
  Unsubscribed: 0,
  Bounced: 0,
  'Replied Stopped': 0,
  'Auto Reply Stopped': 0,
  'Task Stopped': 0,
}

test.each(['2017', '2023'] as const)(
  'cohort metrics, as the document prints them, in %s',
  async (edition) => {
    await tell(
      ...start('2017-03-07T09:00:00Z', 'bounced'),
      ...start('2017-03-13T09:00:00Z'),
      ...start('2017-03-13T23:59:59Z'),
      ...start('2017-03-13T00:00:00Z', 'manually_stopped'),
      ...start('2017-03-21T00:00:00Z'),
    )
    const { status, body } = await scene.post('/dailyCohortMetrics', ASKED, { edition })
    expect(status).toBe(200)
    expect(body).toEqual({
      'Mar 07': { ...NOBODY, Bounced: 1 },
      'Mar 13': { ...NOBODY, 'In Cadence': 2, 'Manually Stopped': 1 },
    })
    expect(Object.keys(body)).toEqual(['Mar 07', 'Mar 13'])
    expect(Object.keys(body['Mar 07'])).toEqual(Object.keys(NOBODY))
  },
)

test('every status has its column; both kinds of reply are in one', async () => {
  await tell(
    ...[
      null,
      'completed',
      'manually_stopped',
      'unsubscribed',
      'bounced',
      'replied',
      'replied_stopped',
    ].flatMap((status) => start('2017-03-07T09:00:00Z', status)),
    ...[
      ...start('2017-03-07T09:00:00Z', 'auto_reply_stopped'),
      ...start('2017-03-07T09:00:00Z', 'task_stopped'),
    ],
  )
  const once = Object.fromEntries(Object.keys(NOBODY).map((name) => [name, 1]))
  expect((await scene.post('/dailyCohortMetrics', ASKED)).body).toEqual({
    'Mar 07': { ...once, 'Replied Stopped': 2 },
  })
})

test('a day of a second year bears its year, and the order of days stays', async () => {
  const days = ['2017-12-30', '2017-12-31', '2018-01-01', '2018-12-31']
  await tell(...days.flatMap((day) => start(`${day}T12:00:00Z`)))
  const across = { cadenceName: NAME, startDate: '2017-12-31', endDate: '2018-12-31' }
  expect(Object.keys((await scene.post('/dailyCohortMetrics', across)).body)).toEqual([
    ...['Dec 31', 'Jan 01 2018', 'Dec 31 2018'],
  ])
  const open = await scene.post('/dailyCohortMetrics', { cadenceName: NAME }, { edition: '2023' })
  expect(Object.keys(open.body)).toEqual(['Dec 30', 'Dec 31', 'Jan 01 2018', 'Dec 31 2018'])
})

test("days are the company's: a date as an end includes its whole day there", async () => {
  await scene.db.query(`UPDATE companies SET zone = 'America/New_York' WHERE company_id = $1`, [
    scene.companyId,
  ])
  // The evening of the 7th, and the first minute of the 8th, in New York.
  await tell(...start('2017-03-08T04:59:00Z'), ...start('2017-03-08T05:00:00Z'))
  const day = { cadenceName: NAME, startDate: '2017-03-07', endDate: '2017/03/07' }
  expect((await scene.post('/dailyCohortMetrics', day)).body).toEqual({
    'Mar 07': { ...NOBODY, 'In Cadence': 1 },
  })
})

const someMails = (): NewEvent[] => [
  ...mail('2017-03-01T09:00:00Z', ['opened', 'opened', 'clicked', 'replied', 'replied']),
  ...mail('2017-03-02T09:00:00Z', ['opened', 'clicked', 'clicked', 'unsubscribed'], { optionIndex: 1 }),
  ...mail('2017-03-03T09:00:00Z', ['bounced', 'scanned', 'scanned']),
  // Opened in April, and sent in March; sent in April.
  ...mail('2017-03-20T09:00:00Z', ['opened'], { later: '2017-04-20T09:00:00Z' }),
  ...mail('2017-04-01T09:00:00Z', ['opened'], { later: '2017-04-20T09:00:00Z' }),
]

test.each(['/emailEngagments', '/emailEngagements', '/EMAILENGAGMENTS'])(
  '%s, as the document prints it',
  async (path) => {
    await tell(...someMails())
    const { status, body } = await scene.post(path, ASKED)
    expect(status).toBe(200)
    expect(Object.entries(body)).toEqual([
      ['mailsSentCount', 4],
      ['openedMailCount', 3],
      ['clickedMailCount', 2],
      ['repliedMailCount', 1],
      ['bouncedMailCount', 1],
      ['unsubscribedMailCount', 1],
      ['totalOpenCount', 4],
      ['totalReplyCount', 2],
      ['totalClickCount', 3],
    ])
  },
)

const addTasks = async (
  tasks: readonly {
    stepId?: string | undefined
    kind?: string
    state?: string
    outcome?: string
    due?: string
  }[],
): Promise<void> => {
  const { db, companyId, userId } = scene
  const [prospectId = ''] = await insertProspects(db, {
    companyId,
    ownerId: userId,
    emails: [`${nextId().replace(' ', '')}@b.test`],
  })
  for (const {
    stepId = 'gone',
    kind = 'linkedin',
    state = 'done',
    outcome,
    due = '2017-03-05T09:00:00Z',
  } of tasks)
    await db.query(
      `INSERT INTO tasks (company_id, id, kind, state, prospect_id, assignee_id, enrolment_id, sequence_id, step_id, visit, title, outcome,
         due_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $2, $7, $8, 1, 'Do', $9, $10, '2017-03-05T09:00:00Z')`,
      [companyId, nextId(), kind, state, prospectId, userId, sequenceId, stepId, outcome ?? null, due],
    )
}

test('engagements of today’s edition: totals, starts and LinkedIn', async () => {
  await tell(...someMails(), ...start('2017-03-01T09:00:00Z'), ...start('2017-03-02T09:00:00Z', 'completed'))
  await tell(...start('2017-03-02T09:00:00Z', 'replied'), ...start('2017-04-02T09:00:00Z'))
  await addTasks([
    { outcome: 'Connection request sent' },
    { outcome: 'connectionRequestSent' },
    { outcome: 'Connection Request Accepted' },
    { outcome: 'InMail sent' },
    { outcome: 'Message sent' },
    { outcome: 'Message responded' },
    { state: 'open' },
    { state: 'cancelled' },
    { kind: 'call', outcome: 'Message sent' },
  ])
  const { status, body } = await scene.post('/emailEngagements', ASKED, { edition: '2023' })
  expect(status).toBe(200)
  expect(body).toEqual({
    mailSentCount: 4,
    openCount: 3,
    linkCount: 2,
    replyCount: 1,
    bounceCount: 1,
    unsubscribeCount: 1,
    openUiCount: 4,
    linkUiCount: 3,
    replyUiCount: 2,
    bounceUiCount: 1,
    unsubscribeUiCount: 1,
    contactedCount: 4,
    inCadenceCount: 1,
    prospectsAdded: 3,
    prospectsCompleted: 1,
    linkedInTasksReport: {
      allCount: 7,
      connectionRequestSent: 3,
      connectionRequestAccepted: 1,
      connectionRequestAcceptedPERCENTAGE: '33.33',
      inMailSent: 1,
      messageSent: 2,
      messageResponded: 1,
      responded: 1,
      respondedPERCENTAGE: '33.33',
    },
  })
  // Without dates: everything.
  const all = await scene.post('/emailEngagements', { cadenceName: NAME }, { edition: '2023' })
  expect(all.body).toMatchObject({ mailSentCount: 5, prospectsAdded: 4 })
  const until = await scene.post(
    '/emailEngagements',
    { cadenceName: NAME, endDate: '2017-03-02' },
    { edition: '2023' },
  )
  expect(until.body).toMatchObject({ mailSentCount: 2, prospectsAdded: 3 })
})

test('steps with their options, as the document prints them', async () => {
  await tell(...mail('2017-03-01T09:00:00Z'))
  const options = ['welcome', 'followup pipe', 'calendly'].map((name, index) => ({
    ...{ Option: index + 1, openCount: 0, replyCount: 0, linkCount: 0, mailCount: index === 0 ? 1 : 0 },
    ...{ Completed: 0, Overdue: 0, Upcoming: 0, Subject: name, templateName: name },
  }))
  const { status, body } = await scene.post('/stepWiseEngagements', ASKED)
  expect(status).toBe(200)
  expect(body).toEqual([
    {
      ...{ stepNumber: 1, stepType: 'mail', openCount: 0, replyCount: 0, linkCount: 0, mailCount: 1 },
      ...{ Completed: 0, Overdue: 0, Upcoming: 0, options },
    },
  ])
  expect(Object.keys(body[0])).toEqual([
    ...['stepNumber', 'stepType', 'openCount', 'replyCount', 'linkCount', 'mailCount'],
    ...['Completed', 'Overdue', 'Upcoming', 'options'],
  ])
  expect(Object.keys(body[0].options[0])).toEqual(Object.keys(options[0] ?? {}))
})

const WITH_TASKS = [...MAIL, '  - wait: 1 day', '  - call: Ring up', '  - linkedin: Say hello']

test('steps: tasks by how they stand today, and options apart', async () => {
  await publish(WITH_TASKS)
  const [mailStep, , call, linkedin] = steps
  expect(mailStep?.options).toHaveLength(3)
  await tell(...someMails())
  await addTasks([
    { stepId: call?.id, kind: 'call' },
    { stepId: call?.id, kind: 'call', state: 'open', due: '2026-03-01T23:59:00Z' },
    { stepId: call?.id, kind: 'call', state: 'open', due: '2026-03-02T00:00:00Z' },
    { stepId: call?.id, kind: 'call', state: 'open', due: '2026-03-09T09:00:00Z' },
    { stepId: call?.id, kind: 'call', state: 'skipped' },
    { stepId: call?.id, kind: 'call', state: 'cancelled' },
    { stepId: linkedin?.id },
  ])
  const { body } = await scene.post('/stepWiseEngagements', ASKED)
  expect(body).toMatchObject([
    {
      ...{
        stepNumber: 1,
        stepType: 'mail',
        mailCount: 4,
        openCount: 3,
        linkCount: 2,
        replyCount: 1,
        Completed: 0,
      },
      options: [
        { Option: 1, mailCount: 3, openCount: 2, linkCount: 1, replyCount: 1 },
        { Option: 2, mailCount: 1, openCount: 1, linkCount: 1, replyCount: 0 },
        { Option: 3, mailCount: 0 },
      ],
    },
    { stepNumber: 2, stepType: 'call', mailCount: 0, Completed: 1, Overdue: 1, Upcoming: 2, options: [] },
    { stepNumber: 3, stepType: 'linkedin', Completed: 1, Overdue: 0, Upcoming: 0, options: [] },
  ])
  const today = await scene.post('/stepWiseEngagements', ASKED, { edition: '2023' })
  const noMail = {
    mailCount: 0,
    openCount: 0,
    openPercent: 0,
    linkCount: 0,
    linkPercent: 0,
    replyCount: 0,
    replyPercent: 0,
  }
  expect(today.body).toEqual([
    {
      ...{
        stepNumber: 1,
        stepType: 'mail',
        mailCount: 4,
        openCount: 3,
        openPercent: 75,
        linkCount: 2,
        linkPercent: 50,
      },
      ...{ replyCount: 1, replyPercent: 25, callCount: 0, completedCalls: 0, taskCount: 0, completed: 0 },
    },
    {
      stepNumber: 2,
      stepType: 'call',
      ...noMail,
      callCount: 5,
      completedCalls: 1,
      taskCount: 0,
      completed: 0,
    },
    {
      stepNumber: 3,
      stepType: 'linkedin',
      ...noMail,
      callCount: 0,
      completedCalls: 0,
      taskCount: 1,
      completed: 1,
    },
  ])
})

test('what an edit removed is shown last, as number 0, for days on which it has numbers', async () => {
  await publish(WITH_TASKS)
  await tell(...mail('2017-03-02T09:00:00Z', ['opened'], { optionIndex: 1 }))
  await publish([...MAIL.filter((line) => !line.includes('followup')), '  - linkedin: Say hello'])
  const { body } = await scene.post('/stepWiseEngagements', ASKED)
  // The call has no numbers.
  expect(body).toMatchObject([
    {
      ...{ stepNumber: 1, stepType: 'mail', mailCount: 1, openCount: 1 },
      options: [
        { Option: 1, templateName: 'welcome', mailCount: 0 },
        { Option: 2, templateName: 'calendly', mailCount: 0 },
        { Option: 0, templateName: 'followup pipe', mailCount: 1, openCount: 1 },
      ],
    },
    { stepNumber: 2, stepType: 'linkedin' },
  ])
  await publish(['  - linkedin: Say hello'])
  const without = await scene.post('/stepWiseEngagements', ASKED)
  expect(without.body).toMatchObject([
    { stepNumber: 1, stepType: 'linkedin' },
    {
      stepNumber: 0,
      stepType: 'mail',
      mailCount: 1,
      options: [{ Option: 0, templateName: 'followup pipe' }],
    },
  ])
  const later = await scene.post('/stepWiseEngagements', { ...ASKED, startDate: '2017-03-03' })
  expect(later.body).toMatchObject([{ stepNumber: 1, stepType: 'linkedin' }])
})

test.each(['/dailyCohortMetrics', '/emailEngagments', '/stepWiseEngagements'])(
  '%s refuses what it cannot read',
  async (path) => {
    const refused = async (body: unknown, edition: '2017' | '2023' = '2017') => {
      const answer = await scene.post(path, body, { edition })
      return [answer.status, answer.body.message]
    }
    expect(await refused({ ...ASKED, cadenceName: 'cad one stap' })).toEqual([
      404,
      expect.stringContaining(`Did you mean "${NAME}"`),
    ])
    expect(await refused({ ...RANGE })).toEqual([400, expect.stringContaining('cadenceName')])
    expect(await refused({ ...ASKED, startDate: 'soon' })).toEqual([
      400,
      expect.stringContaining('startDate'),
    ])
    expect(await refused({ ...ASKED, endDate: '2017-02-31' })).toEqual([
      400,
      expect.stringContaining('endDate'),
    ])
    expect(await refused({ ...ASKED, endDate: '2017-01-01' })).toEqual([
      400,
      expect.stringContaining('after'),
    ])
    expect(await refused({ cadenceName: NAME })).toEqual([
      400,
      expect.stringContaining('startDate is missing'),
    ])
    expect(await refused([ASKED])).toEqual([400, expect.any(String)])
    const odd = await scene.post(path, { ...ASKED, cadencename: NAME, Colour: 'red' })
    expect([odd.status, odd.headers['x-ignored-fields']]).toEqual([200, 'Colour'])
  },
)

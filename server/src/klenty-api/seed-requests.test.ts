// The document that the API was made from, request by request: its 26 requests as printed, one company key for all the users its paths name,
// against the whole app. Answers are compared whole; only generated ids are free.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewEvent } from '#modules/events/index.ts'
import { wholeServer } from '#test/whole-server.ts'

type Whole = Awaited<ReturnType<typeof wholeServer>>
let whole: Whole
let key: string
beforeAll(async () => {
  whole = await wholeServer()
  key = await furnish(whole)
})
afterAll(() => whole.close())

const ID = expect.stringMatching(/^[0-9a-f]{24}$/)
const CADENCES = [
  ...['call test', 'call 101', 'tasks&mails', 'Test', 'cad 2 step', 'cad one step', 'cad 1 step'],
  ...['cad 3 step', 'bounce cadence check', 'inbox check', 'Calls', 'Taskcheck'],
]
const CADENCES_OF_TEST16 = ['one step task', '3 step cad', '1 step cad', 'werwer1', 'Tasks']

const STEVE = {
  Country: 'India',
  City: 'Chennai',
  CompanyPhone: '030-22558899',
  CompanyEmail: 'steve@klenty.com',
  Email: 'steve@tutecircle.com',
  Phone: '987456321',
  Title: 'Test ANalyst',
  CompanyDomain: 'klenty.com',
  Company: 'Klenty',
  Department: 'Testing',
  LastName: 'Maher',
  FirstName: 'Steve',
  FullName: 'Steve Maher',
}
const DEFAULTS = [
  { Email: 'mail207@gmail.com', LastName: 'lastname118', FirstName: 'name118' },
  { Email: 'mailto:mail206@gmail.com', LastName: 'lastname117', FirstName: 'name117' },
  { Email: 'mailto:hello@hello.com', LastName: 'lastname3', FirstName: 'fanme3' },
  { Email: 'mailto:hello1@hello.com', Phone: '+91-9513574560', LastName: 'lastname4', FirstName: 'fanme4' },
]
/** How those are answered: without the `mailto:` that the document's own samples carry. */
const DEFAULTS_ANSWERED = DEFAULTS.map(({ Email, LastName, FirstName, ...phone }) => ({
  ...{ Id: ID, Email: Email.replace('mailto:', ''), ...phone, LastName, FirstName },
  ...{ FullName: `${FirstName} ${LastName}`, assignTo: 'hello@klenty.com' },
}))

const person = (suffix: '' | '1') => ({
  FirstName: `Hello${suffix}`,
  Phone: '951357654',
  Company: `Klenty${suffix}`,
  FullName: `Hello Klenty${suffix}`,
  LastName: `Klenty${suffix}`,
  MiddleName: `Test${suffix}`,
  Department: `Testing${suffix}`,
  CompanyDomain: `klenty${suffix}.com`,
  CompanyURL: `www.klenty${suffix}.com`,
  Title: `Tester${suffix}`,
  Location: `Chennai Area${suffix}`,
  City: `Chennai${suffix}`,
  Country: `India${suffix}`,
  List: 'list1',
  Tags: 'tag1',
})

const furnish = async ({ app }: Whole): Promise<string> => {
  const add = (email: string) => app.accounts.addUser({ company: 'Klenty', email })
  const { companyId, userId } = await add('hello@klenty.com')
  const test16 = await add('test16@gmail.com')
  for (const email of ['klenty2@gmail.com', 'klentyuser2@gmail.com']) await add(email)
  const option = (name: string) => `      - { template: ${name}, subject: ${name}, body: Hi }\n`
  const options = ['welcome', 'followup pipe', 'calendly'].map(option).join('')
  const publish = (owner: string, name: string) =>
    app.sequences.importCadenceFile({
      ...{ companyId, userId: owner, publish: true },
      text: `name: ${JSON.stringify(name)}\nsteps:\n  - mail:\n${options}`,
    })
  for (const name of [...CADENCES, 'Cadence1']) await publish(userId, name)
  for (const name of CADENCES_OF_TEST16) await publish(test16.userId, name)
  for (const name of ['journey1', 'journeytest2', 'Test3', 'test4'])
    await app.sequences.importJourneyFile({
      ...{ companyId, userId: name.startsWith('journey') ? userId : test16.userId, publish: true },
      text: `name: ${name}\nstart: pause\nnodes:\n  pause: { wait: 1 day, next: done }\n  done: end\n`,
    })
  for (const name of ['klenty', 'listing1']) await app.prospects.createList({ companyId, userId, name })
  await app.prospects.upsertProspects({
    ...{ companyId, userId, source: 'api' as const },
    inputs: [...DEFAULTS, { ...STEVE, List: 'klenty' }],
  })
  await tell(whole, companyId)
  return (await app.accounts.createApiKey({ companyId, userId: null })).apiKey
}

/** Four starts on two days; 62 mails, of which 35 were opened (14 twice), 13 clicked in, and 6 bounced. */
const tell = async ({ app }: Whole, companyId: string): Promise<void> => {
  const { db, events, newId, sequences } = app
  const found = await sequences.sequenceByName({ companyId, kind: 'cadence', name: 'cad one step' })
  const { published } = await sequences.sequenceById({ companyId, sequenceId: found.id })
  const step = published && 'steps' in published ? published.steps[0] : undefined
  if (step?.kind !== 'mail') throw new Error('the cadence begins with a mail')
  const start = (day: string, status?: string): NewEvent[] => {
    const about = { enrolmentId: newId(), sequenceId: found.id, occurredAt: new Date(`${day}T09:00:00Z`) }
    const change = { from: 'in_cadence', to: status ?? '', startedAt: about.occurredAt.toISOString() }
    const ended: NewEvent[] =
      status === undefined ? [] : [{ ...about, kind: 'ended', data: { status, change } }]
    return [{ ...about, kind: 'started', data: {} }, ...ended]
  }
  const mail = (number: number): NewEvent[] => {
    const optionId = step.options[Math.max(0, number - 59)]?.id
    const occurredAt = new Date('2017-03-10T12:00:00Z')
    const about = {
      ...{ enrolmentId: newId(), sequenceId: found.id, messageId: newId(), mailboxId: 'mailbox' },
      ...{ stepId: step.id, optionId, occurredAt },
    }
    const sentAt = occurredAt.toISOString()
    const first = { sentAt, first: true as const }
    const came: NewEvent[] = [{ ...about, kind: 'sent', data: { first: true } }]
    if (number < 35) came.push({ ...about, kind: 'opened', data: { machine: false, ...first } })
    if (number < 14) came.push({ ...about, kind: 'opened', data: { machine: false, sentAt } })
    if (number < 13)
      came.push({ ...about, kind: 'clicked', data: { url: 'https://a.test', machine: false, ...first } })
    if (number >= 54 && number < 60) came.push({ ...about, kind: 'bounced', data: { hard: true, ...first } })
    return came
  }
  const starts = [
    ...[...start('2017-03-07', 'bounced'), ...start('2017-03-13'), ...start('2017-03-13')],
    ...start('2017-03-13', 'manually_stopped'),
  ]
  const mails = Array.from({ length: 62 }, (_, number) => mail(number)).flat()
  await db.transaction((tx) => events.appendEvents(tx, companyId, [...starts, ...mails]))
}

const DONE = { Status: true }
const NEW = { cadenceStatus: 'No active cadence', prospectStatus: 'Not Contacted' }
const STEVES = { Email: 'steve@tutecircle.com' }
const HELLO1 = { Email: 'hello1@klenty.com', FirstName: 'Hello1' }
const NOBODY = {
  ...{ 'In Cadence': 0, 'Completed Without Reply': 0, 'Manually Stopped': 0, Unsubscribed: 0, Bounced: 0 },
  ...{ 'Replied Stopped': 0, 'Auto Reply Stopped': 0, 'Task Stopped': 0 },
}
const ASKED = {
  startDate: '2017-02-01T06:30:51Z',
  endDate: '2017-03-20T06:30:51Z',
  cadenceName: 'cad one step',
}
const counts = (open: number, link: number, sent: number) => ({
  ...{ openCount: open, replyCount: 0, linkCount: link, mailCount: sent },
  ...{ Completed: 0, Overdue: 0, Upcoming: 0 },
})
const option = (Option: number, name: string, numbers: object) => ({
  ...{ Option, ...numbers, Subject: name, templateName: name },
})

type Step = [title: string, path: string, body: object | null, answer: unknown]
/** In the order in which they can follow each other; a body makes it a POST. */
const REQUESTS: Step[] = [
  [
    'Get prospect detail by Email',
    'hello@klenty.com/prospects?Email=steve@tutecircle.com',
    null,
    { Id: ID, ...STEVE, assignTo: 'hello@klenty.com' },
  ],
  ['Get Prospect status by Email', 'HELLO@KLENTY.com/prospects/steve@tutecircle.com/status', null, NEW],
  [
    'Get Company Cadences',
    'klenty2@gmail.com/cadences',
    null,
    [...CADENCES, 'Cadence1', ...CADENCES_OF_TEST16],
  ],
  ['Get User Cadences', 'hello@klenty.com/cadences?username=test16@gmail.com', null, CADENCES_OF_TEST16],
  [
    'Get Lists',
    'hello@klenty.com/lists',
    null,
    ['default', 'klenty', 'listing1'].map((name) => ({ Id: ID, name })),
  ],
  ['Get Prospect status by ID', 'hello@klenty.com/prospects/{id}/status', null, NEW],
  ['Get Prospect by List', 'hello@klenty.com/prospects?listName=default', null, DEFAULTS_ANSWERED],
  [
    'Create Prospects',
    'hello@klenty.com/prospects',
    { Email: 'mailto:hello@klenty.com', ...person('') },
    DONE,
  ],
  ['Start Cadence', 'hello@klenty.com/cadences/start', { ...STEVES, cadenceName: 'Cadence1' }, DONE],
  ['Stop Cadence', 'hello@klenty.com/stopCadence', STEVES, DONE],
  ['Resume Cadence', 'hello@klenty.com/resumeCadence', STEVES, DONE],
  ['Stop Mails', 'hello@klenty.com/prospects/stop', STEVES, DONE],
  [
    'Update Prospect',
    'hello@klenty.com/prospects/hello@klenty.com',
    { Email: 'hello1@klenty.com', ...person('1') },
    DONE,
  ],
  [
    'Cohort Metrics',
    'hello@klenty.com/dailyCohortMetrics',
    ASKED,
    { 'Mar 07': { ...NOBODY, Bounced: 1 }, 'Mar 13': { ...NOBODY, 'In Cadence': 2, 'Manually Stopped': 1 } },
  ],
  [
    'Email Engagements',
    'hello@klenty.com/emailEngagments',
    ASKED,
    {
      ...{ mailsSentCount: 62, openedMailCount: 35, clickedMailCount: 13, repliedMailCount: 0 },
      ...{ bouncedMailCount: 6, unsubscribedMailCount: 0, totalOpenCount: 49, totalReplyCount: 0 },
      totalClickCount: 13,
    },
  ],
  [
    'StepWise Metric Engagement',
    'hello@klenty.com/stepWiseEngagements',
    ASKED,
    [
      {
        ...{ stepNumber: 1, stepType: 'mail', ...counts(35, 13, 62) },
        options: [
          option(1, 'welcome', counts(35, 13, 60)),
          option(2, 'followup pipe', counts(0, 0, 1)),
          option(3, 'calendly', counts(0, 0, 1)),
        ],
      },
    ],
  ],
  [
    'Add a Webhook',
    'hello@klenty.com/zapier/hooks',
    { Subscription_url: 'www.test.com/xyz', Event: 'startCadence' },
    { Event: 'startCadence', Url: 'www.test.com/xyz', _id: ID },
  ],
  ['Add a List', 'hello@klenty.com/prospects', { ...HELLO1, List: 'list1' }, DONE],
  ['Add Tags', 'hello@klenty.com/prospects', { ...HELLO1, Tags: 'tag1' }, DONE],
  [
    'Add Custom Fields',
    'hello@klenty.com/prospects',
    {
      ...HELLO1,
      CustomFields: [
        { key: 'customfield1', value: 'value1' },
        { key: 'customfield2', value: 'value2' },
      ],
    },
    DONE,
  ],
  [
    'Get User Journeys',
    'hello@klenty.com/journeys?username=hello@klenty.com',
    null,
    ['journey1', 'journeytest2'],
  ],
  ['Get Company Journeys', 'hello@klenty.com/Journeys', null, ['journey1', 'journeytest2', 'Test3', 'test4']],
  ['Start Journeys', 'hello@klenty.com/journey/start', { ...STEVES, journeyName: 'journeytest2' }, DONE],
  ['Stop Journeys', 'klentyuser2@gmail.com/journey/stop', STEVES, DONE],
  ['Resume Journeys', 'hello@klenty.com/journey/resume', STEVES, DONE],
  ['Unsubscribe Prospect', 'hello@klenty.com/prospects/unsubscribe', STEVES, DONE],
]

const send = async (path: string, body: object | null) => {
  const answer = await whole.server.inject({
    method: body === null ? 'GET' : 'POST',
    url: `/apis/v1/user/${path}`,
    headers: { 'x-api-key': key },
    ...(body !== null && { payload: JSON.stringify(body) }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

/** Names in the order in which they stand, as the document prints them. */
const keysOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(keysOf)
  if (typeof value !== 'object' || value === null || value === ID) return null
  return Object.entries(value).map(([name, inner]) => [name, keysOf(inner)])
}

let steveId = ''
test.each(REQUESTS)('%s', async (title, path, body, expected) => {
  const answer = await send(path.replace('{id}', steveId), body)
  expect(answer).toEqual({ status: 200, body: expected })
  expect(keysOf(answer.body)).toEqual(keysOf(expected))
  if (title === 'Get prospect detail by Email') steveId = answer.body.Id
})

test('these are the 26 of the document, and what they asked for has happened', async () => {
  expect(new Set(REQUESTS.map(([title]) => title)).size).toBe(26)
  expect(
    (await send('hello@klenty.com/prospects?Email=hello1@klenty.com&CustomFields=true', null)).body,
  ).toMatchObject({
    ...{ FirstName: 'Hello1', LastName: 'Klenty1', City: 'Chennai1' },
    CustomFields: [
      { key: 'customfield1', value: 'value1' },
      { key: 'customfield2', value: 'value2' },
    ],
  })
  expect((await send('hello@klenty.com/prospects/steve@tutecircle.com/status', null)).body).toEqual({
    cadenceStatus: 'No active cadence',
    prospectStatus: 'Unsubscribed',
  })
  const again = await send('hello@klenty.com/cadences/start', { ...STEVES, cadenceName: 'cad 1 step' })
  expect(again.status).toBe(422)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewEvent } from '#modules/events/index.ts'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
let cadence: string
let other: string
let mailbox: string
let steps: { id: string; options?: { id: string }[] }[]
beforeAll(async () => {
  scene = await appApiScene()
  const { body: made } = await scene.post('/cadences', {
    name: 'Outreach',
    definition: {
      steps: [
        {
          kind: 'mail',
          options: ['A', 'B'].map((template) => ({ template, weight: 1, subject: template, body: 'Hi' })),
        },
        { kind: 'task', task: 'call', title: 'Ring up' },
      ],
    },
  })
  cadence = made.id
  other = (
    await scene.post('/cadences', {
      name: 'Other',
      definition: { steps: [{ kind: 'task', task: 'call', title: 'Call' }] },
    })
  ).body.id
  await scene.post(`/cadences/${cadence}/publish`)
  const { body } = await scene.get(`/cadences/${cadence}`)
  steps = body.published.steps
  mailbox = (await scene.post('/mailboxes', { from: 'Steve <steve@acme.test>', smtp: 'smtp://127.0.0.1:9' }))
    .body.id
})
afterAll(() => scene.close())

const NONE = {
  ...{ sent: 0, contacted: 0, opened: 0, clicked: 0, replied: 0, bounced: 0, unsubscribed: 0 },
  ...{ opens: 0, clicks: 0, replies: 0, bounces: 0, unsubscribes: 0, machineOpens: 0, machineClicks: 0 },
}

const addProspects = (...names: string[]): Promise<string[]> =>
  Promise.all(
    names.map(async (name) => (await scene.post('/prospects', { email: `${name}@b.test` })).body.id),
  )

const statuses = async (query = ''): Promise<Record<string, Record<string, number>>> => {
  const { body } = await scene.get(`/reports/cohort?sequenceId=${cadence}${query}`)
  return Object.fromEntries(
    body.days.map((one: { day: string; statuses: { status: string; prospects: number }[] }) => [
      one.day,
      Object.fromEntries(one.statuses.map(({ status, prospects }) => [status, prospects])),
    ]),
  )
}

describe('the cohort report', () => {
  test('follows prospects through what the engine does with them', async () => {
    const { companyId, userId } = scene.steve
    const prospectIds = await addProspects('ann', 'bob', 'cid')
    const [ann = '', bob = '', cid = ''] = prospectIds
    await scene.engine.start({ companyId, userId, sequenceId: cadence, prospectIds })
    expect(await statuses()).toEqual({ '2026-03-02': { in_cadence: 3 } })
    await scene.engine.stop({ companyId, prospectIds: [ann, bob] })
    await scene.engine.pause({ companyId, prospectIds: [cid], until: null })
    expect(await statuses()).toEqual({ '2026-03-02': { in_cadence: 1, manually_stopped: 2 } })
    await scene.reports.fold()
    // The next day; they still belong to the day on which they were started.
    scene.clock.advance(86_400_000)
    await scene.engine.resume({ companyId, prospectIds: [ann, cid] })
    expect(await statuses()).toEqual({ '2026-03-02': { in_cadence: 2, manually_stopped: 1 } })
    await scene.prospects.unsubscribeProspect({ companyId, userId, ref: bob, source: 'api' })
    await scene.engine.start({
      companyId,
      userId,
      sequenceId: cadence,
      prospectIds: await addProspects('dee'),
    })
    expect(await statuses()).toEqual({
      '2026-03-02': { in_cadence: 2, unsubscribed: 1 },
      '2026-03-03': { in_cadence: 1 },
    })
    expect(await statuses('&to=2026-03-02')).toEqual({ '2026-03-02': { in_cadence: 2, unsubscribed: 1 } })
    await scene.reports.rebuild({ companyId })
    expect(await statuses('&from=2026-03-03')).toEqual({ '2026-03-03': { in_cadence: 1 } })
    const engagement = await scene.get(`/reports/engagement?sequenceId=${cadence}&to=2026-03-02`)
    expect(engagement.body).toMatchObject({ started: 3, inCadence: 2, completed: 0, mails: NONE })
  })
})

describe('mails', () => {
  beforeAll(async () => {
    const about = {
      ...{ enrolmentId: 'e', sequenceId: cadence, messageId: 'm', mailboxId: mailbox },
      ...{ stepId: steps[0]?.id, optionId: steps[0]?.options?.[1]?.id },
    }
    const sentAt = '2026-02-10T09:00:00.000Z'
    const happened: NewEvent[] = [
      { ...about, kind: 'sent', occurredAt: new Date(sentAt), data: { first: true } },
      {
        ...about,
        kind: 'opened',
        occurredAt: new Date('2026-03-01T09:00:00Z'),
        data: { machine: false, first: true, sentAt },
      },
      {
        ...about,
        kind: 'opened',
        occurredAt: new Date('2026-03-01T09:00:00Z'),
        data: { machine: true, sentAt },
      },
      {
        ...about,
        sequenceId: null,
        stepId: null,
        optionId: null,
        messageId: 'n',
        kind: 'sent',
        occurredAt: new Date(sentAt),
        data: {},
      },
    ]
    await scene.events.appendEvents(scene.db, scene.steve.companyId, happened)
  })
  const OPENED = { ...NONE, sent: 1, contacted: 1, opened: 1, opens: 1, machineOpens: 1 }

  test('count for the day on which they were sent, machines apart', async () => {
    const february = await scene.get(
      `/reports/engagement?sequenceId=${cadence}&from=2026-02-10&to=2026-02-28`,
    )
    expect(february.body.mails).toEqual(OPENED)
    const march = await scene.get(`/reports/engagement?sequenceId=${cadence}&from=2026-03-01`)
    expect(march.body.mails).toEqual(NONE)
  })

  test('are shown by step and option', async () => {
    const { body } = await scene.get(`/reports/steps?sequenceId=${cadence}`)
    expect(body.steps).toMatchObject([
      {
        kind: 'mail',
        number: 1,
        mails: OPENED,
        options: [
          { number: 1, template: 'A', mails: NONE },
          { number: 2, mails: OPENED },
        ],
      },
      { kind: 'call', number: 2, title: 'Ring up', mails: NONE, options: [] },
    ])
    // Of a draft there is nothing to report yet.
    expect((await scene.get(`/reports/steps?sequenceId=${other}`)).body).toEqual({ steps: [] })
  })

  test('are shown by mailbox and user, those written by hand too', async () => {
    const both = { ...OPENED, sent: 2 }
    for (const fold of [false, true]) {
      if (fold) await scene.reports.fold()
      const { body } = await scene.get('/reports/mailboxes?from=2026-02-01&to=2026-02-28')
      expect(body).toEqual({
        mailboxes: [
          {
            id: mailbox,
            address: 'steve@acme.test',
            userId: scene.steve.userId,
            userEmail: 'steve@acme.test',
            mails: both,
          },
        ],
        users: [{ userId: scene.steve.userId, userEmail: 'steve@acme.test', mails: both }],
      })
    }
    expect((await scene.get('/reports/mailboxes?to=2026-01-31')).body).toEqual({ mailboxes: [], users: [] })
  })
})

test('what a step option lost to an edit keeps its numbers, without a number of its own', async () => {
  const { body } = await scene.get(`/cadences/${cadence}`)
  const [mail, call] = body.published.steps
  const draft = { ...body.published, steps: [call, { ...mail, options: [mail.options[0]] }] }
  expect((await scene.put(`/cadences/${cadence}/draft`, draft)).status).toBe(200)
  expect((await scene.post(`/cadences/${cadence}/publish`)).status).toBe(200)
  const after = await scene.get(`/reports/steps?sequenceId=${cadence}`)
  expect(after.body.steps).toMatchObject([
    { kind: 'call', number: 1 },
    {
      kind: 'mail',
      number: 2,
      mails: { sent: 1 },
      options: [
        { number: 1, mails: NONE },
        { number: null, template: 'B', mails: { sent: 1 } },
      ],
    },
  ])
  const march = await scene.get(`/reports/steps?sequenceId=${cadence}&from=2026-03-01`)
  expect(march.body.steps[1].options).toMatchObject([{ number: 1 }])
})

test('bad input is refused by name, and a stranger finds nothing', async () => {
  const path = `/reports/steps?sequenceId=${cadence}`
  expect(await scene.refused('GET', '/reports/steps')).toMatchObject({ status: 400 })
  expect(await scene.refused('GET', `${path}&from=soon`)).toEqual({ status: 400, field: 'from' })
  expect(await scene.refused('GET', `${path}&to=2026-02-30`)).toEqual({ status: 400, field: 'to' })
  expect(await scene.refused('GET', `${path}&from=2026-03-02&to=2026-03-01`)).toEqual({
    status: 400,
    field: 'from',
  })
  expect(await scene.refused('GET', '/reports/cohort?sequenceId=none')).toMatchObject({ status: 404 })
  const stranger = { key: scene.stranger.apiKey }
  expect(await scene.refused('GET', path, stranger)).toMatchObject({ status: 404 })
  expect((await scene.get('/reports/mailboxes', stranger)).body).toEqual({ mailboxes: [], users: [] })
})

describe('the numbers of a list of cadences', () => {
  test('are those of the reports over all days, with who is held', async () => {
    const { body } = await scene.get(`/reports/numbers?sequenceId=${cadence}&sequenceId=${other}`)
    const engagement = (await scene.get(`/reports/engagement?sequenceId=${cadence}`)).body
    const counts = (await scene.get(`/cadences/${cadence}/counts`)).body.counts
    const [first, second] = body.sequences
    expect(first).toMatchObject({ sequenceId: cadence, started: engagement.started, mails: engagement.mails })
    expect(first.started).toBeGreaterThan(0)
    expect(first.statuses).toEqual(counts.filter(({ prospects }: { prospects: number }) => prospects > 0))
    expect(second.sequenceId).toBe(other)
    const [id] = await addProspects('held')
    await scene.post(`/cadences/${other}/publish`)
    await scene.post('/enrolments', { cadenceId: other, prospectIds: [id] })
    await scene.db.query(
      `UPDATE enrolments SET phase = 'held', hold = '{"reason":"no_mailbox"}', due_at = NULL WHERE sequence_id = $1 AND prospect_id = $2`,
      [other, id],
    )
    const after = (await scene.get(`/reports/numbers?sequenceId=${other}`)).body.sequences
    expect(after).toMatchObject([{ started: second.started + 1, held: 1 }])
    expect(await scene.refused('GET', '/reports/numbers')).toEqual({ status: 400, field: 'sequenceId' })
  })
})

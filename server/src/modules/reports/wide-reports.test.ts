import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewEvent } from '#modules/events/index.ts'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
let steves: string
let janes: string
let mailbox: string
let prospect: string
beforeAll(async () => {
  scene = await appApiScene()
  const { steve, jane } = scene
  prospect = (await scene.post('/prospects', { email: 'ann@x.test' })).body.id
  const definition = { steps: [{ kind: 'task', task: 'call', title: 'Call' }] }
  steves = (await scene.post('/cadences', { name: 'Outreach', definition })).body.id
  janes = (await scene.post('/cadences', { name: 'Own', definition }, { key: jane.apiKey })).body.id
  mailbox = (await scene.post('/mailboxes', { from: 'steve@acme.test', smtp: 'smtp://127.0.0.1:9' })).body.id
  const other = { from: 'jane@acme.test', smtp: 'smtp://127.0.0.1:9' }
  const janesMailbox = (await scene.post('/mailboxes', other, { key: jane.apiKey })).body.id
  const sent = (messageId: string, sequenceId: string | null, mailboxId: string, day: string): NewEvent => ({
    ...{ kind: 'sent', messageId, sequenceId, mailboxId, enrolmentId: messageId, stepId: 's', optionId: 'o' },
    ...{ occurredAt: new Date(`${day}T09:00:00Z`), data: { first: true } },
  })
  const opened = { ...sent('a', steves, mailbox, '2026-03-05'), kind: 'opened' as const }
  await scene.events.appendEvents(scene.db, steve.companyId, [
    sent('a', steves, mailbox, '2026-02-10'),
    sent('b', steves, mailbox, '2026-02-11'),
    sent('c', janes, janesMailbox, '2026-02-11'),
    sent('d', null, mailbox, '2026-02-11'),
    { ...opened, data: { machine: false, first: true, sentAt: '2026-02-10T09:00:00.000Z' } },
    {
      ...{ kind: 'started', occurredAt: new Date('2026-02-09T09:00:00Z'), sequenceId: steves },
      ...{ enrolmentId: 'a', data: {} },
    },
  ])
})
afterAll(() => scene.close())

const asJane = () => ({ key: scene.jane.apiKey })
const names = ({ sequences }: { sequences: { name: string }[] }) => sequences.map(({ name }) => name)

describe('the overview', () => {
  test('adds up all cadences, day by day and one by one, folded or not', async () => {
    for (const fold of [false, true]) {
      if (fold) await scene.reports.fold()
      const { body } = await scene.get('/reports/overview?from=2026-02-01&to=2026-02-28')
      expect(body).toMatchObject({ started: 1, mails: { sent: 3, opened: 1 } })
      expect(body.days).toMatchObject([
        { day: '2026-02-09', started: 1, mails: { sent: 0 } },
        { day: '2026-02-10', started: 0, mails: { sent: 1, opened: 1 } },
        { day: '2026-02-11', started: 0, mails: { sent: 2, opened: 0 } },
      ])
      expect(body.sequences).toMatchObject([
        { name: 'Outreach', kind: 'cadence', state: 'draft', started: 1, inCadence: 1, mails: { sent: 2 } },
        { name: 'Own', ownerEmail: 'jane@acme.test', started: 0, mails: { sent: 1 } },
      ])
    }
    const day = await scene.get('/reports/overview?from=2026-02-10&to=2026-02-10')
    expect(day.body).toMatchObject({ started: 0, mails: { sent: 1 } })
    expect(names(day.body)).toEqual(['Outreach'])
  })

  test('is narrowed to an owner, and for a rep to what he sees', async () => {
    const ofJane = await scene.get(`/reports/overview?ownerId=${scene.jane.userId}`)
    expect(names(ofJane.body)).toEqual(['Own'])
    expect(ofJane.body.mails).toMatchObject({ sent: 1 })
    expect(names((await scene.get('/reports/overview', asJane())).body)).toEqual(['Outreach', 'Own'])
    await scene.patch(`/cadences/${steves}`, { shared: false })
    const { body } = await scene.get('/reports/overview', asJane())
    expect(names(body)).toEqual(['Own'])
    expect(body.days).toMatchObject([{ day: '2026-02-11', mails: { sent: 1 } }])
    await scene.patch(`/cadences/${steves}`, { shared: true })
    const stranger = await scene.get('/reports/overview', { key: scene.stranger.apiKey })
    expect(stranger.body).toMatchObject({ started: 0, days: [], sequences: [] })
  })
})

test('the engagement of a cadence is told day by day too', async () => {
  const { body } = await scene.get(`/reports/engagement?sequenceId=${steves}`)
  expect(body.days).toMatchObject([
    { day: '2026-02-09', started: 1 },
    { day: '2026-02-10', mails: { sent: 1, opened: 1 } },
    { day: '2026-02-11', mails: { sent: 1 } },
  ])
})

test('days of mailboxes hold what was written by hand too, of all or of one', async () => {
  const all = await scene.get('/reports/mailboxes/days?from=2026-02-11')
  expect(all.body.days).toMatchObject([{ day: '2026-02-11', mails: { sent: 3 } }])
  const one = await scene.get(`/reports/mailboxes/days?mailboxId=${mailbox}`)
  expect(one.body.days).toMatchObject([{ mails: { sent: 1 } }, { mails: { sent: 2 } }])
  const { body } = await scene.get('/reports/mailboxes/days', asJane())
  expect(body.days).toMatchObject([{ day: '2026-02-11', mails: { sent: 1 } }])
  expect(await scene.refused('GET', `/reports/mailboxes/days?mailboxId=${mailbox}`, asJane())).toMatchObject({
    status: 404,
  })
})

test('the health of a mailbox tells of its last mails and of what wants somebody', async () => {
  const at = scene.clock.now().getTime()
  const mail = (id: string, seconds: number, more: { bounced?: boolean; state?: string } = {}) =>
    scene.db.query(
      `INSERT INTO messages (company_id, id, kind, state, mailbox_id, message_id, to_address, subject, html, text,
         queued_at, not_before, sent_at, settled_at, bounced_at, server_answer)
       VALUES ($1, $2, 'sequence', $3, $4, $2, 'x@x.test', '', '', '', $5, $5, $6, $7, $8, $9)`,
      [
        ...[scene.steve.companyId, id, more.state ?? 'sent', mailbox, new Date(at)],
        more.state === undefined ? new Date(at + seconds * 1000) : null,
        more.state === 'queued' ? null : new Date(at + seconds * 1000),
        more.bounced ? new Date(at) : null,
        more.state === 'refused' ? 'RCPT: 550 no such user' : null,
      ],
    )
  for (let seconds = 1; seconds <= 9; seconds++) await mail(`m${seconds}`, seconds)
  await mail('gone', 10, { state: 'refused', bounced: true })
  await mail('late', 0, { state: 'queued' })
  await scene.post(`/mailboxes/${mailbox}/pause`, { reason: 'Too hot' })
  scene.clock.advance(3_600_000)
  const { body } = await scene.get('/reports/mailboxes/health')
  expect(body.mailboxes).toMatchObject([
    { address: 'jane@acme.test', last: { mails: 0, medianWait: null }, waiting: 0 },
    {
      address: 'steve@acme.test',
      state: 'paused',
      waiting: 1,
      last: { mails: 10, bounced: 1, refused: 1, replied: 0, medianWait: 5 },
      lastRefusal: 'RCPT: 550 no such user',
    },
  ])
  expect(body.mailboxes[1].hints[0]).toMatchObject({ level: 'bad', text: expect.stringContaining('Too hot') })
  expect((await scene.get('/reports/mailboxes/health', asJane())).body.mailboxes).toHaveLength(1)
})

test('the team report tells what each member sent, rang and did', async () => {
  const call = { prospectId: prospect, disposition: 'answered', durationSeconds: 90 }
  await scene.post('/calls', call)
  await scene.post('/calls', { ...call, disposition: 'not_answered', durationSeconds: 0 })
  for (const outcome of ['Interested', 'Interested', 'No answer']) {
    const { body } = await scene.post('/tasks', { prospectId: prospect, title: 'Ring', kind: 'call' })
    await scene.post(`/tasks/${body.id}/done`, { outcome })
  }
  await scene.post('/tasks', { prospectId: prospect, title: 'Late', dueAt: '2026-03-01T09:00:00Z' })
  const { body } = await scene.get('/reports/team')
  expect(body.members).toMatchObject([
    { userEmail: 'jane@acme.test', mails: { sent: 1 }, calls: { made: 0 }, tasks: { done: 0 }, outcomes: [] },
    {
      userEmail: 'steve@acme.test',
      mails: { sent: 3, opened: 1 },
      calls: { made: 2, answered: 1, seconds: 90 },
      tasks: { done: 3, skipped: 0, overdue: 1 },
      outcomes: [
        { outcome: 'Interested', tasks: 2 },
        { outcome: 'No answer', tasks: 1 },
      ],
    },
  ])
  const february = await scene.get('/reports/team?to=2026-02-28')
  expect(february.body.members[1]).toMatchObject({
    calls: { made: 0 },
    tasks: { done: 0 },
    mails: { sent: 3 },
  })
  expect((await scene.get('/reports/team', asJane())).body.members).toMatchObject([
    { userEmail: 'jane@acme.test' },
  ])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
let ann: string
beforeAll(async () => {
  scene = await appApiScene()
  const prospect = { email: 'ann@x.test', firstName: 'Ann', city: 'Kyoto', country: 'Japan' }
  ann = (await scene.post('/prospects', prospect)).body.id
})
afterAll(() => scene.close())

const make = async (title: string, more: object = {}): Promise<string> =>
  (await scene.post('/tasks', { prospectId: ann, title, ...more })).body.id

const titles = ({ items }: { items: { title: string }[] }) => items.map(({ title }) => title)

test('what is due and what was closed is counted in the days of a zone', async () => {
  // It is 09:00 UTC on the 2nd, and 22:00 in Auckland, whose midnight is 11:00 UTC.
  const ids: Record<string, string> = {}
  for (const [title, dueAt, kind] of [
    ['early', '2026-03-01T23:00:00Z', 'call'],
    ['now', '2026-03-02T08:00:00Z', 'call'],
    ['tonight', '2026-03-02T20:00:00Z', 'todo'],
    ['later', '2026-03-05T09:00:00Z', 'todo'],
    ['put off', '2026-03-02T08:00:00Z', 'linkedin'],
    ['done', '2026-03-02T08:00:00Z', 'call'],
    ['skipped', '2026-03-02T08:00:00Z', 'call'],
  ] as const)
    ids[title] = await make(title, { dueAt, kind })
  await scene.post(`/tasks/${ids['put off']}/snooze`, { until: '2026-03-02T10:00:00Z' })
  await scene.post(`/tasks/${ids.done}/done`, { outcome: 'Interested' })
  await scene.post(`/tasks/${ids.skipped}/skip`, {})

  const { body } = await scene.get('/tasks/counts')
  expect(body).toMatchObject({ overdue: 1, today: 2, upcoming: 2, snoozed: 1, doneToday: 1, skippedToday: 1 })
  expect(body.kinds).toMatchObject([
    { kind: 'call', overdue: 1, today: 1, upcoming: 0, doneToday: 1, skippedToday: 1 },
    { kind: 'linkedin', overdue: 0, today: 0, upcoming: 1, snoozed: 1 },
    { kind: 'todo', overdue: 0, today: 1, upcoming: 1, doneToday: 0 },
  ])
  const auckland = await scene.get('/tasks/counts?zone=Pacific/Auckland')
  expect(auckland.body).toMatchObject({ overdue: 0, today: 2, upcoming: 3 })
  for (const [zone, when, expected] of [
    ['Pacific/Auckland', 'today', ['early', 'now']],
    ['Pacific/Auckland', 'upcoming', ['put off', 'tonight', 'later']],
    ['UTC', 'today', ['now', 'tonight']],
  ] as const)
    expect(titles((await scene.get(`/tasks?when=${when}&zone=${zone}`)).body)).toEqual(expected)
  const nobody = await scene.get(`/tasks/counts?assigneeId=${scene.jane.userId}`)
  expect(nobody.body).toMatchObject({ overdue: 0, today: 0, upcoming: 0, doneToday: 0, kinds: [] })
  expect(await scene.refused('GET', '/tasks/counts?zone=Mars')).toEqual({ status: 400, field: 'zone' })
})

test('closed tasks are listed, the last one first, page by page', async () => {
  scene.clock.advance(60_000)
  for (const title of ['one', 'two']) {
    const id = await make(title, { kind: 'todo' })
    scene.clock.advance(1000)
    await scene.post(`/tasks/${id}/done`)
  }
  const first = await scene.get('/tasks/closed?limit=1')
  expect(titles(first.body)).toEqual(['two'])
  expect(titles((await scene.get(`/tasks/closed?limit=1&cursor=${first.body.next}`)).body)).toEqual(['one'])
  expect(titles((await scene.get('/tasks/closed?when=today&kind=todo')).body)).toEqual(['two', 'one'])
  scene.clock.advance(86_400_000)
  expect(titles((await scene.get('/tasks/closed?when=today')).body)).toEqual([])
  expect(titles((await scene.get('/tasks/closed?kind=todo')).body)).toEqual(['two', 'one'])
  expect(titles((await scene.get(`/tasks/closed?assigneeId=${scene.jane.userId}`)).body)).toEqual([])
})

test('a task is shown with its prospect, where he stands and the mails of both ways', async () => {
  const { companyId, userId } = scene.steve
  const definition = {
    steps: [
      { kind: 'mail', options: [{ template: 'A', weight: 1, subject: 'Hi', body: 'Hi' }] },
      { kind: 'task', task: 'call', title: 'Ring {{ FirstName }}' },
    ],
  }
  const { body: cadence } = await scene.post('/cadences', { name: 'Outreach', definition })
  await scene.post(`/cadences/${cadence.id}/publish`)
  const { body } = await scene.get(`/cadences/${cadence.id}`)
  const stepId = body.published.steps[1].id
  await scene.post('/enrolments', { cadenceId: cadence.id, prospectIds: [ann] })
  const { rows } = await scene.db.query<{ id: string }>('SELECT id FROM enrolments WHERE prospect_id = $1', [
    ann,
  ])
  await scene.db.transaction((tx) =>
    scene.tasks.createForSteps(tx, {
      companyId,
      tasks: [
        {
          ...{ enrolmentId: rows[0]?.id ?? '', prospectId: ann, sequenceId: cadence.id, stepId, visit: 1 },
          ...{ kind: 'call', title: 'Ring {{ FirstName }}', note: '', assigneeId: userId },
          dueAt: scene.clock.now(),
        },
      ],
    }),
  )
  const mailbox = (await scene.post('/mailboxes', { from: 'steve@acme.test', smtp: 'smtp://127.0.0.1:9' }))
    .body
  const at = scene.clock.now()
  await scene.db.query(
    `INSERT INTO messages (company_id, id, kind, state, mailbox_id, prospect_id, message_id, to_address, subject, html, text,
       queued_at, not_before, sent_at)
     VALUES ($1, 'm', 'sequence', 'sent', $2, $3, '<m@x>', 'ann@x.test', 'Hello', '', 'How are you?', $4, $4, $4)`,
    [companyId, mailbox.id, ann, at],
  )
  await scene.db.query(
    `INSERT INTO received_mails (company_id, id, mailbox_id, message_key, folder, uid, kind, prospect_id, subject, new_text, text, received_at)
     VALUES ($1, 'r', $2, 'r', 'INBOX', 1, 'reply', $3, 'Re: Hello', 'Fine', 'Fine > How are you?', $4)`,
    [companyId, mailbox.id, ann, new Date(at.getTime() + 1000)],
  )
  const { items } = (await scene.get(`/tasks?cadenceId=${cadence.id}`)).body
  const context = await scene.get(`/tasks/${items[0].id}/context`)
  expect(context.body).toMatchObject({
    task: { title: 'Ring Ann', cadenceName: 'Outreach' },
    prospect: { email: 'ann@x.test', city: 'Kyoto' },
    zone: { zone: 'Asia/Tokyo', guessedFrom: 'Kyoto, Japan' },
    place: { kind: 'cadence', status: 'in_cadence', stepNumber: 2, steps: 2 },
    mails: [
      { direction: 'in', kind: 'reply', text: 'Fine' },
      { direction: 'out', kind: 'sequence', subject: 'Hello', text: 'How are you?' },
    ],
  })
  const byHand = await scene.get(`/tasks/${await make('By hand')}/context`)
  expect(byHand.body).toMatchObject({ place: null })
  expect(await scene.refused('GET', '/tasks/0123456789abcdef01234567/context')).toMatchObject({ status: 404 })
})

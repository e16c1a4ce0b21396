import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
let prospectId: string
beforeAll(async () => {
  scene = await appApiScene()
  prospectId = (await scene.post('/prospects', { email: 'ann@x.test', fullName: 'Ann Lee' })).body.id
})
afterAll(() => scene.close())

const make = async (title: string, more: object = {}): Promise<string> =>
  (await scene.post('/tasks', { prospectId, title, ...more })).body.id

const titles = ({ items }: { items: { title: string }[] }) => items.map(({ title }) => title)

test('a task is made, changed, and done with an outcome', async () => {
  const made = await scene.post('/tasks', { prospectId, title: 'Ring', kind: 'call' })
  expect(made).toMatchObject({
    status: 201,
    body: {
      kind: 'call',
      state: 'open',
      prospectId,
      assigneeId: scene.steve.userId,
      cadenceId: null,
      dueAt: '2026-03-02T09:00:00.000Z',
    },
  })
  const path = `/tasks/${made.body.id}`
  const change = { note: 'after lunch', dueAt: '2026-03-02T14:00:00+01:00', assigneeId: scene.jane.userId }
  const changed = await scene.patch(path, change)
  expect(changed.body).toEqual({ ...made.body, ...change, dueAt: '2026-03-02T13:00:00.000Z' })
  expect((await scene.get(path)).body).toEqual(changed.body)
  const done = await scene.post(`${path}/done`, { outcome: 'interested' }, { key: scene.jane.apiKey })
  expect(done.body).toMatchObject({
    state: 'done',
    outcome: 'Interested',
    closedAt: '2026-03-02T09:00:00.000Z',
  })
  expect((await scene.post(`${path}/done`)).status).toBe(409)
  expect((await scene.patch(path, { title: 'Late' })).status).toBe(409)
  const { items } = (await scene.get(`/prospects/${prospectId}/timeline`)).body
  expect(items.slice(0, 2)).toMatchObject([
    { kind: 'prospect_updated', data: { source: 'task', fields: ['Outcome'] } },
    { kind: 'task_done', userId: scene.jane.userId, data: { outcome: 'Interested' } },
  ])
  expect((await scene.get(`/prospects/${prospectId}`)).body).toMatchObject({ outcome: 'Interested' })
})

test('a task is skipped', async () => {
  const id = await make('Skip me')
  expect((await scene.post(`/tasks/${id}/skip`, { note: 'no need' })).body).toMatchObject({
    state: 'skipped',
    note: 'no need',
    outcome: null,
  })
})

test('tasks are listed by when they are due, in the days of the company', async () => {
  const fresh = await appApiScene()
  await fresh.patch('/settings', { zone: 'Pacific/Auckland' })
  const { body: ann } = await fresh.post('/prospects', { email: 'ann@x.test', fullName: 'Ann Lee' })
  // It is 22:00 on the 2nd in Auckland; its midnight is 11:00 UTC.
  for (const [title, dueAt, kind] of [
    ['overdue', '2026-03-01T10:59:00Z', 'call'],
    ['today', '2026-03-02T10:59:00Z', 'todo'],
    ['upcoming', '2026-03-02T11:00:00Z', 'call'],
  ])
    await fresh.post('/tasks', { prospectId: ann.id, title, dueAt, kind })
  const listed = async (query: string) => titles((await fresh.get(`/tasks?${query}`)).body)
  for (const when of ['overdue', 'today', 'upcoming']) expect(await listed(`when=${when}`)).toEqual([when])
  expect(await listed('kind=call')).toEqual(['overdue', 'upcoming'])
  expect(await listed(`assigneeId=${fresh.jane.userId}`)).toEqual([])
  expect(await listed(`prospectId=${ann.id}`)).toEqual(['overdue', 'today', 'upcoming'])
  expect(await listed('state=done')).toEqual([])
  const first = await fresh.get('/tasks?limit=2')
  expect(first.body.items[0]).toMatchObject({
    prospect: {
      id: ann.id,
      email: 'ann@x.test',
      fullName: 'Ann Lee',
      company: null,
      phone: null,
      linkedinUrl: null,
    },
    cadenceName: null,
    assigneeEmail: 'steve@acme.test',
  })
  expect(await listed(`limit=2&cursor=${first.body.next}`)).toEqual(['upcoming'])
  const wrong = Buffer.from('["never","x"]').toString('base64url')
  for (const [query, field] of [
    ['when=never', 'when'],
    ['state=gone', 'state'],
    [`cursor=${wrong}`, 'cursor'],
  ])
    expect(await fresh.refused('GET', `/tasks?${query}`)).toEqual({ status: 400, field })
  await fresh.close()
})

test('what is wrong is refused by its field', async () => {
  const refused = (body: object) =>
    scene.refused('POST', '/tasks', { body: { prospectId, title: 'Ring', ...body } })
  expect(await refused({ title: '' })).toEqual({ status: 400, field: 'title' })
  expect(await refused({ title: 'a\nb' })).toEqual({ status: 400, field: 'title' })
  expect(await refused({ kind: 'fax' })).toEqual({ status: 400, field: 'kind' })
  expect(await refused({ dueAt: 'tomorrow' })).toEqual({ status: 400, field: 'dueAt' })
  expect(await refused({ dueAt: 1_772_000_000 })).toEqual({ status: 400, field: 'dueAt' })
  expect(await refused({ prospectId: '0'.repeat(24) })).toEqual({ status: 404, field: 'prospectId' })
  expect(await refused({ assigneeId: scene.stranger.userId })).toEqual({ status: 404, field: 'assigneeId' })
  const id = await make('Outcome')
  const outcome = { body: { outcome: 'a\nb' } }
  expect(await scene.refused('POST', `/tasks/${id}/done`, outcome)).toEqual({ status: 400, field: 'outcome' })
})

test('a call is done with its details in one request', async () => {
  const id = await make('Ring', { kind: 'call' })
  const done = await scene.post(`/tasks/${id}/done`, {
    outcome: 'call back later',
    call: { disposition: 'answered', durationSeconds: 60, notes: 'Busy', toNumber: '+1 415 555 0123' },
  })
  expect(done.body).toMatchObject({ state: 'done', outcome: 'Call back later' })
  const { items } = (await scene.get(`/calls?prospectId=${prospectId}`)).body
  expect(items[0]).toMatchObject({ taskId: id, disposition: 'answered', durationSeconds: 60, notes: 'Busy' })
  const other = await make('Write', { kind: 'todo' })
  const call = { disposition: 'answered', durationSeconds: 60 }
  expect(await scene.refused('POST', `/tasks/${other}/done`, { body: { call } })).toEqual({
    status: 400,
    field: 'call',
  })
  const third = await make('Ring', { kind: 'call' })
  const wrong = { body: { call: { ...call, durationSeconds: -1 } } }
  expect(await scene.refused('POST', `/tasks/${third}/done`, wrong)).toEqual({
    status: 400,
    field: 'durationSeconds',
  })
  expect((await scene.get(`/tasks/${third}`)).body.state).toBe('open')
})

test('an outcome ends the cadence as Task Stopped where the company says so', async () => {
  const fresh = await appApiScene()
  const { body: cadence } = await fresh.post('/cadences', {
    name: 'Calls',
    definition: { steps: [{ kind: 'task', task: 'call', title: 'Ring' }] },
  })
  await fresh.post(`/cadences/${cadence.id}/publish`)
  const outcomes = [
    { label: 'No budget', kinds: ['call'], stops: true, setsOutcome: true },
    { label: 'Later', kinds: ['call'], stops: false, setsOutcome: false },
  ]
  expect((await fresh.patch('/settings', { taskOutcomes: outcomes })).body.taskOutcomes).toEqual(outcomes)
  const statusAfter = async (email: string, outcome: string) => {
    const { body: prospect } = await fresh.post('/prospects', { email })
    await fresh.post('/enrolments', { cadenceId: cadence.id, prospectIds: [prospect.id] })
    await fresh.engine.tick()
    const [task] = (await fresh.get(`/tasks?prospectId=${prospect.id}`)).body.items
    await fresh.post('/tasks/done', { taskIds: [task.id], outcome })
    const { rows } = await fresh.db.query<{ status: string }>(
      'SELECT status FROM enrolments WHERE company_id = $1 AND prospect_id = $2',
      [fresh.steve.companyId, prospect.id],
    )
    const { outcome: field = null } = (await fresh.get(`/prospects/${prospect.id}`)).body
    return [rows[0]?.status, field]
  }
  expect(await statusAfter('ann@x.test', 'no budget')).toEqual(['task_stopped', 'No budget'])
  expect(await statusAfter('bob@x.test', 'later')).toEqual(['completed', null])
  await fresh.close()
})

test('tasks are put off and handed over, one or many', async () => {
  const ids = [await make('One'), await make('Two')]
  const until = '2026-03-05T10:00:00+01:00'
  const one = await scene.post(`/tasks/${ids[0]}/snooze`, { until })
  expect(one.body).toMatchObject({ state: 'open', snoozedUntil: '2026-03-05T09:00:00.000Z' })
  const both = await scene.post('/tasks/snooze', { taskIds: ids, until })
  expect(titles({ items: both.body.changed })).toEqual(['One', 'Two'])
  const listed = async (query: string) => titles((await scene.get(`/tasks?${query}`)).body)
  expect(await listed('snoozed=only')).toEqual(['One', 'Two'])
  expect(await listed('')).not.toContain('One')
  const handed = { taskIds: ids, assigneeId: scene.jane.userId }
  expect((await scene.post('/tasks/reassign', handed)).body.changed).toHaveLength(2)
  expect(await listed(`snoozed=only&assigneeId=${scene.jane.userId}`)).toEqual(['One', 'Two'])
  await scene.post('/tasks/skip', { taskIds: ids })
  expect((await scene.post(`/tasks/${ids[0]}/snooze`, { until })).status).toBe(409)
  expect((await scene.post('/tasks/skip', { taskIds: ids })).body).toMatchObject({
    changed: [],
    unchanged: [{ state: 'skipped' }, { state: 'skipped' }],
  })
  for (const body of [{ taskIds: [] }, { taskIds: Array.from({ length: 201 }, () => ids[0]) }])
    expect(await scene.refused('POST', '/tasks/skip', { body })).toEqual({ status: 400, field: 'taskIds' })
})

test.each([
  [[{ label: ' ', kinds: ['call'], stops: true, setsOutcome: true }], 'taskOutcomes[0].label'],
  [[{ label: 'a', kinds: [], stops: true, setsOutcome: true }], 'taskOutcomes[0].kinds'],
  [
    ['a', 'A'].map((label) => ({ label, kinds: ['call'], stops: true, setsOutcome: true })),
    'taskOutcomes[1].label',
  ],
])('outcomes %j are refused at %s', async (taskOutcomes, field) => {
  expect(await scene.refused('PATCH', '/settings', { body: { taskOutcomes } })).toEqual({
    status: 400,
    field,
  })
})

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
    prospect: { id: ann.id, email: 'ann@x.test', fullName: 'Ann Lee', company: null, phone: null },
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

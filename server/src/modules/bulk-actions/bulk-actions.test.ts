import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
let cadenceId: string
beforeAll(async () => {
  scene = await appApiScene()
  const steps = [{ kind: 'task', task: 'call', title: 'Ring' }]
  cadenceId = (await scene.post('/cadences', { name: 'Calls', definition: { steps } })).body.id
  await scene.post(`/cadences/${cadenceId}/publish`)
})
afterAll(() => scene.close())

const add = async (email: string, more: object = {}): Promise<string> =>
  (await scene.post('/prospects', { email, ...more })).body.id
const read = async (id: string) => (await scene.get(`/prospects/${id}`)).body
const act = async (action: object, which: object) =>
  (await scene.post('/bulk-actions', { action, ...which })).body
const undo = async (id: string) => (await scene.post(`/bulk-actions/${id}/undo`)).body

test('tags, list, owner and fields are given to those who lack them, and an undo gives back exactly that', async () => {
  const ann = await add('ann@undo.test', {
    tags: ['hot'],
    list: 'first',
    title: 'Chief',
    customFields: { Tier: 'A' },
  })
  const ben = await add('ben@undo.test', { list: 'second' })
  const prospectIds = [ann, ben]
  const before = [await read(ann), await read(ben)]
  const runs = []
  for (const [action, changed] of [
    [{ kind: 'add_tags', tags: ['hot', 'new'] }, 2],
    [{ kind: 'set_list', list: 'first' }, 1],
    [{ kind: 'set_field', field: 'title', value: 'Boss' }, 2],
    [{ kind: 'set_field', field: 'custom.Tier', value: 'B' }, 2],
    [{ kind: 'set_field', field: 'city', value: null }, 0],
    [{ kind: 'remove_tags', tags: ['HOT', 'unknown'] }, 2],
  ] as const) {
    const run = await act(action, { prospectIds })
    expect(run).toMatchObject({ state: 'done', seen: 2, changed })
    runs.push(run)
  }
  expect(await read(ann)).toMatchObject({
    tags: ['new'],
    list: 'first',
    title: 'Boss',
    customFields: { Tier: 'B' },
  })
  expect(await read(ben)).toMatchObject({
    tags: ['new'],
    list: 'first',
    title: 'Boss',
    customFields: { Tier: 'B' },
  })
  expect((await scene.get('/prospects?search=boss')).body.items).toHaveLength(2)
  for (const { id } of runs.toReversed()) expect(await undo(id)).toMatchObject({ state: 'undone' })
  const kept = ({ tags, list, title, customFields, ownerId }: (typeof before)[number]) => ({
    tags,
    list,
    title,
    customFields,
    ownerId,
  })
  expect([await read(ann), await read(ben)].map(kept)).toEqual(before.map(kept))
})

test('an undo leaves alone what was changed since', async () => {
  const prospectIds = [
    await add('carl@undo.test', { title: 'Old' }),
    await add('dora@undo.test', { title: 'Old' }),
  ]
  const { id } = await act({ kind: 'set_field', field: 'title', value: 'New' }, { prospectIds })
  await scene.call('PATCH', `/prospects/${prospectIds[0]}`, { body: { title: 'Newer' } })
  expect(await undo(id)).toMatchObject({ state: 'undone', restored: 1 })
  expect([(await read(prospectIds[0] ?? '')).title, (await read(prospectIds[1] ?? '')).title]).toEqual([
    'Newer',
    'Old',
  ])
})

test('all of a filter, more than a page of them, get it in the background; those who come later do not', async () => {
  const emails = Array.from({ length: 620 }, (_, index) => `p${index}@many.test`)
  for (let from = 0; from < emails.length; from += 20)
    await Promise.all(emails.slice(from, from + 20).map((email) => add(email, { list: 'many' })))
  const filter = { search: 'many.test' }
  const { id, state } = await act({ kind: 'add_tags', tags: ['bulk'] }, { filter })
  expect(state).toBe('running')
  await add('late@many.test')
  await scene.jobs.drain()
  expect((await scene.get(`/bulk-actions/${id}`)).body).toMatchObject({
    state: 'done',
    seen: 620,
    changed: 620,
  })
  await undo(id)
  await scene.jobs.drain()
  expect((await scene.get(`/bulk-actions/${id}`)).body).toMatchObject({ state: 'undone', restored: 620 })
  expect((await scene.get('/prospect-count?search=many.test')).body).toEqual({ count: 621, exact: true })
  const csv = await scene.server.inject({
    url: '/api/v1/prospect-export?search=late',
    headers: { 'x-api-key': scene.steve.apiKey },
  })
  expect(csv.body).toContain('"late@many.test"')
})

test('they are started with the reasons of those who are not, stopped, suppressed and deleted', async () => {
  const prospectIds = [await add('eve@run.test'), await add('fay@run.test')]
  await scene.post(`/prospects/${prospectIds[1]}/do-not-contact`)
  const started = await act({ kind: 'start', sequenceId: cadenceId }, { prospectIds })
  expect(started).toMatchObject({ changed: 1, refused: 1, undoUntil: null })
  expect(Object.values(started.refusals)).toEqual([1])
  expect(await act({ kind: 'stop' }, { prospectIds })).toMatchObject({ changed: 1 })
  expect(await act({ kind: 'do_not_contact' }, { prospectIds })).toMatchObject({ changed: 2 })
  expect(await act({ kind: 'delete' }, { prospectIds })).toMatchObject({ changed: 2 })
  expect(await scene.refused('GET', `/prospects/${prospectIds[0]}`)).toMatchObject({ status: 404 })
  const gone = await act(
    { kind: 'start', sequenceId: 'f'.repeat(24) },
    { prospectIds: [await add('gus@run.test')] },
  )
  expect(gone).toMatchObject({ state: 'failed', error: expect.stringContaining('publish it first') })
})

test('they are unsubscribed as one alone is, and who was already is told of once', async () => {
  const [ann, ben] = [await add('ann@unsubscribe.test'), await add('ben@unsubscribe.test')]
  await scene.post(`/prospects/${ann}/unsubscribe`)
  const run = await act({ kind: 'unsubscribe' }, { prospectIds: [ann, ben] })
  expect(run).toMatchObject({ state: 'done', changed: 2, undoUntil: null })
  const histories = []
  for (const id of [ann, ben]) {
    expect(await read(id)).toMatchObject({ status: 'unsubscribed', suppressedBy: 'unsubscribed' })
    const { rows } = await scene.db.query<{ kind: string; reason: string | null; byUser: boolean }>(
      `SELECT kind, data ->> 'reason' AS reason, user_id IS NOT NULL AS "byUser" FROM events
       WHERE prospect_id = $1 AND kind IN ('suppressed', 'unsubscribed') ORDER BY kind`,
      [id],
    )
    histories.push(rows)
  }
  expect(histories[0]).toHaveLength(2)
  expect(histories[1]).toEqual(histories[0])
})

test.each([
  [{ action: { kind: 'resume' } }, 'prospectIds'],
  [{ action: { kind: 'resume' }, prospectIds: ['a'], filter: {} }, 'prospectIds'],
  [{ action: { kind: 'resume' }, filter: { where: ['x'] } }, 'where'],
  [{ action: { kind: 'set_owner', ownerId: 'f'.repeat(24) }, filter: {} }, 'ownerId'],
])('%j is refused', async (body, field) => {
  expect(await scene.refused('POST', '/bulk-actions', { body })).toMatchObject({ field })
})

test('views are saved, one of a name, and seen by others when they are shared', async () => {
  const view = {
    name: 'Hot ones',
    shared: false,
    filter: { where: ['title:contains:boss'] },
    sort: '-createdAt',
    columns: ['title'],
  }
  const made = (await scene.post('/prospect-views', view)).body
  expect(made).toMatchObject(view)
  expect(
    await scene.refused('POST', '/prospect-views', { body: { ...view, name: 'HOT ones' } }),
  ).toMatchObject({ status: 409 })
  expect(
    await scene.refused('POST', '/prospect-views', { body: { ...view, filter: { where: ['x'] } } }),
  ).toMatchObject({ field: 'where' })
  const changed = await scene.call('PUT', `/prospect-views/${made.id}`, { body: { ...view, shared: true } })
  expect(changed.body).toMatchObject({ shared: true })
  expect((await scene.get('/prospect-views')).body.items).toHaveLength(1)
  expect((await scene.call('DELETE', `/prospect-views/${made.id}`)).status).toBe(204)
  expect((await scene.get('/prospect-views')).body.items).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

const mail = (subject: string) => ({
  kind: 'mail',
  options: [{ template: 'Intro', weight: 1, subject, body: '<p>Hi {{ FirstName }}</p>' }],
})
const WAIT = { kind: 'wait', wait: { amount: 3, unit: 'business_days' } }
const CALL = { kind: 'task', task: 'call', title: 'Ring' }

const create = async (name: string, definition?: object): Promise<string> => {
  const { body } = await scene.post('/cadences', { name, ...(definition && { definition }) })
  return body.id
}

test('a cadence is made, drafted, published, edited, and its draft thrown away', async () => {
  const made = await scene.post('/cadences', { name: 'Spring' })
  expect(made).toMatchObject({
    status: 201,
    body: { name: 'Spring', state: 'draft', version: 0, published: null, draft: { steps: [] } },
  })
  const path = `/cadences/${made.body.id}`
  const steps = [mail('Hello'), WAIT, CALL]
  const saved = await scene.put(`${path}/draft`, {
    settings: { window: { from: '08:00', to: '12:00' } },
    steps,
  })
  expect(saved.body.draft).toMatchObject({
    settings: { window: { from: '08:00', to: '12:00' }, days: [1, 2, 3, 4, 5], stopOn: { reply: true } },
    steps: [{ kind: 'mail' }, WAIT, { ...CALL, note: '' }],
  })
  const published = await scene.post(`${path}/publish`)
  expect(published.body).toMatchObject({ state: 'live', version: 1, draft: null })
  expect(published.body.published).toEqual(saved.body.draft)

  const edited = await scene.put(`${path}/draft`, { steps: [mail('Hello again'), CALL] })
  expect(edited.body.draft.steps[0].id).toBe(published.body.published.steps[0].id)
  expect((await scene.delete(`${path}/draft`)).body).toEqual({
    ...published.body,
    updatedAt: expect.any(String),
  })
  expect((await scene.get(path)).body.draft).toBeNull()
})

test('what is left out of the settings has its default, also inside', async () => {
  const id = await create('Defaults', { settings: { stopOn: { colleagueReply: true } }, steps: [] })
  const { settings } = (await scene.get(`/cadences/${id}`)).body.draft
  expect(settings).toMatchObject({
    stopOn: { reply: true, autoReply: 'hold', colleagueReply: true, taskOutcomes: [] },
    track: { opens: true, clicks: true },
    throttle: null,
  })
})

test('publishing names every mistake with its path', async () => {
  const id = await create('Wrong', {
    settings: { window: { from: '25:00', to: '17:00' } },
    steps: [mail('')],
  })
  const answer = await scene.post(`/cadences/${id}/publish`)
  expect(answer).toMatchObject({ status: 400, body: { error: { field: 'window.from' } } })
  expect(answer.body.error.message).toContain('steps[0].mail[0].subject')
  const foreign = { mailboxes: { of: 'list', mailboxIds: ['0'.repeat(24)] } }
  await scene.put(`/cadences/${id}/draft`, { settings: foreign, steps: [mail('Hello')] })
  expect(await scene.refused('POST', `/cadences/${id}/publish`)).toEqual({
    status: 400,
    field: 'mailboxes[0]',
  })
})

test('a definition of the wrong form is refused by its path', async () => {
  const refused = (definition: unknown) =>
    scene.refused('POST', '/cadences', { body: { name: 'Form', definition } })
  expect(await refused({})).toEqual({ status: 400, field: 'definition.steps' })
  expect(await refused({ steps: [{ kind: 'fax' }] })).toEqual({
    status: 400,
    field: 'definition.steps[0].kind',
  })
  expect(await refused({ steps: [{ ...CALL, colour: 'red' }] })).toEqual({
    status: 400,
    field: 'definition.steps[0].colour',
  })
  expect(await refused({ steps: [{ ...WAIT, wait: { amount: '3', unit: 'days' } }] })).toEqual({
    status: 400,
    field: 'definition.steps[0].wait.amount',
  })
  expect(await refused({ settings: { zone: { of: 'moon' } }, steps: [] })).toEqual({
    status: 400,
    field: 'definition.settings.zone.of',
  })
  expect(await refused({ settings: { days: [0] }, steps: [] })).toEqual({
    status: 400,
    field: 'definition.settings.days[0]',
  })
})

test('a cadence is paused with a reason, resumed, archived and brought back', async () => {
  const id = await create('States', { steps: [mail('Hello')] })
  const state = async () => (await scene.get(`/cadences/${id}`)).body
  expect((await scene.post(`/cadences/${id}/pause`)).status).toBe(422)
  await scene.post(`/cadences/${id}/publish`)
  await scene.post(`/cadences/${id}/pause`, { reason: 'Christmas' })
  expect(await state()).toMatchObject({ state: 'paused', pauseReason: 'Christmas' })
  await scene.post(`/cadences/${id}/resume`)
  expect(await state()).toMatchObject({ state: 'live', pauseReason: null })
  expect((await scene.post(`/cadences/${id}/archive`)).body).toEqual({ deleted: false })
  expect((await scene.put(`/cadences/${id}/draft`, { steps: [] })).status).toBe(422)
  expect((await scene.post(`/cadences/${id}/restore`)).body.state).toBe('paused')
  const draft = await create('Never published')
  expect((await scene.post(`/cadences/${draft}/archive`)).body).toEqual({ deleted: true })
  expect((await scene.get(`/cadences/${draft}`)).status).toBe(404)
})

test('names are unique, in any case', async () => {
  const id = await create('Autumn')
  expect(await scene.refused('POST', '/cadences', { body: { name: 'AUTUMN ' } })).toEqual({
    status: 409,
    field: 'name',
  })
  const renamed = await scene.patch(`/cadences/${id}`, { name: 'Winter' })
  expect(renamed).toMatchObject({ status: 200, body: { name: 'Winter' } })
  expect(await scene.refused('PATCH', `/cadences/${id}`, { body: { name: '' } })).toEqual({
    status: 400,
    field: 'name',
  })
})

test('the list is paged and filtered, and has no definitions', async () => {
  const fresh = await appApiScene()
  for (const name of ['A', 'B', 'C'])
    await fresh.post('/cadences', { name, definition: { steps: [mail(name)] } })
  const names = ({ items }: { items: { name: string }[] }) => items.map(({ name }) => name)
  const first = await fresh.get('/cadences?limit=2')
  expect(names(first.body)).toEqual(['A', 'B'])
  expect(names((await fresh.get(`/cadences?limit=2&cursor=${first.body.next}`)).body)).toEqual(['C'])
  const [{ id, ownerEmail, hasDraft }] = first.body.items
  expect({ ownerEmail, hasDraft }).toEqual({ ownerEmail: 'steve@acme.test', hasDraft: true })
  await fresh.post(`/cadences/${id}/publish`)
  expect(names((await fresh.get('/cadences?state=live&state=paused')).body)).toEqual(['A'])
  expect(names((await fresh.get(`/cadences?ownerId=${fresh.jane.userId}`)).body)).toEqual([])
  expect(await fresh.refused('GET', '/cadences?state=gone')).toEqual({ status: 400, field: 'state[0]' })
  await fresh.close()
})

test('a cadence is a file, and a file a cadence', async () => {
  const text =
    'name: From a file\nsteps:\n  - mail:\n      - template: a\n        subject: Hello\n        body: <p>Hi</p>\n'
  const imported = await scene.post('/cadences/import', { text, publish: true })
  expect(imported.body).toMatchObject({ name: 'From a file', created: true, changed: true, version: 1 })
  const path = `/cadences/${imported.body.cadenceId}/file`
  const file = await scene.get(path)
  expect(file.headers['content-type']).toBe('application/yaml; charset=utf-8')
  expect(file.text).toContain('name: From a file')
  const again = await scene.post('/cadences/import', { text: file.text, publish: true })
  expect(again.body).toMatchObject({ created: false, changed: false })
  expect((await scene.get(`${path}?ids=true`)).text).toContain('id:')
  const broken = await scene.post('/cadences/import', { text: 'name: X\nsteps:\n  - fax: {}\n' })
  expect(broken.status).toBe(400)
  expect(broken.body.error.message).toContain('line 3')
})

test('holiday calendars are made, replaced and deleted, but not while a cadence uses them', async () => {
  const made = await scene.post('/holiday-calendars', {
    name: 'Germany',
    country: 'DE',
    days: ['2026-12-24'],
  })
  expect(made).toMatchObject({ status: 201, body: { name: 'Germany', country: 'DE', days: ['2026-12-24'] } })
  const path = `/holiday-calendars/${made.body.id}`
  const replaced = await scene.put(path, { name: 'Bavaria', country: 'DE-BY' })
  expect(replaced.body).toEqual({ id: made.body.id, name: 'Bavaria', country: 'DE-BY', days: [] })
  expect((await scene.get('/holiday-calendars')).body).toEqual({ items: [replaced.body], next: null })
  expect((await scene.get(path)).body).toEqual(replaced.body)

  const holidays = { days: [], calendarId: made.body.id }
  const cadence = await create('Holidays', { settings: { holidays }, steps: [] })
  expect((await scene.delete(path)).status).toBe(422)
  await scene.post(`/cadences/${cadence}/archive`)
  expect((await scene.delete(path)).status).toBe(204)

  const refused = (body: unknown) => scene.refused('POST', '/holiday-calendars', { body })
  expect(await refused({ name: 'X', country: 'Atlantis' })).toEqual({ status: 400, field: 'country' })
  expect(await refused({ name: 'X', days: ['2026-02-30'] })).toEqual({ status: 400, field: 'days' })
  expect(await refused({ name: 'X', days: [20260230] })).toEqual({ status: 400, field: 'days[0]' })
})

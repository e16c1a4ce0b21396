import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

const MAIL = {
  name: 'greet',
  kind: 'mail',
  options: [{ template: 'Intro', weight: 1, subject: 'Hello', body: '<p>Hi</p>' }],
  next: 'pause',
}
const PAUSE = { name: 'pause', kind: 'wait', wait: { amount: 3, unit: 'days' }, next: 'done' }
const END = { name: 'done', kind: 'end' }
const definition = { start: 'greet', nodes: [MAIL, PAUSE, END] }

const create = async (name: string, body?: object): Promise<string> =>
  (await scene.post('/journeys', { name, ...(body && { definition: body }) })).body.id

test('a journey is made with nodes by name, published, edited by ids, and its draft thrown away', async () => {
  const made = await scene.post('/journeys', { name: 'Spring', definition })
  expect(made).toMatchObject({ status: 201, body: { name: 'Spring', state: 'draft', published: null } })
  const { draft } = made.body
  const [greet, pause, done] = draft.nodes
  expect(draft.start).toBe(greet.id)
  expect([greet.next, pause.next]).toEqual([pause.id, done.id])
  const path = `/journeys/${made.body.id}`
  const published = await scene.post(`${path}/publish`)
  expect(published.body).toMatchObject({ state: 'live', version: 1, draft: null, published: draft })
  const renamed = { ...draft, nodes: [greet, { ...pause, name: 'rest' }, done] }
  const saved = await scene.put(`${path}/draft`, renamed)
  expect(saved.body.draft.nodes[1]).toEqual({ ...pause, name: 'rest' })
  expect((await scene.delete(`${path}/draft`)).body.draft).toBeNull()
  expect((await scene.patch(path, { name: 'Summer' })).body.name).toBe('Summer')
})

test('a copy has nodes of its own that lead to each other as those of the original do', async () => {
  const asked = { name: 'asked', kind: 'condition', condition: { of: 'opened', mail: 'greet' } }
  const nodes = [{ ...MAIL, next: 'asked' }, { ...asked, yes: 'done', no: 'greet it' }, END]
  const greetIt = { name: 'greet it', kind: 'notify', text: 'Not read', next: 'done' }
  const id = await create('Asking', { start: 'greet', nodes: [...nodes, greetIt] })
  const { draft: original } = (await scene.get(`/journeys/${id}`)).body
  const copy = await scene.post(`/journeys/${id}/duplicate`, {})
  expect(copy).toMatchObject({ status: 201, body: { name: 'Asking (copy)', state: 'draft' } })
  const { draft } = copy.body
  const named = (of: { id: string; name: string }[]) => new Map(of.map((node) => [node.id, node.name]))
  /** With names in the place of ids. */
  const inWords = (text: string, names: Map<string, string>) =>
    text.replaceAll(/"([0-9a-f]{24})"/g, (_found, of: string) => `"${names.get(of) ?? 'option'}"`)
  expect(inWords(JSON.stringify(draft), named(draft.nodes))).toBe(
    inWords(JSON.stringify(original), named(original.nodes)),
  )
  for (const { id: node } of original.nodes) expect(JSON.stringify(draft)).not.toContain(node)
  const janes = await scene.post(`/journeys/${id}/duplicate`, { name: 'Hers' }, { key: scene.jane.apiKey })
  expect(janes.body).toMatchObject({ name: 'Hers', ownerId: scene.jane.userId })
  expect(await scene.refused('POST', `/cadences/${id}/duplicate`, { body: {} })).toMatchObject({
    status: 404,
  })
})

test('a draft may be incomplete; publishing names every mistake by its node', async () => {
  const id = await create('Incomplete', { start: null, nodes: [{ ...PAUSE, next: 'nowhere' }] })
  const answer = await scene.post(`/journeys/${id}/publish`)
  expect(answer).toMatchObject({ status: 400, body: { error: { field: 'start' } } })
  expect(answer.body.error.message).toContain('nodes.pause.next: there is no node "nowhere"')
  const empty = await create('Empty')
  expect((await scene.get(`/journeys/${empty}`)).body.draft).toMatchObject({ start: null, nodes: [] })
  expect((await scene.post(`/journeys/${empty}/publish`)).status).toBe(400)
})

test('what has not the form of a journey is refused by its path', async () => {
  const refused = (body: unknown) =>
    scene.refused('POST', '/journeys', { body: { name: 'X', definition: body } })
  expect(await refused({ start: null })).toEqual({ status: 400, field: 'definition.nodes' })
  expect(await refused({ start: null, nodes: [{ ...END, kind: 'fax' }] })).toMatchObject({
    status: 400,
    field: 'definition.nodes[0].kind',
  })
  expect(await refused({ start: null, nodes: [{ ...END, colour: 'red' }] })).toMatchObject({ status: 400 })
})

test('cadences and journeys are not found under the paths of each other', async () => {
  const journey = await create('Mine', definition)
  const cadence = (await scene.post('/cadences', { name: 'Mine' })).body.id
  for (const [kind, other] of [
    ['cadences', journey],
    ['journeys', cadence],
  ] as const) {
    const path = `/${kind}/${other}`
    expect((await scene.get(path)).status).toBe(404)
    expect((await scene.get(`${path}/file`)).status).toBe(404)
    for (const verb of ['publish', 'pause', 'resume', 'archive', 'restore'])
      expect((await scene.post(`${path}/${verb}`)).status).toBe(404)
    expect((await scene.patch(path, { name: 'Yours' })).status).toBe(404)
    expect((await scene.delete(`${path}/draft`)).status).toBe(404)
  }
  expect((await scene.put(`/cadences/${journey}/draft`, { steps: [] })).status).toBe(404)
  expect((await scene.put(`/journeys/${cadence}/draft`, definition)).status).toBe(404)
})

test('a webhook of this network is refused by its node', async () => {
  const hook = { name: 'hook', kind: 'webhook', url: 'http://127.0.0.1/x', next: 'done' }
  const id = await create('Hook', { start: 'hook', nodes: [hook, END] })
  const answer = await scene.post(`/journeys/${id}/publish`)
  expect(answer).toMatchObject({ status: 400, body: { error: { field: 'nodes.hook.webhook' } } })
})

test('a journey is a file, and a file a journey', async () => {
  const text = 'name: From a file\nstart: a\nnodes:\n  a: { addTag: hot, next: b }\n  b: end\n'
  const imported = await scene.post('/journeys/import', { text, publish: true })
  expect(imported.body).toMatchObject({ name: 'From a file', created: true, version: 1 })
  const path = `/journeys/${imported.body.journeyId}/file`
  const file = await scene.get(path)
  expect(file.headers['content-type']).toBe('application/yaml; charset=utf-8')
  expect((await scene.post('/journeys/import', { text: file.text, publish: true })).body).toMatchObject({
    created: false,
    changed: false,
  })
  expect((await scene.get(`${path}?ids=true`)).text).toContain('id:')
  const broken = await scene.post('/journeys/import', { text: 'name: X\nstart: a\nnodes:\n  a: {fax: 1}\n' })
  expect(broken).toMatchObject({ status: 400 })
  expect(broken.body.error.message).toContain('line 4')
})

test('the list has journeys only', async () => {
  const fresh = await appApiScene()
  await fresh.post('/cadences', { name: 'C' })
  for (const name of ['A', 'B']) await fresh.post('/journeys', { name, definition })
  const first = (await fresh.get('/journeys?limit=1')).body
  expect(first.items).toMatchObject([{ name: 'A', hasDraft: true, ownerEmail: 'steve@acme.test' }])
  expect((await fresh.get(`/journeys?limit=1&cursor=${first.next}`)).body).toMatchObject({
    items: [{ name: 'B' }],
    next: null,
  })
  await fresh.close()
})

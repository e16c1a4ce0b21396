import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
let key: string
let tom: { apiKey: string; userId: string }
beforeAll(async () => {
  scene = await appApiScene()
  tom = await scene.accounts.addUser({ company: 'Acme', email: 'tom@acme.test' })
  key = scene.jane.apiKey
})
afterAll(() => scene.close())

const definition = {
  steps: [{ kind: 'mail', options: [{ template: 'One', weight: 1, subject: 'Hello', body: 'Hello' }] }],
}

const made = async (path: string, body: unknown, as: string): Promise<string> => {
  const answer = await scene.post(path, body, { key: as })
  if (answer.status >= 300) throw new Error(answer.text)
  return answer.body.id
}

const published = async (name: string, as: string): Promise<string> => {
  const id = await made('/cadences', { name, definition }, as)
  await scene.post(`/cadences/${id}/publish`, undefined, { key: as })
  return id
}

const namesOf = async (path: string, as: string): Promise<string[]> => {
  const { body } = await scene.get(path, { key: as })
  return body.items.map(({ name }: { name: string }) => name)
}

test('a cadence of a manager or admin is shared; a rep’s is his own until he shares it', async () => {
  const ours = await published('Ours', scene.steve.apiKey)
  const mine = await published('Mine', key)
  expect((await scene.get(`/cadences/${ours}`)).body.shared).toBe(true)
  expect(await namesOf('/cadences', key)).toEqual(['Ours', 'Mine'])
  expect(await namesOf('/cadences', tom.apiKey)).toEqual(['Ours'])
  expect(await namesOf('/cadences', scene.steve.apiKey)).toEqual(['Ours', 'Mine'])
  const rename = { body: { name: 'Theirs' }, key }
  expect(await scene.refused('PATCH', `/cadences/${ours}`, rename)).toEqual({ status: 403, field: 'id' })
  expect((await scene.refused('GET', `/cadences/${mine}`, { key: tom.apiKey })).status).toBe(404)
  expect((await scene.patch(`/cadences/${mine}`, { shared: true }, { key })).body.shared).toBe(true)
  expect((await scene.get(`/cadences/${mine}`, { key: tom.apiKey })).body.name).toBe('Mine')
  expect((await scene.refused('POST', `/cadences/${mine}/pause`, { body: {}, key: tom.apiKey })).status).toBe(
    403,
  )
})

test('so are templates, and a file of a rep does not take the text of one that he cannot see', async () => {
  const text = { subject: 'Secret', body: 'Okapi' }
  const id = await made('/templates', { name: 'Mine', ...text }, tom.apiKey)
  await made('/templates', { name: 'Ours', ...text }, scene.steve.apiKey)
  expect(await namesOf('/templates', key)).toEqual(['Ours'])
  const file = 'cadence: Copy\nsteps:\n  - mail: { template: Mine }\n'
  const refused = await scene.post('/cadences/import', { text: file }, { key })
  expect(refused.status).toBe(400)
  expect(refused.text).not.toContain('Okapi')
  await scene.patch(`/templates/${id}`, { shared: true }, { key: tom.apiKey })
  expect(await namesOf('/templates', key)).toEqual(['Mine', 'Ours'])
})

test('a file changes no cadence of somebody else for a rep', async () => {
  const id = await published('Private', tom.apiKey)
  const { text } = await scene.get(`/cadences/${id}/file`, { key: tom.apiKey })
  const before = (await scene.get(`/cadences/${id}`)).body
  expect(await scene.refused('POST', '/cadences/import', { body: { text }, key })).toEqual({
    status: 409,
    field: 'name',
  })
  expect((await scene.get(`/cadences/${id}`)).body).toEqual(before)
})

test('a rep sends through no mailbox but his own, whatever his cadence says', async () => {
  const servers = { smtp: 'smtp://127.0.0.1:9' }
  const theirs = await made('/mailboxes', { from: 'tom@zoo.test', ...servers }, tom.apiKey)
  const mine = await made('/mailboxes', { from: 'jane@zoo.test', ...servers }, key)
  const through = (...mailboxIds: string[]) => ({ settings: { mailboxes: { of: 'list', mailboxIds } } })
  const body = { name: 'Through', definition: { ...definition, ...through(mine, theirs) } }
  expect((await scene.refused('POST', '/cadences', { body, key })).status).toBe(404)
  const id = await made('/cadences', { ...body, definition: { ...definition, ...through(mine) } }, key)
  const draft = { body: { ...definition, ...through(theirs) }, key }
  expect((await scene.refused('PUT', `/cadences/${id}/draft`, draft)).status).toBe(404)
  expect(
    (
      await scene.refused('POST', '/mails/test', {
        body: { mailboxId: theirs, to: 'x@zoo.test', subject: 'x', body: 'x' },
        key,
      })
    ).status,
  ).toBe(404)
})

test('a prospect of a colleague is neither changed nor taken over, and nobody gives prospects to others', async () => {
  const id = await made('/prospects', { email: 'ann@zoo.test', firstName: 'Ann' }, tom.apiKey)
  const save = (body: object) => scene.refused('POST', '/prospects', { body, key })
  expect(await save({ email: 'Ann@zoo.test', firstName: 'Bob', tags: ['new'] })).toEqual({
    status: 409,
    field: 'email',
  })
  expect(await save({ email: 'ann@zoo.test' })).toEqual({ status: 409, field: 'email' })
  expect((await scene.get(`/prospects/${id}`)).body).toMatchObject({ firstName: 'Ann', tags: [] })
  expect(await save({ email: 'ben@zoo.test', owner: 'tom@acme.test' })).toEqual({
    status: 403,
    field: 'owner',
  })
  const mine = await made('/prospects', { email: 'ben@zoo.test', owner: 'jane@acme.test' }, key)
  const give = { body: { owner: 'tom@acme.test' }, key }
  expect(await scene.refused('PATCH', `/prospects/${mine}`, give)).toEqual({ status: 403, field: 'owner' })
  expect((await scene.get('/prospects/ann%40zoo.test', { key })).status).toBe(404)
  expect((await scene.patch(`/prospects/${mine}`, { owner: 'tom@acme.test' })).body.owner).toBe(
    'tom@acme.test',
  )
  expect((await scene.get(`/prospects/${mine}`, { key })).status).toBe(404)
})

test('an import of a rep leaves the prospects of colleagues alone and says which', async () => {
  await made('/prospects', { email: 'kim@zoo.test', firstName: 'Kim' }, tom.apiKey)
  const upload = await scene.server.inject({
    method: 'POST',
    url: '/api/v1/imports/uploads',
    headers: { 'x-api-key': key, 'content-type': 'text/csv' },
    payload: 'Email,First Name,Owner\nkim@zoo.test,X,\nlee@zoo.test,Lee,\nmo@zoo.test,Mo,tom@acme.test\n',
  })
  const { uploadId } = upload.json()
  const started = await scene.post('/imports', { uploadId, list: 'Fair' }, { key })
  await scene.jobs.drain()
  const path = `/imports/${started.body.importId}`
  expect((await scene.get(path, { key })).body).toMatchObject({
    state: 'done',
    added: 1,
    updated: 0,
    rejected: 2,
  })
  expect((await scene.get(`${path}/rejected.csv`, { key })).text).toContain('another member')
  expect((await scene.get('/prospects/kim%40zoo.test')).body.firstName).toBe('Kim')
})

test('of a list a rep starts his own, and of a shared cadence he sees and counts his own', async () => {
  const { steve } = scene
  const cadence = await published('Everybody', steve.apiKey)
  const list = await scene.post('/lists', { name: 'Mixed' })
  for (const [email, as] of [
    ['mine@zoo.test', key],
    ['his@zoo.test', tom.apiKey],
  ] as const)
    await made('/prospects', { email, list: 'Mixed' }, as)
  const start = (as: string) =>
    scene.post(`/lists/${list.body.id}/enrolments`, { cadenceId: cadence }, { key: as })
  expect((await start(key)).body).toMatchObject({ started: 1, notStarted: 0 })
  expect((await start(steve.apiKey)).body).toMatchObject({ started: 1, notStarted: 1 })
  const seen = await scene.get(`/cadences/${cadence}/enrolments`, { key })
  expect(seen.body.items.map(({ email }: { email: string }) => email)).toEqual(['mine@zoo.test'])
  const count = async (as: string) => {
    const { body } = await scene.get(`/cadences/${cadence}/counts`, { key: as })
    return body.counts[0].prospects
  }
  expect([await count(key), await count(steve.apiKey)]).toEqual([1, 2])
})

test('a list asked for by a colleague is refused; by oneself it is the same as without', async () => {
  expect(await scene.refused('GET', `/prospects?ownerId=${tom.userId}`, { key })).toEqual({
    status: 403,
    field: 'ownerId',
  })
  const all = await scene.get('/prospects', { key })
  expect((await scene.get(`/prospects?ownerId=${scene.jane.userId}`, { key })).body).toEqual(all.body)
  expect(all.body.items.every(({ owner }: { owner: string }) => owner === 'jane@acme.test')).toBe(true)
})

test('a company key has the role of the member it speaks for', async () => {
  const { apiKey } = await scene.accounts.createApiKey({ companyId: scene.steve.companyId, userId: null })
  const as = (email: string) => ({ key: apiKey, headers: { 'x-user': email } })
  const theirs = await made('/prospects', { email: 'theirs@zoo.test' }, tom.apiKey)
  expect((await scene.get(`/prospects/${theirs}`, as('jane@acme.test'))).status).toBe(404)
  expect((await scene.get(`/prospects/${theirs}`, as('steve@acme.test'))).status).toBe(200)
  expect((await scene.get('/webhooks', as('jane@acme.test'))).status).toBe(403)
})

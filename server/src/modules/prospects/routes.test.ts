import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

const add = async (email: string, more: object = {}): Promise<string> =>
  (await scene.post('/prospects', { email, ...more })).body.id

const emails = ({ items }: { items: { email: string }[] }) => items.map(({ email }) => email)

test('a prospect is added, merged, read by id and by address, and changed', async () => {
  const made = await scene.post('/prospects', {
    email: 'Ann@Example.com',
    firstName: 'Ann',
    timeZone: 'Europe/Berlin',
    customFields: { Industry: 'Steel' },
    list: 'Fair',
    tags: ['hot'],
    owner: 'jane@acme.test',
  })
  expect(made).toMatchObject({
    status: 201,
    body: {
      email: 'Ann@Example.com',
      firstName: 'Ann',
      lastName: null,
      customFields: { Industry: 'Steel' },
      list: 'Fair',
      tags: ['hot'],
      owner: 'jane@acme.test',
      status: 'not_contacted',
      suppressedBy: null,
      source: 'api',
      createdAt: '2026-03-02T09:00:00.000Z',
    },
  })
  const merged = await scene.post('/prospects', { email: 'ann@example.com', lastName: 'Lee', firstName: '' })
  expect(merged).toMatchObject({ status: 200, body: { id: made.body.id, firstName: 'Ann', lastName: 'Lee' } })

  const path = `/prospects/${made.body.id}`
  expect((await scene.get(path)).body).toEqual(merged.body)
  expect((await scene.get('/prospects/ANN@example.com')).body).toEqual(merged.body)

  const changed = await scene.patch(path, {
    email: 'ann.lee@example.com',
    lastName: null,
    title: 'CTO',
    customFields: { Industry: null, Size: '20' },
    list: 'default',
  })
  expect(changed.body).toMatchObject({
    id: made.body.id,
    email: 'ann.lee@example.com',
    lastName: null,
    title: 'CTO',
    customFields: { Size: '20' },
    list: 'default',
  })
  expect((await scene.get('/prospects/ann@example.com')).status).toBe(404)
})

test('what is wrong is named as this API names it', async () => {
  const refused = (body: unknown) => scene.refused('POST', '/prospects', { body })
  expect(await refused({ email: 'nobody' })).toEqual({ status: 400, field: 'email' })
  expect(await refused({ email: '' })).toEqual({ status: 400, field: 'email' })
  expect(await refused({ email: 'a@b.test', firstName: 'a\nb' })).toEqual({ status: 400, field: 'firstName' })
  expect(await refused({ email: 'a@b.test', timeZone: 'Mars' })).toEqual({ status: 400, field: 'timeZone' })
  expect(await refused({ email: 'a@b.test', owner: 'x@y.test' })).toEqual({ status: 400, field: 'owner' })
  expect(await refused({ email: 'a@b.test', FirstName: 'Ann' })).toEqual({ status: 400, field: 'FirstName' })
  expect(await refused({ email: 'a@b.test', firstName: 7 })).toEqual({ status: 400, field: 'firstName' })
  expect(await refused({ email: 'a@b.test', customFields: { '': 'x' } })).toEqual({
    status: 400,
    field: 'customFields',
  })
  const { message } = (await scene.post('/prospects', { email: 'nobody' })).body.error
  expect(message).toMatch(/^email is not a valid mail address: /)
  await add('taken@b.test')
  const id = await add('other@b.test')
  const taken = { body: { email: 'Taken@b.test' } }
  expect(await scene.refused('PATCH', `/prospects/${id}`, taken)).toEqual({ status: 409, field: 'email' })
  expect(await scene.refused('PATCH', `/prospects/${id}`, { body: { email: '' } })).toEqual({
    status: 400,
    field: 'email',
  })
  expect(await scene.refused('GET', '/prospects/no@where.test')).toEqual({ status: 404, field: 'email' })
})

test('lists of prospects are paged by key and filtered', async () => {
  const fresh = await appApiScene()
  const make = async (email: string, more: object) =>
    (await fresh.post('/prospects', { email, ...more })).body
  const first = await make('p1@x.test', { list: 'One', tags: ['a'] })
  fresh.clock.advance(86_400_000)
  await make('p2@x.test', { list: 'Two', tags: ['a', 'b'] })
  await make('p3@x.test', { list: 'Two', owner: 'jane@acme.test' })
  const found = async (query: string) => emails((await fresh.get(`/prospects?${query}`)).body)
  const page = await fresh.get('/prospects?limit=2')
  expect(emails(page.body)).toEqual(['p1@x.test', 'p2@x.test'])
  expect(await found(`limit=2&cursor=${page.body.next}`)).toEqual(['p3@x.test'])
  expect(await found(`listId=${first.listId}`)).toEqual(['p1@x.test'])
  const { items: tags } = (await fresh.get('/tags')).body
  expect(tags.map(({ name }: { name: string }) => name)).toEqual(['a', 'b'])
  expect(await found(`tagId=${tags[1].id}`)).toEqual(['p2@x.test'])
  expect(await found(`ownerId=${fresh.jane.userId}`)).toEqual(['p3@x.test'])
  expect(await found('createdFrom=2026-03-03T00:00:00Z')).toEqual(['p2@x.test', 'p3@x.test'])
  expect(await found('createdBefore=2026-03-02T10:00:00%2B01:00')).toEqual([])
  expect(await found('updatedBefore=2026-03-03T00:00:00Z')).toEqual(['p1@x.test'])
  await fresh.post('/prospects/p2@x.test/do-not-contact')
  expect(await found('status=do_not_contact')).toEqual(['p2@x.test'])
  for (const [query, field] of [
    ['status=gone', 'status'],
    ['createdFrom=yesterday', 'createdFrom'],
    ['createdFrom=2016-12-31T23:59:60Z', 'createdFrom'],
    ['limit=0', 'limit'],
    ['limit=ten', 'limit'],
    ['listid=1', 'listid'],
  ])
    expect(await fresh.refused('GET', `/prospects?${query}`)).toEqual({ status: 400, field })
  await fresh.close()
})

test('tags are added and taken off', async () => {
  const id = await add('tags@x.test', { tags: ['old'] })
  const path = `/prospects/${id}/tags`
  expect((await scene.post(path, { tags: ['new', 'a/b'] })).body.tags).toEqual(['a/b', 'new', 'old'])
  expect((await scene.delete(`${path}?tag=a%2Fb&tag=OLD`)).body.tags).toEqual(['new'])
  expect(await scene.refused('DELETE', path)).toEqual({ status: 400, field: 'tag' })
  expect(await scene.refused('POST', path, { body: { tags: 'new' } })).toEqual({ status: 400, field: 'tags' })
})

test('a prospect is unsubscribed, not contacted, and given free again', async () => {
  const id = await add('stop@x.test')
  const path = `/prospects/${id}`
  expect((await scene.post(`${path}/do-not-contact`)).body).toMatchObject({
    status: 'do_not_contact',
    suppressedBy: 'do_not_contact',
  })
  expect((await scene.delete(`${path}/do-not-contact`)).body.suppressedBy).toBeNull()
  expect((await scene.post(`${path}/unsubscribe`)).body).toMatchObject({
    status: 'unsubscribed',
    suppressedBy: 'unsubscribed',
  })
})

test('the timeline is paged, newest first', async () => {
  const id = await add('time@x.test')
  scene.clock.advance(60_000)
  await scene.post(`/prospects/${id}/tags`, { tags: ['one'] })
  scene.clock.advance(60_000)
  await scene.patch(`/prospects/${id}`, { title: 'CTO' })
  const kinds = ({ items }: { items: { kind: string }[] }) => items.map(({ kind }) => kind)
  const first = await scene.get(`/prospects/${id}/timeline?limit=2`)
  expect(kinds(first.body)).toEqual(['prospect_updated', 'tags_added'])
  expect(first.body.items[0]).toMatchObject({
    occurredAt: '2026-03-02T09:02:00.000Z',
    prospectId: id,
    userId: scene.steve.userId,
    cadenceId: null,
    data: { fields: ['Title'] },
  })
  const second = await scene.get(`/prospects/time@x.test/timeline?limit=2&cursor=${first.body.next}`)
  expect(kinds(second.body)).toEqual(['prospect_created'])
  expect(second.body.next).toBeNull()
  const wrong = Buffer.from('["yesterday","x"]').toString('base64url')
  expect(await scene.refused('GET', `/prospects/${id}/timeline?cursor=${wrong}`)).toEqual({
    status: 400,
    field: 'cursor',
  })
})

test('lists are made once, and listed by name', async () => {
  const made = await scene.post('/lists', { name: 'Zurich' })
  expect(made.body).toMatchObject({ name: 'Zurich', createdBy: scene.steve.userId })
  expect((await scene.post('/lists', { name: 'zurich ' })).body.id).toBe(made.body.id)
  const names: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const { body } = await scene.get(`/lists?limit=1${next && `&cursor=${next}`}`)
    names.push(...body.items.map(({ name }: { name: string }) => name))
    next = body.next
  }
  expect(names).toEqual(['default', 'Fair', 'Zurich'])
  expect(await scene.refused('POST', '/lists', { body: { name: ' ' } })).toEqual({
    status: 400,
    field: 'name',
  })
})

test('addresses and domains are suppressed without a prospect, and freed by admins and managers', async () => {
  const fresh = await appApiScene()
  const { body: ann } = await fresh.post('/prospects', { email: 'ann@evil.test' })
  const suppressed = await fresh.post('/suppressions', {
    kind: 'domain',
    value: '@Evil.test',
    detail: 'a rival',
  })
  expect(suppressed.body).toEqual({ prospects: 1 })
  expect((await fresh.get(`/prospects/${ann.id}`)).body.suppressedBy).toBe('do_not_contact')
  await fresh.post('/suppressions', { kind: 'address', value: 'Bob@Good.test', reason: 'complaint' })
  const first = await fresh.get('/suppressions?limit=1')
  expect(first.body.items).toEqual([
    {
      kind: 'address',
      value: 'bob@good.test',
      reason: 'complaint',
      source: 'api',
      detail: null,
      createdAt: '2026-03-02T09:00:00.000Z',
    },
  ])
  const second = await fresh.get(`/suppressions?limit=1&cursor=${first.body.next}`)
  expect(second.body).toMatchObject({ items: [{ value: 'evil.test', detail: 'a rival' }], next: null })
  expect((await fresh.get('/suppressions?kind=domain')).body.items).toEqual(second.body.items)

  const free = '/suppressions?kind=domain&value=evil.test&reason=do_not_contact'
  expect(await fresh.refused('DELETE', free, { key: fresh.jane.apiKey })).toEqual({
    status: 403,
    field: 'role',
  })
  expect((await fresh.delete(free)).body).toEqual({ prospects: 1 })
  expect((await fresh.get(`/prospects/${ann.id}`)).body.suppressedBy).toBeNull()
  const wrong = { body: { kind: 'address', value: 'nobody' } }
  expect(await fresh.refused('POST', '/suppressions', wrong)).toEqual({ status: 400, field: 'value' })
  const none = { body: { kind: 'domain', value: 'no domain' } }
  expect(await fresh.refused('POST', '/suppressions', none)).toEqual({ status: 400, field: 'value' })
  await fresh.close()
})

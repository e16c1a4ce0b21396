import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

const INTRO = { name: 'Intro', subject: 'Hello {{ FirstName }}', body: '<p>Hi</p>' }

test('a template is made, read, changed and deleted', async () => {
  const made = await scene.post('/templates', INTRO)
  expect(made).toMatchObject({
    status: 201,
    body: { ...INTRO, ownerId: scene.steve.userId, createdAt: '2026-03-02T09:00:00.000Z' },
  })
  const { id } = made.body
  expect((await scene.get(`/templates/${id}`)).body).toEqual(made.body)
  const changed = await scene.patch(`/templates/${id}`, { subject: 'Good morning' })
  expect(changed.body).toEqual({ ...made.body, subject: 'Good morning' })
  expect(await scene.delete(`/templates/${id}`)).toMatchObject({ status: 204, text: '' })
  expect((await scene.get(`/templates/${id}`)).status).toBe(404)
})

test('the list is paged by key', async () => {
  for (const name of ['A', 'B', 'C']) await scene.post('/templates', { ...INTRO, name })
  const first = await scene.get('/templates?limit=2')
  expect(first.body.items.map(({ name }: { name: string }) => name)).toEqual(['A', 'B'])
  const second = await scene.get(`/templates?limit=2&cursor=${first.body.next}`)
  expect(second.body).toMatchObject({ items: [{ name: 'C' }], next: null })
  const found = await scene.get('/templates?search=b')
  expect(found.body.items.map(({ name }: { name: string }) => name)).toEqual(['B'])
  expect(await scene.refused('GET', '/templates?cursor=abc')).toEqual({ status: 400, field: 'cursor' })
  expect(await scene.refused('GET', '/templates?limit=201')).toEqual({ status: 400, field: 'limit' })
})

test('what is wrong is refused by its field', async () => {
  const refused = (body: unknown) => scene.refused('POST', '/templates', { body })
  expect(await refused({ ...INTRO, subject: 'a\nb' })).toEqual({ status: 400, field: 'subject' })
  expect(await refused({ ...INTRO, name: 'Liquid', body: '{{ FirstName' })).toEqual({
    status: 400,
    field: 'body',
  })
  expect(await refused({ ...INTRO, name: ' ' })).toEqual({ status: 400, field: 'name' })
  expect(await refused({ ...INTRO, name: 7 })).toEqual({ status: 400, field: 'name' })
  expect(await refused({ ...INTRO, colour: 'red' })).toEqual({ status: 400, field: 'colour' })
  await scene.post('/templates', { ...INTRO, name: 'Taken' })
  expect(await refused({ ...INTRO, name: 'taken' })).toEqual({ status: 409, field: 'name' })
})

test("another company's template is not there", async () => {
  const { body } = await scene.post('/templates', { ...INTRO, name: 'Ours' })
  const foreign = { key: scene.stranger.apiKey }
  expect((await scene.get(`/templates/${body.id}`, foreign)).status).toBe(404)
  expect((await scene.patch(`/templates/${body.id}`, { name: 'Theirs' }, foreign)).status).toBe(404)
  expect((await scene.delete(`/templates/${body.id}`, foreign)).status).toBe(404)
  expect((await scene.get('/templates', foreign)).body).toEqual({ items: [], next: null })
  expect((await scene.get(`/templates/${body.id}`)).status).toBe(200)
})

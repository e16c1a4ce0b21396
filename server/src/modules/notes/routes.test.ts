import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
let prospect: string
beforeAll(async () => {
  scene = await appApiScene()
  prospect = (await scene.post('/prospects', { email: 'ann@x.test', owner: 'jane@acme.test' })).body.id
})
afterAll(() => scene.close())

const path = () => `/prospects/${prospect}/notes`
const write = async (text: string, key = scene.steve.apiKey) =>
  (await scene.post(path(), { text }, { key })).body

test('a note is written, edited, listed newest first and deleted; what is in it is text and nothing else', async () => {
  const hostile = '<img src=x onerror=alert(1)>\r\n{{ FirstName }}'
  const made = await scene.post(path(), { text: ` ${hostile} ` })
  expect(made).toMatchObject({
    status: 201,
    body: {
      prospectId: prospect,
      userEmail: 'steve@acme.test',
      text: '<img src=x onerror=alert(1)>\n{{ FirstName }}',
      editedAt: null,
    },
  })
  await write('second')
  const first = await scene.get(`${path()}?limit=1`)
  expect(first.body.items).toMatchObject([{ text: 'second' }])
  const rest = await scene.get(`/prospects/ann@x.test/notes?cursor=${first.body.next}`)
  expect(rest.body.items).toEqual([made.body])

  const changed = await scene.patch(`/notes/${made.body.id}`, { text: 'calmer' })
  expect(changed.body).toMatchObject({ text: 'calmer', editedAt: '2026-03-02T09:00:00.000Z' })
  expect((await scene.delete(`/notes/${made.body.id}`)).status).toBe(204)
  expect((await scene.get(path())).body.items).toMatchObject([{ text: 'second' }])
  expect(await scene.refused('DELETE', `/notes/${made.body.id}`)).toEqual({ status: 404, field: 'id' })
})

test('whose prospect it is may write; only the writer, or an admin, changes a note', async () => {
  const { jane, steve } = scene
  const mine = await write('by Jane', jane.apiKey)
  const his = await write('by Steve')
  const change = async (id: string, key: string) =>
    (await scene.patch(`/notes/${id}`, { text: 'changed' }, { key })).status
  expect(await change(his.id, jane.apiKey)).toBe(404)
  expect(await change(mine.id, jane.apiKey)).toBe(200)
  expect(await change(mine.id, steve.apiKey)).toBe(200)

  const other = (await scene.post('/prospects', { email: 'bob@x.test' })).body.id
  const refused = await scene.refused('POST', `/prospects/${other}/notes`, {
    body: { text: 'mine?' },
    key: jane.apiKey,
  })
  expect(refused).toEqual({ status: 404, field: 'prospect' })

  await scene.post('/prospects/bob@x.test/notes', { text: 'Prefers mornings' })
  const task = await scene.post('/tasks', { prospectId: other, title: 'Ring Bob', assigneeId: jane.userId })
  const key = { key: jane.apiKey }
  expect((await scene.get('/prospects/bob@x.test/notes', key)).body.items).toMatchObject([
    { text: 'Prefers mornings' },
  ])
  expect((await scene.post(`/prospects/${other}/notes`, { text: 'Rang him' }, key)).status).toBe(201)
  expect((await scene.get(`/prospects/${other}/timeline`, key)).body.items).not.toEqual([])
  expect((await scene.get(`/prospects/${other}`, key)).status).toBe(404)
  await scene.post(`/tasks/${task.body.id}/skip`, {})
  expect((await scene.get(`/prospects/${other}/notes`, key)).status).toBe(404)
})

test('a note of nothing, or of too much, is refused by what is wrong', async () => {
  for (const text of ['', ' \n ', 'x'.repeat(20_001)])
    expect(await scene.refused('POST', path(), { body: { text } })).toEqual({ status: 400, field: 'text' })
  expect(await scene.refused('POST', '/prospects/nobody@x.test/notes', { body: { text: 'x' } })).toEqual({
    status: 404,
    field: 'prospect',
  })
})

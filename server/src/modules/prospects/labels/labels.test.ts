import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

type Named = { id: string; name: string }
const named = async (path: string, name: string): Promise<Named> => {
  const { items } = (await scene.get(path)).body
  return items.find((item: Named) => item.name === name)
}
const tagsOf = async (prospectId: string): Promise<string[]> => {
  const { rows } = await scene.db.query<{ name: string }>(
    'SELECT t.name FROM prospect_tags p JOIN tags t ON t.company_id = p.company_id AND t.id = p.tag_id WHERE p.prospect_id = $1 ORDER BY 1',
    [prospectId],
  )
  return rows.map(({ name }) => name)
}

test('tags are renamed, merged and deleted, with everybody who has them', async () => {
  const ann = (await scene.post('/prospects', { email: 'ann@zoo.test', tags: ['hot', 'warm'] })).body.id
  const bob = (await scene.post('/prospects', { email: 'bob@zoo.test', tags: ['hot'] })).body.id
  const hot = await named('/tags', 'hot')
  const warm = await named('/tags', 'warm')
  const refused = (body: unknown) => scene.refused('PATCH', `/tags/${hot.id}`, { body })
  expect(await refused({ name: ' Warm ' })).toEqual({ status: 409, field: 'name' })
  expect(await refused({ name: ' ' })).toEqual({ status: 400, field: 'name' })
  expect((await scene.patch(`/tags/${hot.id}`, { name: 'HOT' })).body).toEqual({ id: hot.id, name: 'HOT' })
  expect(await scene.refused('POST', `/tags/${hot.id}/merge`, { body: { tagId: hot.id } })).toEqual({
    ...{ status: 400, field: 'tagId' },
  })
  expect((await scene.post(`/tags/${hot.id}/merge`, { tagId: warm.id })).status).toBe(204)
  expect([await tagsOf(ann), await tagsOf(bob)]).toEqual([['warm'], ['warm']])
  expect((await scene.delete(`/tags/${warm.id}`)).status).toBe(204)
  expect(await tagsOf(ann)).toEqual([])
  expect((await scene.delete(`/tags/${warm.id}`)).status).toBe(404)
  expect((await scene.patch(`/tags/${hot.id}`, { name: 'x' })).status).toBe(404)
})

test('lists are renamed, and deleted when nobody is in them', async () => {
  const fair = (await scene.post('/lists', { name: 'Fair' })).body
  await scene.post('/lists', { name: 'Other' })
  expect((await scene.patch(`/lists/${fair.id}`, { name: 'Fair 2026' })).body.name).toBe('Fair 2026')
  expect(await scene.refused('PATCH', `/lists/${fair.id}`, { body: { name: 'other' } })).toEqual({
    ...{ status: 409, field: 'name' },
  })
  const { id } = (await scene.post('/prospects', { email: 'cid@zoo.test', list: 'fair 2026' })).body
  expect((await scene.delete(`/lists/${fair.id}`)).body.error.message).toContain('Move them')
  await scene.patch(`/prospects/${id}`, { list: 'Other' })
  expect((await scene.delete(`/lists/${fair.id}`)).status).toBe(204)
  const standard = await named('/lists', 'default')
  expect((await scene.delete(`/lists/${standard.id}`)).status).toBe(422)
  expect((await scene.patch(`/lists/${standard.id}`, { name: 'mine' })).status).toBe(422)
})

test('suppressions are pasted, searched and exported', async () => {
  await scene.post('/prospects', { email: 'dee@pasted.test' })
  await scene.post('/prospects', { email: 'eve@whole.test' })
  const text = 'Dee@pasted.test, Dee\r\n\n"@whole.test";x\nnobody@pasted.test\nno address\nDEE@pasted.test'
  const { body } = await scene.post('/suppressions/many', { text })
  expect(body).toMatchObject({
    addresses: 2,
    domains: 1,
    prospects: 2,
    refused: [{ line: 5, text: 'no address' }],
  })
  const found = async (query: string): Promise<string[]> =>
    (await scene.get(`/suppressions?${query}`)).body.items.map(({ value }: { value: string }) => value)
  expect(await found('search=PASTED')).toEqual(['dee@pasted.test', 'nobody@pasted.test'])
  expect(await found('search=whole&kind=domain')).toEqual(['whole.test'])
  expect(await found('search=pasted&reason=bounced')).toEqual([])
  expect(await found('search=%25')).toEqual([])
  const csv = await scene.get('/suppressions/export.csv')
  expect(csv.headers['content-disposition']).toContain('suppressions.csv')
  expect(csv.text.split('\r\n')[0]).toBe('"Kind","Value","Reason","Source","Detail","Since"')
  expect(csv.text).toContain('"domain","whole.test","do_not_contact"')
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

/** A prospect with one of everything that belongs to one. */
const somebody = async (email: string): Promise<string> => {
  const { id } = (await scene.post('/prospects', { email, tags: ['hot'] })).body
  const steps = [{ kind: 'task', task: 'call', title: 'Ring' }]
  const cadence = (await scene.post('/cadences', { name: `Of ${email}`, definition: { steps } })).body.id
  await scene.post(`/cadences/${cadence}/publish`)
  await scene.post('/enrolments', { cadenceId: cadence, prospectIds: [id] })
  await scene.post('/tasks', { prospectId: id, title: 'Remember' })
  await scene.post('/calls', { prospectId: id, disposition: 'answered', notes: 'secret words' })
  await scene.post(`/prospects/${id}/notes`, { text: 'secret words' })
  return id
}

/** The tables, events apart, that know of a prospect. */
const tablesWith = async (prospectId: string): Promise<string[]> => {
  const { rows } = await scene.db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'prospect_id' AND table_name <> 'events'`,
  )
  const found: string[] = []
  for (const { name } of rows)
    if ((await scene.db.query(`SELECT FROM ${name} WHERE prospect_id = $1`, [prospectId])).rowCount > 0)
      found.push(name)
  return found.sort()
}

test('a deleted prospect leaves nothing behind but events without what is personal', async () => {
  const id = await somebody('ann@x.test')
  expect(await tablesWith(id)).toEqual([
    'calls',
    'enrolments',
    'notes',
    'prospect_tags',
    'prospect_texts',
    'tasks',
  ])
  expect((await scene.delete('/prospects/ann@x.test')).status).toBe(204)

  expect(await tablesWith(id)).toEqual([])
  expect(await scene.refused('GET', `/prospects/${id}`)).toMatchObject({ status: 404 })
  const { rows } = await scene.db.query<{ kind: string; data: object }>(
    'SELECT kind, data FROM events WHERE prospect_id = $1 ORDER BY id',
    [id],
  )
  expect(rows.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['started', 'call_logged', 'stopped', 'ended', 'prospect_deleted']),
  )
  expect(JSON.stringify(rows)).not.toMatch(/secret|ann@|Ring|hot/)
})

test('who asked for no more mail may not be mailed when he is added again', async () => {
  const id = await somebody('bob@x.test')
  await scene.post(`/prospects/${id}/unsubscribe`)
  await scene.delete(`/prospects/${id}`)
  const again = await scene.post('/prospects', { email: 'bob@x.test' })
  expect(again).toMatchObject({ status: 201, body: { status: 'unsubscribed', suppressedBy: 'unsubscribed' } })
})

test("what reports count stays, and a rep deletes nobody else's", async () => {
  const id = await somebody('eve@x.test')
  const started = async () => {
    const { rows } = await scene.db.query<{ sum: number }>(
      `SELECT count(*)::integer AS sum FROM events WHERE company_id = $1 AND kind = 'started'`,
      [scene.steve.companyId],
    )
    return rows[0]?.sum
  }
  const before = await started()
  const key = scene.jane.apiKey
  expect(await scene.refused('DELETE', `/prospects/${id}`, { key })).toMatchObject({ status: 404 })
  await scene.prospects.deleteProspects({
    companyId: scene.steve.companyId,
    userId: scene.steve.userId,
    prospectIds: [id, '0'.repeat(24)],
  })
  expect(await started()).toBe(before)
  await expect(
    async () => await scene.prospects.deleteProspects({ ...scene.steve, prospectIds: Array(1001).fill(id) }),
  ).rejects.toMatchObject({ field: 'prospectIds' })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

const CALL = { kind: 'task', task: 'call', title: 'Ring' }

const cadenceOf = async (name: string, publish = true): Promise<string> => {
  const { body } = await scene.post('/cadences', { name, definition: { steps: [CALL] } })
  if (publish) await scene.post(`/cadences/${body.id}/publish`)
  return body.id
}
const prospectsOf = async (name: string, count: number, more: object = {}): Promise<string[]> => {
  const ids: string[] = []
  for (let n = 1; n <= count; n += 1)
    ids.push(
      (await scene.post('/prospects', { email: `${name}${n}@x.test`, fullName: `${name} ${n}`, ...more }))
        .body.id,
    )
  return ids
}
const phases = async (cadenceId: string): Promise<string[]> =>
  (await scene.get(`/cadences/${cadenceId}/enrolments`)).body.items.map(
    ({ phase }: { phase: string }) => phase,
  )

test('prospects are started by id, once; who may not be mailed is named with the reason', async () => {
  const cadenceId = await cadenceOf('Start')
  const prospectIds = await prospectsOf('start', 3)
  const [, second = '', third = ''] = prospectIds
  await scene.post(`/prospects/${third}/unsubscribe`)
  const started = await scene.post('/enrolments', { cadenceId, prospectIds })
  expect(started).toMatchObject({
    status: 200,
    body: { started: 2, notStarted: 1, refusals: [{ prospectId: third, outcome: 'not_allowed' }] },
  })
  const again = await scene.post('/enrolments', { cadenceId, prospectIds: [second] })
  expect(again.body).toMatchObject({
    started: 0,
    refusals: [{ prospectId: second, outcome: 'already_running' }],
  })
})

test('a whole list is started, and the rest of it when it is sent again', async () => {
  const cadenceId = await cadenceOf('Whole list')
  await prospectsOf('list', 2, { list: 'Fair' })
  const { items } = (await scene.get('/lists')).body
  const list = items.find(({ name }: { name: string }) => name === 'Fair')
  const start = async () => (await scene.post(`/lists/${list.id}/enrolments`, { cadenceId })).body
  expect(await start()).toEqual({ started: 2, notStarted: 0, refusals: [] })
  await prospectsOf('late', 1, { list: 'Fair' })
  expect(await start()).toMatchObject({ started: 1, notStarted: 2 })
})

test('everybody in a cadence is listed with a sentence, and counted', async () => {
  const cadenceId = await cadenceOf('Report')
  await scene.post('/enrolments', { cadenceId, prospectIds: await prospectsOf('report', 3) })
  const first = await scene.get(`/cadences/${cadenceId}/enrolments?limit=2`)
  expect(first.body.items[0]).toMatchObject({
    email: 'report1@x.test',
    name: 'report 1',
    stepNumber: 1,
    status: 'in_cadence',
    statusLabel: 'In Cadence',
    phase: 'due',
    sentence: expect.stringMatching(/\.$/),
    expectedAfter: null,
  })
  const second = await scene.get(`/cadences/${cadenceId}/enrolments?limit=2&cursor=${first.body.next}`)
  expect(second.body).toMatchObject({ items: [{ email: 'report3@x.test' }], next: null })
  expect((await scene.get(`/cadences/${cadenceId}/enrolments?status=replied`)).body.items).toEqual([])
  const { counts } = (await scene.get(`/cadences/${cadenceId}/counts`)).body
  expect(counts[0]).toEqual({ status: 'in_cadence', statusLabel: 'In Cadence', prospects: 3 })
  const wrong = Buffer.from('["gone","x"]').toString('base64url')
  expect(await scene.refused('GET', `/cadences/${cadenceId}/enrolments?cursor=${wrong}`)).toEqual({
    status: 400,
    field: 'cursor',
  })
})

test('prospects are paused, resumed and stopped, in one cadence or in all', async () => {
  const cadenceId = await cadenceOf('Scope')
  const other = await cadenceOf('Other scope')
  const prospectIds = await prospectsOf('scope', 2)
  for (const id of [cadenceId, other]) await scene.post('/enrolments', { cadenceId: id, prospectIds })
  const act = async (verb: string, more: object = {}) =>
    (await scene.post(`/enrolments/${verb}`, { prospectIds, ...more })).body.changed
  expect(await act('pause', { cadenceId, until: '2026-03-09T08:00:00Z' })).toBe(2)
  expect(await phases(cadenceId)).toEqual(['paused', 'paused'])
  expect(await phases(other)).toEqual(['due', 'due'])
  expect(await act('resume', { cadenceId })).toBe(2)
  expect(await act('pause')).toBe(4)
  expect(await act('stop', { cadenceId: other })).toBe(2)
  expect(await phases(other)).toEqual(['ended', 'ended'])
  expect(await act('resume')).toBe(4)
  expect(await phases(other)).toEqual(['due', 'due'])
  expect(await act('stop')).toBe(4)
  expect(await act('stop')).toBe(0)
})

test('what is wrong is refused by its field, and nothing is half done', async () => {
  const cadenceId = await cadenceOf('Wrong')
  const draft = await cadenceOf('Draft', false)
  const [known = ''] = await prospectsOf('wrong', 1)
  const missing = '0'.repeat(24)
  for (const [path, body, status, field] of [
    ['/enrolments', { cadenceId, prospectIds: [known, missing] }, 404, 'prospectIds[1]'],
    ['/enrolments', { cadenceId: missing, prospectIds: [known] }, 404, 'cadenceId'],
    ['/enrolments', { cadenceId: draft, prospectIds: [known] }, 404, 'cadenceId'],
    ['/enrolments', { cadenceId, prospectIds: [] }, 400, 'prospectIds'],
    ['/enrolments', { cadenceId, prospectIds: known }, 400, 'prospectIds'],
    ['/enrolments/stop', { prospectIds: [missing] }, 404, 'prospectIds[0]'],
    ['/enrolments/stop', { prospectIds: [known], cadenceId: missing }, 404, 'cadenceId'],
    ['/enrolments/pause', { prospectIds: [known], until: 'soon' }, 400, 'until'],
    ['/enrolments/pause', { prospectIds: [known], until: '0000-01-01T00:00:00Z' }, 400, 'until'],
    [`/lists/${missing}/enrolments`, { cadenceId }, 404, 'id'],
  ] as const)
    expect([path, body, await scene.refused('POST', path, { body })]).toEqual([path, body, { status, field }])
  expect((await scene.get(`/cadences/${cadenceId}/enrolments`)).body.items).toEqual([])
})

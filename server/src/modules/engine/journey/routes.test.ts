import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

const PAUSE = { name: 'pause', kind: 'wait', wait: { amount: 3, unit: 'days' }, next: 'done' }
const definition = { start: 'pause', nodes: [PAUSE, { name: 'done', kind: 'end' }] }

const journeyOf = async (name: string, publish = true): Promise<string> => {
  const { body } = await scene.post('/journeys', { name, definition })
  if (publish) await scene.post(`/journeys/${body.id}/publish`)
  return body.id
}
const prospectOf = async (email: string, more: object = {}): Promise<string> =>
  (await scene.post('/prospects', { email, ...more })).body.id

test('prospects are started in a journey, listed, counted, paused, resumed and stopped', async () => {
  const path = `/journeys/${await journeyOf('Path')}/enrolments`
  const prospectIds = [await prospectOf('ann@x.test'), await prospectOf('bob@x.test')]
  expect((await scene.post(path, { prospectIds })).body).toEqual({ started: 2, notStarted: 0, refusals: [] })
  expect((await scene.post(path, { prospectIds })).body).toMatchObject({
    started: 0,
    refusals: [{ outcome: 'already_running' }, { outcome: 'already_running' }],
  })
  const first = (await scene.get(`${path}?limit=1`)).body
  expect(first.items).toMatchObject([
    {
      email: 'ann@x.test',
      stepNumber: null,
      phase: 'due',
      sentence: expect.stringContaining('go on from “pause”'),
    },
  ])
  expect((await scene.get(`${path}?limit=1&cursor=${first.next}`)).body.items).toMatchObject([
    { email: 'bob@x.test' },
  ])
  expect((await scene.get(`${path.replace('enrolments', 'counts')}`)).body.counts[0]).toMatchObject({
    prospects: 2,
  })
  expect((await scene.post(`${path}/pause`, { prospectIds, until: '2026-03-09T08:00:00Z' })).body).toEqual({
    changed: 2,
  })
  expect((await scene.post(`${path}/resume`, { prospectIds })).body).toEqual({ changed: 2 })
  expect((await scene.post(`${path}/stop`, { prospectIds: prospectIds.slice(0, 1) })).body).toEqual({
    changed: 1,
  })
  expect((await scene.get(`${path}?status=manually_stopped`)).body.items).toHaveLength(1)
})

test('a whole list is started', async () => {
  await prospectOf('fair@x.test', { list: 'Fair' })
  const { items } = (await scene.get('/lists')).body
  const { id: listId } = items.find(({ name }: { name: string }) => name === 'Fair')
  const path = `/journeys/${await journeyOf('List')}/enrolments/list`
  expect((await scene.post(path, { listId })).body).toEqual({ started: 1, notStarted: 0, refusals: [] })
})

test('what is wrong is refused by its field; cadences and journeys are not taken for each other', async () => {
  const journey = await journeyOf('Wrong')
  const draft = await journeyOf('Draft', false)
  const { body: cadence } = await scene.post('/cadences', {
    name: 'Cadence',
    definition: { steps: [{ kind: 'task', task: 'call', title: 'Ring' }] },
  })
  await scene.post(`/cadences/${cadence.id}/publish`)
  const known = await prospectOf('wrong@x.test')
  const missing = '0'.repeat(24)
  for (const [path, body, status, field] of [
    [`/journeys/${missing}/enrolments`, { prospectIds: [known] }, 404, 'id'],
    [`/journeys/${cadence.id}/enrolments`, { prospectIds: [known] }, 404, 'id'],
    [`/journeys/${draft}/enrolments`, { prospectIds: [known] }, 404, 'id'],
    [`/journeys/${journey}/enrolments`, { prospectIds: [missing] }, 404, 'prospectIds[0]'],
    [`/journeys/${journey}/enrolments/stop`, { prospectIds: [missing] }, 404, 'prospectIds[0]'],
    [`/journeys/${cadence.id}/enrolments/stop`, { prospectIds: [known] }, 404, 'id'],
    [`/journeys/${journey}/enrolments/pause`, { prospectIds: [known], until: 'soon' }, 400, 'until'],
    [`/journeys/${journey}/enrolments/list`, { listId: missing }, 404, 'listId'],
    ['/enrolments', { cadenceId: journey, prospectIds: [known] }, 404, 'cadenceId'],
    ['/enrolments/stop', { cadenceId: journey, prospectIds: [known] }, 404, 'cadenceId'],
  ] as const)
    expect([path, body, await scene.refused('POST', path, { body })]).toEqual([path, body, { status, field }])
  expect(await scene.refused('GET', `/cadences/${journey}/enrolments`)).toEqual({ status: 404, field: 'id' })
  expect(await scene.refused('GET', `/journeys/${cadence.id}/counts`)).toEqual({ status: 404, field: 'id' })
})

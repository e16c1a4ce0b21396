import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { insertProspects } from '#test/insert-company.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

const MAIL = { kind: 'mail', options: [{ template: 'A', weight: 1, subject: 'Hi', body: '<p>Hi</p>' }] }
const CALL = { kind: 'task', task: 'call', title: 'Ring' }

const cadenceOf = async (name: string, steps: readonly object[], options: object = {}): Promise<string> => {
  const { id } = (await scene.post('/cadences', { name, definition: { steps } }, options)).body
  await scene.post(`/cadences/${id}/publish`, undefined, options)
  return id
}

const add = async (email: string, more: object = {}, options: object = {}): Promise<string> =>
  (await scene.post('/prospects', { email, ...more }, options)).body.id

test('the forecast of a filter is about those whom the same bulk action then starts', async () => {
  const cadenceId = await cadenceOf('Filtered', [CALL])
  await add('ann@fits.test', { title: 'Chief' })
  const running = await add('ben@fits.test', { title: 'Chief' })
  const silent = await add('cleo@fits.test', { title: 'Chief' })
  await add('dan@fits.test', { title: 'Buyer' })
  await scene.post('/enrolments', { cadenceId, prospectIds: [running] })
  await scene.post(`/prospects/${silent}/unsubscribe`)

  const filter = { search: 'fits.test', where: ['title:is:chief'] }
  const { body } = await scene.post(`/cadences/${cadenceId}/start-forecast`, { filter })
  expect(body).toMatchObject({ asked: 3, areAll: true, starting: 1, foretold: 1, mails: 0 })
  expect(
    body.refused
      .map(({ kind, prospects, examples }: (typeof body.refused)[number]) => [
        kind,
        prospects,
        examples[0].email,
      ])
      .sort(),
  ).toEqual([
    ['already_running', 1, 'ben@fits.test'],
    ['not_allowed', 1, 'cleo@fits.test'],
  ])

  const action = { kind: 'start', sequenceId: cadenceId }
  const { id } = (await scene.post('/bulk-actions', { action, filter })).body
  await scene.jobs.drain()
  const run = (await scene.get(`/bulk-actions/${id}`)).body
  expect(run).toMatchObject({ state: 'done', seen: 3, changed: 1, refused: 2 })
  expect(Object.keys(run.refusals).sort()).toEqual(
    body.refused.map(({ reason }: { reason: string }) => reason).sort(),
  )
})

test('a rep is told of his own prospects, whatever his filter says', async () => {
  const cadenceId = await cadenceOf('Shared', [CALL])
  await scene.call('PATCH', `/cadences/${cadenceId}`, { body: { shared: true } })
  const jane = { key: scene.jane.apiKey }
  await add('his@rep.test', {}, jane)
  await add('other@rep.test')
  const path = `/cadences/${cadenceId}/start-forecast`
  const { body } = await scene.call('POST', path, { ...jane, body: { filter: { search: 'rep.test' } } })
  expect(body).toMatchObject({ asked: 1, starting: 1 })
  const ownerId = scene.steve.userId
  expect(await scene.refused('POST', path, { ...jane, body: { filter: { ownerId } } })).toMatchObject({
    status: 403,
  })
})

test('of more than ten thousand all are counted, and the days are those of the first', async () => {
  const { companyId, userId, apiKey } = scene.stranger
  await insertProspects(scene.db, {
    ...{ companyId, ownerId: userId },
    emails: Array.from({ length: 10_050 }, (_, index) => `p${index}@many.test`),
  })
  const cadenceId = await cadenceOf('Many', [MAIL], { key: apiKey })
  const path = `/cadences/${cadenceId}/start-forecast`
  const { body } = await scene.post(path, { filter: {} }, { key: apiKey })
  expect(body).toMatchObject({ asked: 10_050, areAll: true, starting: 10_050, foretold: 10_000 })
  // There is no mailbox.
  expect(body.held).toMatchObject([{ kind: 'no_mailbox', prospects: 10_000 }])
})

test.each([
  [{}, 'prospectIds'],
  [{ filter: { where: ['x'] } }, 'where'],
  [{ listId: 'f'.repeat(24) }, 'listId'],
])('%j is refused', async (body, field) => {
  const cadenceId = await cadenceOf(`Refused ${field}`, [CALL])
  expect(await scene.refused('POST', `/cadences/${cadenceId}/start-forecast`, { body })).toMatchObject({
    field,
  })
})

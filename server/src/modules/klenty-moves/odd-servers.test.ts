// Servers that do not answer quite as ours does, played by a function.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKlentyMoves } from './index.ts'
import { everybody, type Installation, openInstallation } from './moves-scene.ts'

let target: Installation
beforeEach(async () => {
  target = await openInstallation()
})
afterEach(() => target.close())

type Routes = Record<string, (query: URLSearchParams) => unknown>

const moveFrom = async (routes: Routes) => {
  const asked: string[] = []
  const fetch: typeof globalThis.fetch = async (input) => {
    const url = new URL(String(input))
    const path = decodeURIComponent(url.pathname.replace('/apis/v1/user/hello%40klenty.com', ''))
    asked.push(path)
    const value = routes[path]?.(url.searchParams)
    return value === undefined ? new Response('{}', { status: 404 }) : new Response(JSON.stringify(value))
  }
  const { app, steve } = target
  const moves = createKlentyMoves({ ...app, random: () => 0.5, fetch })
  const ran = await moves.runMove({
    ...{ companyId: steve.companyId, userId: steve.userId, onExisting: 'update' },
    from: { url: 'https://app.klenty.com', user: 'hello@klenty.com', key: 'k' },
  })
  return { ran, asked }
}

const MAILABLE = { cadenceStatus: 'No active cadence', prospectStatus: 'Contacted' }
const base = (people: readonly object[]): Routes => ({
  '/lists': () => [{ Id: '1', name: 'default' }],
  '/cadences': () => ['call 101', ' ', 'x'.repeat(300)],
  '/prospects': (query) => (query.get('start') === '1' ? people : []),
})

test('one that knows no pages, and lists nobody but by list', async () => {
  const people = [
    { Id: 'a', Email: 'mailto:a@x.test', CustomFields: [] },
    { Id: 'b', Email: 'b@x.test', CustomFields: [], createdDate: '2026-01-01' },
  ]
  const { ran } = await moveFrom({
    ...base([]),
    '/lists': () => [{ name: 'default' }, { name: 'empty' }],
    '/prospects': (query) => (query.get('listName') === 'default' ? people : undefined),
    '/prospects/mailto:a@x.test/status': () => MAILABLE,
    '/prospects/b@x.test/status': () => MAILABLE,
  })
  expect(ran).toMatchObject({ people: 2, added: 2, rejected: 0, notes: { onlyLists: true } })
  expect(ran.notes.listsRefused).toEqual([{ name: 'empty', reason: 'the server answered 404' }])
  expect(ran.notes.cadences).toEqual(['call 101'])
  expect(ran.notes.cadencesRefused).toEqual([
    { name: 'x'.repeat(300), reason: expect.stringContaining('name') },
  ])
  expect(Object.keys(await everybody(target))).toEqual(['a@x.test', 'b@x.test'])
})

test('nobody is taken over of whom it does not say that he may be mailed; each is named with the reason', async () => {
  const { ran } = await moveFrom({
    ...base([
      { Id: 'a', Email: 'silent@x.test', CustomFields: [] },
      { Id: 'b', Email: 'gone@x.test' },
      { Id: 'c', Email: 'no address', CustomFields: [] },
      { Id: 'd', FirstName: 'Nobody', CustomFields: [] },
      { Id: 'e', Email: 'odd@x.test', CustomFields: [], Shoe: 44 },
      { Id: 'f', Email: 'long@x.test', CustomFields: [], FirstName: 'x'.repeat(2_000) },
      { Id: 'g', Email: 'nul@x.test', CustomFields: [], FirstName: 'N\0ul\ud800' },
    ]),
    '/prospects/silent@x.test/status': () => ({ message: 'what?' }),
    '/prospects/no address/status': () => ({ prospectStatus: 'Unsubscribed' }),
    '/prospects/odd@x.test/status': () => ({ prospectStatus: 'Opted out' }),
    '/prospects/long@x.test/status': () => ({ prospectStatus: 'Unsubscribed' }),
    '/prospects/nul@x.test/status': () => MAILABLE,
  })
  expect(ran).toMatchObject({ people: 7, added: 2, rejected: 5, suppressed: 3 })
  expect(ran.rejections).toEqual([
    { email: 'silent@x.test', reason: 'The server does not say whether he may be mailed.' },
    { email: 'gone@x.test', reason: expect.stringContaining('knows him no more') },
    { email: 'no address', reason: expect.stringContaining('not a valid mail address') },
    { email: 'd', reason: 'The server tells no mail address of him.' },
    { email: 'long@x.test', reason: expect.stringContaining('FirstName is longer') },
  ])
  expect(ran.notes).toMatchObject({ statusesUnknown: { 'Opted out': 1 }, fieldsUnknown: { Shoe: 1 } })
  expect(await everybody(target)).toMatchObject({
    'odd@x.test': { suppressedBy: 'do_not_contact' },
    'nul@x.test': { suppressedBy: null, status: 'contacted' },
  })
  const { rows } = await target.db.query('SELECT value FROM suppressions ORDER BY value')
  expect(rows).toEqual([{ value: 'long@x.test' }, { value: 'odd@x.test' }])
})

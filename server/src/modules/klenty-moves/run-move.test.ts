import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Edition } from '#modules/accounts/index.ts'
import { addPeople, everybody, type Installation, openInstallation } from './moves-scene.ts'

let source: Installation
beforeAll(async () => {
  source = await openInstallation()
  await fillSource()
})
afterAll(() => source.close())

let target: Installation
beforeEach(async () => {
  target = await openInstallation()
})
afterEach(() => target.close())

/** More than one page of two hundred. */
const IN_LIST = 230
const CADENCE = (name: string) => `name: ${name}\nsteps:\n  - mail: [{ subject: Hi, body: "Hi" }]\n`

const fillSource = async () => {
  const { app, steve } = source
  const { companyId, userId } = steve
  await app.accounts.addUser({ company: 'Acme', email: 'jane@acme.test' })
  await addPeople(
    source,
    Array.from({ length: IN_LIST }, (_, index) => ({
      ...{ Email: `p${index}@big.test`, FirstName: `P${index}`, LastName: 'Big', List: 'Big list' },
    })),
  )
  await addPeople(source, [
    {
      ...{
        Email: 'Ann+x@rich.test',
        FirstName: 'Ann',
        MiddleName: 'B.',
        LastName: 'Lee',
        FullName: 'Dr. Ann Lee',
      },
      ...{
        Company: 'Rich & Sons',
        Account: 'A-1',
        CompanyDomain: 'rich.test',
        CompanyURL: 'https://rich.test',
      },
      ...{
        CompanyEmail: 'info@rich.test',
        CompanyPhone: '1',
        Department: 'Sales',
        Title: 'CEO',
        Phone: '+47 2',
      },
      ...{ Location: 'Oslo area', City: 'Oslo', Country: 'Norway', TwitterId: '@ann', LinkedinURL: 'in/ann' },
      ...{ Outcome: 'Interested', Tags: 'hot|vip', List: 'Rich', Owner: 'jane@acme.test' },
      CustomFields: [
        { key: 'Industry', value: 'Steel' },
        { key: 'Note', value: 'one\ntwo "ü"' },
      ],
    },
    ...['gone', 'bounced', 'dnc', 'replied', 'contacted'].map((name) => ({
      ...{ Email: `${name}@standing.test`, FirstName: name },
    })),
  ])
  const ref = (name: string) => ({ companyId, userId, ref: `${name}@standing.test`, source: 'api' as const })
  await app.prospects.unsubscribeProspect(ref('gone'))
  await app.prospects.changeToDoNotContact(ref('dnc'))
  for (const status of ['bounced', 'replied', 'contacted'] as const) {
    const found = await app.prospects.findByEmail({ companyId, email: `${status}@standing.test` })
    const prospectIds = found ? [found.id] : []
    await source.db.transaction(async (tx) => {
      await app.prospects.markProspects(tx, { companyId, prospectIds, status, at: new Date() })
      if (status === 'bounced')
        await app.prospects.suppressProspects({
          tx,
          companyId,
          prospectIds,
          reason: status,
          source: 'bounce',
        })
    })
  }
  for (const name of ['Intro', 'Follow up'])
    await app.sequences.importCadenceFile({ companyId, userId, text: CADENCE(name), publish: true })
}

const move = async (
  edition: Edition,
  more: Partial<Parameters<typeof target.app.klentyMoves.runMove>[0]> = {},
) =>
  target.app.klentyMoves.runMove({
    ...{ companyId: target.steve.companyId, userId: target.steve.userId, onExisting: 'update' },
    from: { url: source.url, user: 'steve@acme.test', key: await source.keyOf(edition) },
    ...more,
  })

describe.each(['2017', '2023'] as const)('from a server of edition %s', (edition) => {
  test('everybody comes with his fields, list and standing, the cadences as empty drafts', async () => {
    const { companyId, userId } = target.steve
    await target.app.sequences.importCadenceFile({
      companyId,
      userId,
      text: CADENCE('intro'),
      publish: false,
    })
    const seen: { done: number; total: number | null }[] = []
    const ran = await move(edition, { onProgress: (progress) => seen.push(progress) })
    const total = IN_LIST + 6
    expect(ran).toMatchObject({
      ...{ ended: 'done', resumedAt: null, people: total, rejections: [] },
      ...{ added: total, updated: 0, skipped: 0, repeated: 0, rejected: 0, suppressed: 3 },
      notes: {
        lists: ['default', 'Big list', 'Rich'],
        ...{ cadences: ['Follow up'], cadencesThere: ['Intro'], cadencesRefused: [] },
        ...{ ownersUnknown: { 'jane@acme.test': 1 }, statusesUnknown: {}, onlyLists: false },
        withoutTags: edition === '2017',
      },
    })
    expect(seen.at(-1)).toEqual({ done: total, total })

    const [there, here] = [await everybody(source), await everybody(target)]
    const rich = { ...there['Ann+x@rich.test'], ownerEmail: 'steve@acme.test' }
    expect(here['Ann+x@rich.test']).toEqual(
      edition === '2023'
        ? { ...rich, timeZone: null }
        : { ...rich, tags: [], account: null, twitterId: null, linkedinUrl: null, outcome: null },
    )
    delete there['Ann+x@rich.test']
    delete here['Ann+x@rich.test']
    expect(here).toEqual(there)
    expect(here['gone@standing.test']).toMatchObject({ status: 'unsubscribed', suppressedBy: 'unsubscribed' })
    expect(here['bounced@standing.test']).toMatchObject({ status: 'bounced', suppressedBy: 'bounced' })
    const { rows } = await target.db.query('SELECT value, reason, source FROM suppressions ORDER BY value')
    expect(rows).toEqual([
      { value: 'bounced@standing.test', reason: 'bounced', source: 'import' },
      { value: 'dnc@standing.test', reason: 'do_not_contact', source: 'import' },
      { value: 'gone@standing.test', reason: 'unsubscribed', source: 'import' },
    ])
    const drafts = await target.app.sequences.listSequences({ companyId, kind: 'cadence' })
    expect(drafts.map(({ name, state }) => [name, state]).sort()).toEqual([
      ['Follow up', 'draft'],
      ['intro', 'draft'],
    ])
    expect((await target.db.query('SELECT FROM klenty_move_people')).rowCount).toBe(0)
  })
})

test('a second move brings what is new; nobody who is suppressed on either side becomes mailable', async () => {
  const { companyId, userId } = target.steve
  await addPeople(target, [
    { Email: 'p1@big.test', FirstName: 'Mine', Title: 'CTO' },
    { Email: 'dnc@standing.test' },
  ])
  await target.app.prospects.unsubscribeProspect({ companyId, userId, ref: 'p1@big.test', source: 'api' })
  const first = await move('2023', { onExisting: 'skip' })
  expect(first).toMatchObject({ added: IN_LIST + 4, skipped: 2, updated: 0, suppressed: 3 })
  const here = await everybody(target)
  expect(here['p1@big.test']).toMatchObject({ firstName: 'Mine', suppressedBy: 'unsubscribed' })
  expect(here['dnc@standing.test']).toMatchObject({ suppressedBy: 'do_not_contact' })

  const second = await move('2023')
  expect(second).toMatchObject({ added: 0, updated: IN_LIST + 6, skipped: 0 })
  expect(second.id).not.toBe(first.id)
  expect((await everybody(target))['p1@big.test']).toMatchObject({
    ...{ firstName: 'P1', title: 'CTO', suppressedBy: 'unsubscribed', status: 'unsubscribed' },
  })
})

test('a run that was stopped is gone on with, and each counts once', async () => {
  const stop = new AbortController()
  const stopped = await move('2023', {
    signal: stop.signal,
    onProgress: ({ done, total }) => {
      if (total !== null && done >= 80) stop.abort()
    },
  })
  expect(stopped.ended).toBe('stopped')
  const taken = stopped.added
  expect(taken).toBeGreaterThanOrEqual(80)
  expect(taken).toBeLessThan(IN_LIST)
  const ran = await move('2023')
  expect(ran).toMatchObject({
    ...{ id: stopped.id, ended: 'done', resumedAt: taken },
    ...{ added: IN_LIST + 6, updated: 0, skipped: 0, repeated: 0, rejected: 0 },
  })
})

test.each([
  [{ key: 'wrong' }, '--key', /does not know this key/],
  [{ user: 'nobody@acme.test' }, '--user', /may not speak for nobody@acme.test/],
  [{ url: 'ftp://x' }, '--from', /must be the address of a server/],
  [{ url: 'path' }, '--from', /does not answer GET \/lists as the Klenty API does/],
])('%j is refused, and nothing is begun', async (wrong, field, message) => {
  const from = { url: source.url, user: 'steve@acme.test', key: await source.keyOf('2017') }
  const other = 'url' in wrong && wrong.url === 'path' ? { url: `${source.url}/elsewhere` } : wrong
  await expect(move('2017', { from: { ...from, ...other } })).rejects.toMatchObject({
    ...{ name: 'AppError', field, message: expect.stringMatching(message) },
  })
  expect((await target.db.query('SELECT FROM klenty_moves')).rowCount).toBe(0)
})

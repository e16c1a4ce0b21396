import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import type { ProspectFilter } from './filter/prospect-filter.ts'
import { createProspectsFixture, FIXTURE_START, type ProspectsFixture } from './prospects-fixture.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let world: ProspectsFixture

/** p0 … p29, one a minute; every third in list "three", every fifth tagged, every seventh the colleague's. */
beforeAll(async () => {
  database = await createTestDatabase()
  world = await createProspectsFixture(database.db)
  for (let index = 0; index < 30; index += 1) {
    await world.add({
      Email: `p${index}@example.com`,
      List: index % 3 ? '' : 'three',
      Tags: index % 5 ? '' : 'five',
      ...(index % 7 ? {} : { Owner: world.colleagueEmail }),
    })
    world.clock.advance(60_000)
  }
})
afterAll(() => database.drop())

const minute = (index: number): Date => new Date(FIXTURE_START.getTime() + index * 60_000)
const numbers = (prospects: { email: string }[]): number[] =>
  prospects.map(({ email }) => Number(email.replace(/\D/g, '')))
const list = async (filter: ProspectFilter) =>
  numbers(await world.prospects.listProspects({ companyId: world.companyId, filter, limit: 1000 }))
const those = (wanted: (index: number) => boolean) => Array.from({ length: 30 }, (_, i) => i).filter(wanted)

describe('lists of prospects', () => {
  test('are ordered by id and filtered by each condition, and by several', async () => {
    const three = await world.prospects.findList({ ...world, name: ' THREE ' })
    const [five] = await world.prospects.companyTags(world)
    expect(await list({})).toEqual(those(() => true))
    expect(await list({ listId: three?.id })).toEqual(those((i) => i % 3 === 0))
    expect(await list({ tagId: five?.id })).toEqual(those((i) => i % 5 === 0))
    expect(await list({ ownerId: world.colleagueId })).toEqual(those((i) => i % 7 === 0))
    expect(await list({ createdFrom: minute(4), createdBefore: minute(9) })).toEqual([4, 5, 6, 7, 8])
    expect(await list({ updatedFrom: minute(28) })).toEqual([28, 29])
    expect(await list({ updatedBefore: minute(2) })).toEqual([0, 1])
    expect(await list({ status: 'replied' })).toEqual([])
    expect(await list({ listId: three?.id, createdFrom: minute(10), ownerId: world.userId })).toEqual(
      those((i) => i % 3 === 0 && i >= 10 && i % 7 !== 0),
    )
  })

  test('are paged by key and, for the public API, by record', async () => {
    const { companyId } = world
    const first = await world.prospects.listProspects({ companyId, limit: 4 })
    const next = await world.prospects.listProspects({
      companyId,
      after: first.slice(-1).map(({ id }) => id),
      limit: 4,
    })
    expect([...numbers(first), ...numbers(next)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(numbers(await world.prospects.listProspects({ companyId, start: 29, limit: 4 }))).toEqual([28, 29])
    expect(numbers(await world.prospects.listProspects({ companyId, start: 0, limit: 1 }))).toEqual([0])
  })

  test('can be read whole, page by page', async () => {
    const big = await createProspectsFixture(database.db)
    const emails = Array.from({ length: 2300 }, (_, index) => ({ Email: `q${index}@example.com` }))
    for (let from = 0; from < emails.length; from += 100)
      await big.prospects.upsertProspects({ ...big.who, inputs: emails.slice(from, from + 100) })
    const sizes: number[] = []
    const ids: string[] = []
    for await (const page of big.prospects.streamProspects({ companyId: big.companyId })) {
      sizes.push(page.length)
      ids.push(...page.map(({ id }) => id))
    }
    expect(sizes).toEqual([1000, 1000, 300])
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  test('hold whole prospects', async () => {
    const [first] = await world.prospects.listProspects({ companyId: world.companyId, limit: 1 })
    expect(first).toMatchObject({ list: 'three', tags: ['five'], ownerEmail: world.colleagueEmail })
  })
})

describe('the lists of a user', () => {
  test('are those he made, imported into, or that hold prospects of his, and default', async () => {
    const names = async (userId: string) =>
      (await world.prospects.listsOfUser({ ...world, userId })).map(({ name }) => name)
    const made = await world.prospects.createList({ ...world, userId: world.colleagueId, name: ' Mine ' })
    expect((await world.prospects.createList({ ...world, name: 'MINE' })).id).toBe(made.id)
    const imported = await world.prospects.createList({ ...world, name: 'Imported' })
    await database.db.query(
      `INSERT INTO imports (company_id, id, user_id, list_id, file_name, file_path, file_digest, format, mapping, on_existing,
         state, total_bytes, created_at) VALUES ($1, $2, $3, $4, '', '', '', '{}', '[]', 'skip', 'done', 0, $5)`,
      [world.companyId, world.newId(), world.colleagueId, imported.id, FIXTURE_START],
    )
    expect(await names(world.colleagueId)).toEqual(['default', 'Imported', 'Mine', 'three'])
    expect(await names(world.userId)).toEqual(['default', 'Imported', 'three'])
    expect((await world.prospects.companyLists(world)).map(({ name }) => name)).toEqual([
      'default',
      'Imported',
      'Mine',
      'three',
    ])
  })

  test.each(['', ' ', 'a\nb', 'x'.repeat(201)])('a list cannot be called %j', async (name) => {
    await expect(world.prospects.createList({ ...world, name })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})

test('an address is looked up as people write it', async () => {
  await world.add({ Email: 'ann+news@example.com' })
  for (const email of ['ann+news@example.com', ' ANN NEWS@example.com', 'mailto:ann+news@example.com'])
    expect((await world.find(email)).email).toBe('ann+news@example.com')
  for (const email of ['', 'nobody@example.com', 'a\0b@example.com', 'x'.repeat(5000)])
    expect(await world.prospects.findByEmail({ ...world, email })).toBeUndefined()
  expect(await world.prospects.findById({ ...world, id: 'not an id' })).toBeUndefined()
  expect(await world.prospects.findList({ ...world, name: 'a\0b' })).toBeUndefined()
})

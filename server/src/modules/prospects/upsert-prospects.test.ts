import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '#platform/errors/index.ts'
import { createTestDatabase } from '../../../test/database.ts'
import { createProspectsFixture, FIXTURE_START, type ProspectsFixture } from './prospects-fixture.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let world: ProspectsFixture

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  world = await createProspectsFixture(database.db)
})

describe('adding a prospect', () => {
  test('stores what was given, in the default list, owned by the user', async () => {
    const result = await world.add({
      Email: 'mailto:Ann.Lee@Example.com',
      FirstName: ' Ann ',
      LastName: 'Lee',
      Phone: 4930123,
      CustomFields: [
        { key: 'Industry', value: 'Steel' },
        { key: 'Staff', value: 12 },
        { key: 'Empty', value: '' },
      ],
      Colour: 'green',
    })
    expect(result).toMatchObject({
      outcome: 'added',
      email: 'Ann.Lee@Example.com',
      ignoredFields: ['Colour'],
    })
    expect(await world.find('ann.lee@example.com')).toEqual({
      id: result.id,
      email: 'Ann.Lee@Example.com',
      emailKey: 'ann.lee@example.com',
      firstName: 'Ann',
      lastName: 'Lee',
      fullName: 'Ann Lee',
      middleName: null,
      company: null,
      account: null,
      companyDomain: null,
      companyUrl: null,
      companyEmail: null,
      companyPhone: null,
      department: null,
      title: null,
      phone: '4930123',
      location: null,
      city: null,
      country: null,
      twitterId: null,
      linkedinUrl: null,
      outcome: null,
      timeZone: null,
      customFields: { Industry: 'Steel', Staff: '12' },
      listId: expect.any(String),
      list: 'default',
      tags: [],
      ownerId: world.userId,
      ownerEmail: world.userEmail,
      status: 'not_contacted',
      suppressedBy: null,
      source: 'api',
      createdAt: FIXTURE_START,
      updatedAt: FIXTURE_START,
      lastInteractionAt: FIXTURE_START,
      lastContactedAt: null,
    })
    expect(await world.kindsOf(result.id)).toEqual(['prospect_created'])
    expect(world.changed).toEqual([])
  })

  test('makes lists and tags on the fly and knows them again in any spelling', async () => {
    await world.add({ Email: 'a@example.com', List: ' Berlin ', Tags: 'Hot| New' })
    await world.add({ Email: 'b@example.com', List: 'BERLIN', Tags: ['hot'] })
    const [a, b] = [await world.find('a@example.com'), await world.find('b@example.com')]
    expect([a.list, b.list]).toEqual(['Berlin', 'Berlin'])
    expect(b.listId).toBe(a.listId)
    expect([a.tags, b.tags]).toEqual([['Hot', 'New'], ['Hot']])
    expect(await world.prospects.companyTags(world)).toHaveLength(2)
  })

  test('a full name that is given stays, one that is derived follows its parts', async () => {
    await world.add({ Email: 'a@example.com', FirstName: 'Ann', LastName: 'Lee', FullName: 'Dr. Ann Lee' })
    await world.add({ Email: 'a@example.com', LastName: 'Fox' })
    expect((await world.find('a@example.com')).fullName).toBe('Dr. Ann Lee')
    await world.add({ Email: 'b@example.com', LastName: 'Lee' })
    await world.add({ Email: 'b@example.com', FirstName: 'Bo' })
    expect((await world.find('b@example.com')).fullName).toBe('Bo Lee')
    await world.add({ Email: 'b@example.com', MiddleName: 'X', FullName: 'Bo Lee' })
    expect((await world.find('b@example.com')).fullName).toBe('Bo Lee')
  })

  test('an owner is a member of the team, found by login mail', async () => {
    await world.add({ Email: 'a@example.com', Owner: world.colleagueEmail.toUpperCase() })
    expect((await world.find('a@example.com')).ownerId).toBe(world.colleagueId)
    await expect(world.add({ Email: 'b@example.com', Owner: 'nobody@acme.test' })).rejects.toThrow(
      'Owner: no member of the team has the login mail nobody@acme.test.',
    )
    expect(await world.prospects.findByEmail({ ...world, email: 'b@example.com' })).toBeUndefined()
  })

  test.each([
    [{}, 'Email is missing'],
    [{ Email: '' }, 'Email is missing'],
    [{ Email: 'nope' }, 'Email is not a valid mail address: it has no @.'],
    [{ Email: 'a@example.com', FirstName: 'Ann\r\nBcc: x@y.z' }, 'FirstName has a line break'],
    [{ Email: 'a@example.com', FirstName: { a: 1 } }, 'FirstName must be a text'],
  ])('%j is refused and nothing is stored', async (input, message) => {
    await expect(world.add(input)).rejects.toThrow(message)
    expect(await world.prospects.listProspects({ ...world, limit: 10 })).toEqual([])
  })
})

describe('adding one that is there', () => {
  test('merges: empty values are ignored, tags and custom fields add up, a missing list leaves the present one', async () => {
    await world.add({
      Email: 'ann@example.com',
      FirstName: 'Ann',
      City: 'Berlin',
      List: 'one',
      Tags: 'x',
      CustomFields: [{ key: 'a', value: '1' }],
    })
    world.clock.advance(60_000)
    const result = await world.add({
      Email: 'ANN@example.com',
      FirstName: '',
      City: 'Bonn',
      Tags: 'y',
      CustomFields: [
        { key: 'b', value: '2' },
        { key: 'a', value: '' },
      ],
    })
    expect(result.outcome).toBe('updated')
    const ann = await world.find('ann@example.com')
    expect(ann).toMatchObject({
      email: 'ann@example.com',
      firstName: 'Ann',
      city: 'Bonn',
      list: 'one',
      tags: ['x', 'y'],
      customFields: { a: '1', b: '2' },
      createdAt: FIXTURE_START,
    })
    expect(ann.lastInteractionAt).toEqual(world.clock.now())
    expect(world.changed).toEqual([[ann.id]])
    expect(await world.kindsOf(ann.id)).toEqual(['prospect_created', 'prospect_updated'])
    await world.add({ Email: 'ann@example.com', List: 'two' })
    expect((await world.find('ann@example.com')).list).toBe('two')
  })

  test('the same again writes nothing, but new tags are added', async () => {
    const input = {
      Email: 'ann@example.com',
      FirstName: 'Ann',
      CustomFields: [{ key: 'a', value: '1' }],
      List: 'one',
    }
    const { id } = await world.add(input)
    world.clock.advance(60_000)
    expect((await world.add({ ...input, Tags: 'x' })).outcome).toBe('unchanged')
    const ann = await world.find('ann@example.com')
    expect(ann).toMatchObject({ id, tags: ['x'], updatedAt: FIXTURE_START })
    expect(await world.kindsOf(id)).toEqual(['prospect_created'])
    expect(world.changed).toEqual([])
  })
})

describe('many at once', () => {
  test('calls that arrive together each get their own answer, also for one address and for mistakes', async () => {
    const results = await Promise.allSettled([
      ...Array.from({ length: 60 }, (_, index) =>
        world.add({ Email: `p${index}@example.com`, City: `${index}` }),
      ),
      world.add({ Email: 'p0@example.com', City: 'last' }),
      world.add({ Email: 'p1@example.com', Owner: 'nobody@acme.test' }),
      world.add({ Email: 'p2@example.com', List: 'other' }),
    ])
    expect(results.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1)
    expect(results[61]?.status).toBe('rejected')
    expect((await world.find('p0@example.com')).city).toBe('last')
    expect((await world.find('p1@example.com')).city).toBe('1')
    expect((await world.find('p2@example.com')).list).toBe('other')
    expect(await world.prospects.listProspects({ ...world, limit: 100 })).toHaveLength(60)
  })

  test('companies stay apart', async () => {
    const other = await createProspectsFixture(database.db)
    await Promise.all([world.add({ Email: 'a@example.com' }), other.add({ Email: 'a@example.com' })])
    const [mine, theirs] = [await world.find('a@example.com'), await other.find('a@example.com')]
    expect(mine.id).not.toBe(theirs.id)
    expect(await world.prospects.findById({ companyId: world.companyId, id: theirs.id })).toBeUndefined()
  })

  test('bulk: each row by itself, in order, the same address twice as if one came later', async () => {
    await world.add({ Email: 'there@example.com' })
    const results = await world.prospects.upsertProspects({
      ...world.who,
      inputs: [
        { Email: 'new@example.com', City: 'A', Foo: 1 },
        { Email: 'bad' },
        { Email: 'there@example.com', City: 'B' },
        'text',
        { Email: 'NEW@example.com', City: 'C' },
        { Email: 'owned@example.com', Owner: 'nobody@acme.test' },
      ],
    })
    expect(results.map((result) => (result instanceof AppError ? result.message : result.outcome))).toEqual([
      'added',
      'Email is not a valid mail address: it has no @.',
      'updated',
      expect.stringContaining('must be a JSON object'),
      'updated',
      'Owner: no member of the team has the login mail nobody@acme.test.',
    ])
    expect((await world.find('new@example.com')).city).toBe('C')
  })

  test('bulk takes at most 100', async () => {
    const inputs = Array.from({ length: 101 }, (_, index) => ({ Email: `p${index}@example.com` }))
    await expect(world.prospects.upsertProspects({ ...world.who, inputs })).rejects.toThrow('at most 100')
    expect(await world.prospects.upsertProspects({ ...world.who, inputs: inputs.slice(1) })).toHaveLength(100)
    expect(await world.prospects.upsertProspects({ ...world.who, inputs: [] })).toEqual([])
  })

  test('processes that write the same addresses in opposite orders both succeed', async () => {
    const rival = await createProspectsFixture(database.db)
    const emails = Array.from({ length: 80 }, (_, index) => `p${index}@example.com`)
    const bulk = (order: string[], city: string) =>
      Promise.all(
        [order.slice(0, 40), order.slice(40)].map((part) =>
          rival.prospects.upsertProspects({
            ...rival.who,
            inputs: part.map((Email, index) => ({
              Email,
              City: city,
              ...(index % 3 ? { FullName: 'x' } : {}),
              List: `l${index % 4}`,
            })),
          }),
        ),
      )
    for (let round = 0; round < 5; round += 1)
      await Promise.all([bulk(emails, `a${round}`), bulk(emails.toReversed(), `b${round}`)])
    expect(await rival.prospects.listProspects({ ...rival, limit: 1000 })).toHaveLength(80)
  })
})

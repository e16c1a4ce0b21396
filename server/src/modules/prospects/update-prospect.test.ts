import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { createProspectsFixture, type ProspectsFixture } from './prospects-fixture.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let world: ProspectsFixture
let id: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  world = await createProspectsFixture(database.db)
  const ann = await world.add({
    Email: 'ann@example.com',
    FirstName: 'Ann',
    LastName: 'Lee',
    City: 'Berlin',
    List: 'one',
    Tags: 'x',
    CustomFields: [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ],
  })
  id = ann.id
})

describe('updating a prospect', () => {
  test('changes only what is given; an empty value clears; tags are added', async () => {
    world.clock.advance(1000)
    const result = await world.update('Ann@example.com', {
      City: '',
      Title: 'CEO',
      Tags: 'y|X',
      CustomFields: [
        { key: 'a', value: '' },
        { key: 'c', value: 3 },
      ],
      Shoe: 42,
    })
    expect(result).toEqual({ id, email: 'ann@example.com', ignoredFields: ['Shoe'] })
    expect(await world.find('ann@example.com')).toMatchObject({
      firstName: 'Ann',
      city: null,
      title: 'CEO',
      list: 'one',
      tags: ['x', 'y'],
      customFields: { b: '2', c: '3' },
      updatedAt: world.clock.now(),
      lastInteractionAt: world.clock.now(),
    })
    expect(world.changed).toEqual([[id]])
    const [tags, updated] = await world.events.timeline({
      companyId: world.companyId,
      prospectId: id,
      limit: 2,
    })
    expect(tags).toMatchObject({ kind: 'tags_added', data: { tags: ['y'] } })
    expect(updated).toMatchObject({ data: { fields: ['City', 'Title', 'CustomFields'], source: 'api' } })
  })

  test('is found by id too', async () => {
    await world.update(id, { City: 'Bonn' })
    expect((await world.find('ann@example.com')).city).toBe('Bonn')
  })

  test('the derived full name follows, a written one stays until it is cleared', async () => {
    await world.update(id, { LastName: 'Fox' })
    expect((await world.find('ann@example.com')).fullName).toBe('Ann Fox')
    await world.update(id, { FullName: 'Dr. Fox' })
    await world.update(id, { FirstName: 'Anna' })
    expect((await world.find('ann@example.com')).fullName).toBe('Dr. Fox')
    await world.update(id, { FullName: '' })
    expect((await world.find('ann@example.com')).fullName).toBe('Anna Fox')
    await world.update(id, { FirstName: '', LastName: '' })
    expect((await world.find('ann@example.com')).fullName).toBeNull()
  })

  test('moves to another list, made if need be; an empty one is default', async () => {
    await world.update(id, { List: 'two' })
    expect((await world.find('ann@example.com')).list).toBe('two')
    await world.update(id, { List: '' })
    expect((await world.find('ann@example.com')).list).toBe('default')
    expect(await world.kindsOf(id)).toEqual(['prospect_created', 'list_changed', 'list_changed'])
  })

  test('hands over to another owner, who must exist', async () => {
    await world.update(id, { Owner: world.colleagueEmail })
    expect((await world.find('ann@example.com')).ownerEmail).toBe(world.colleagueEmail)
    await expect(world.update(id, { Owner: 'nobody@acme.test', City: 'X' })).rejects.toThrow(
      'Owner: no member',
    )
    expect((await world.find('ann@example.com')).city).toBe('Berlin')
  })

  test('nothing given changes nothing and tells nobody', async () => {
    await world.update(id, { City: 'Berlin', List: 'ONE', Email: 'ann@example.com', Tags: 'x' })
    expect(world.changed).toEqual([])
    expect(await world.kindsOf(id)).toEqual(['prospect_created'])
  })

  test.each([
    ['an unknown prospect', 'bob@example.com', { City: 'X' }, 'not_found'],
    ['an unknown id', '0123456789abcdef01234567', { City: 'X' }, 'not_found'],
    ['an empty address', 'ann@example.com', { Email: ' ' }, 'invalid_input'],
    ['no address', 'ann@example.com', { Email: null }, 'invalid_input'],
    ['a bad address', 'ann@example.com', { Email: 'ann' }, 'invalid_input'],
    ['a line break in a name', 'ann@example.com', { LastName: 'a\nb' }, 'invalid_input'],
    ['no object', 'ann@example.com', 'text', 'invalid_input'],
  ])('%s is refused', async (_what, ref, changes, code) => {
    await expect(world.update(ref, changes)).rejects.toMatchObject({ code })
    expect((await world.find('ann@example.com')).city).toBe('Berlin')
  })
})

describe('renaming', () => {
  test('gives a new address and keeps everything else', async () => {
    expect(await world.update('ann@example.com', { Email: 'Ann.Fox@example.com' })).toMatchObject({
      id,
      email: 'Ann.Fox@example.com',
    })
    expect((await world.find('ann.fox@example.com')).id).toBe(id)
    expect(await world.prospects.findByEmail({ ...world, email: 'ann@example.com' })).toBeUndefined()
    expect(await world.kindsOf(id)).toContain('prospect_renamed')
  })

  test('to an address that is taken is a conflict and changes nothing', async () => {
    await world.add({ Email: 'bob@example.com' })
    await expect(world.update(id, { Email: 'BOB@example.com', City: 'X' })).rejects.toMatchObject({
      code: 'conflict',
      field: 'Email',
      message: 'Email BOB@example.com is already the address of another prospect.',
    })
    expect((await world.find('ann@example.com')).city).toBe('Berlin')
  })

  test('suppression stays with both addresses', async () => {
    await world.prospects.unsubscribeProspect({ ...world.who, ref: id })
    await world.update(id, { Email: 'new@example.com' })
    expect(await world.find('new@example.com')).toMatchObject({
      status: 'unsubscribed',
      suppressedBy: 'unsubscribed',
    })
    for (const email of ['new@example.com', 'ann@example.com'])
      expect(await world.prospects.isSuppressed({ ...world, email })).toBe('unsubscribed')
    await world.add({ Email: 'ann@example.com' })
    expect((await world.find('ann@example.com')).suppressedBy).toBe('unsubscribed')
  })

  test('to a suppressed address suppresses, and says so', async () => {
    await database.db.transaction((tx) =>
      world.prospects.suppress({
        companyId: world.companyId,
        tx,
        kind: 'address',
        value: 'new@example.com',
        reason: 'bounced',
        source: 'bounce',
      }),
    )
    await world.update(id, { Email: 'new@example.com' })
    expect(await world.find('new@example.com')).toMatchObject({ status: 'bounced', suppressedBy: 'bounced' })
    expect(world.suppressed).toEqual([{ prospectIds: [id], reason: 'bounced' }])
    expect(await world.prospects.isSuppressed({ ...world, email: 'ann@example.com' })).toBeNull()
  })

  test('a suppression that races a rename holds for the prospect', async () => {
    for (let round = 0; round < 10; round += 1) {
      const email = `r${round}@example.com`
      await world.add({ Email: email })
      await Promise.all([
        world.update(email, { Email: `new-${email}` }),
        database.db.transaction((tx) =>
          world.prospects.suppress({
            companyId: world.companyId,
            tx,
            kind: 'address',
            value: email,
            reason: 'unsubscribed',
            source: 'link',
          }),
        ),
      ])
      const found = await world.find(`new-${email}`)
      // Either order is right: suppressed first goes along; renamed first, only the old address was meant.
      const suppressed = await world.prospects.isSuppressed({ ...world, email: `new-${email}` })
      expect(found.suppressedBy).toBe(suppressed)
      expect(await world.prospects.isSuppressed({ ...world, email })).toBe('unsubscribed')
    }
  })
})

describe('removing tags', () => {
  test('takes off those it has, in any spelling', async () => {
    await world.update(id, { Tags: ['Hot', 'new'] })
    expect(
      await world.prospects.removeTags({ ...world.who, ref: 'ann@example.com', tags: ['hot', 'X|none'] }),
    ).toEqual({ id, removed: ['Hot', 'x'] })
    expect((await world.find('ann@example.com')).tags).toEqual(['new'])
    expect((await world.kindsOf(id)).at(-1)).toBe('tags_removed')
  })

  test('an unknown prospect or something that is no list is refused', async () => {
    const remove = (ref: string, tags: unknown) => world.prospects.removeTags({ ...world.who, ref, tags })
    await expect(remove('bob@example.com', ['x'])).rejects.toMatchObject({ code: 'not_found' })
    await expect(remove(id, { a: 1 })).rejects.toMatchObject({ code: 'invalid_input', field: 'tag' })
    await expect(remove(id, undefined)).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await remove(id, 'x\0y|x')).toMatchObject({ removed: ['x'] })
  })
})

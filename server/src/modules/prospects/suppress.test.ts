import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { createProspectsFixture, type ProspectsFixture } from './prospects-fixture.ts'
import type { SuppressionReason } from './status.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let world: ProspectsFixture

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  world = await createProspectsFixture(database.db)
})

const suppress = (kind: 'address' | 'domain', value: string, reason: SuppressionReason) =>
  database.db.transaction((tx) =>
    world.prospects.suppress({ companyId: world.companyId, tx, kind, value, reason, source: 'app' }),
  )
const unsuppress = (kind: 'address' | 'domain', value: string, reason: SuppressionReason) =>
  database.db.transaction((tx) =>
    world.prospects.unsuppress({ companyId: world.companyId, tx, kind, value, reason }),
  )
const mark = (id: string, status: 'contacted' | 'replied' | 'bounced') =>
  world.prospects.markProspects(database.db, {
    companyId: world.companyId,
    prospectIds: [id],
    status,
    at: world.clock.now(),
  })

describe('what is shown of a prospect', () => {
  test('is raised by what happens and never lowered', async () => {
    const { id } = await world.add({ Email: 'a@example.com' })
    const statuses: string[] = []
    for (const status of ['contacted', 'replied', 'contacted', 'bounced', 'replied'] as const) {
      await mark(id, status)
      statuses.push((await world.find('a@example.com')).status)
    }
    expect(statuses).toEqual(['contacted', 'replied', 'replied', 'bounced', 'bounced'])
    await world.prospects.unsubscribeProspect({ ...world.who, ref: id })
    await mark(id, 'bounced')
    expect((await world.find('a@example.com')).status).toBe('unsubscribed')
    await world.prospects.changeToDoNotContact({ ...world.who, ref: id })
    await world.prospects.unsubscribeProspect({ ...world.who, ref: id })
    expect((await world.find('a@example.com')).status).toBe('do_not_contact')
  })

  test('an interaction is noted', async () => {
    const { id } = await world.add({ Email: 'a@example.com' })
    world.clock.advance(5000)
    await mark(id, 'contacted')
    expect((await world.find('a@example.com')).lastInteractionAt).toEqual(world.clock.now())
    await world.prospects.markProspects(database.db, {
      companyId: world.companyId,
      prospectIds: [],
      status: 'replied',
      at: world.clock.now(),
    })
  })
})

describe('suppression', () => {
  test('of an address marks its prospect, tells it once and is told to others each time', async () => {
    const { id } = await world.add({ Email: 'a@example.com' })
    await world.add({ Email: 'b@example.com' })
    expect(await suppress('address', ' A@Example.com', 'unsubscribed')).toEqual({ prospectIds: [id] })
    await suppress('address', 'a@example.com', 'unsubscribed')
    expect(await world.find('a@example.com')).toMatchObject({
      status: 'unsubscribed',
      suppressedBy: 'unsubscribed',
    })
    expect((await world.find('b@example.com')).suppressedBy).toBeNull()
    expect(world.suppressed).toEqual([
      { prospectIds: [id], reason: 'unsubscribed' },
      { prospectIds: [id], reason: 'unsubscribed' },
    ])
    expect(await world.kindsOf(id)).toEqual(['prospect_created', 'suppressed'])
  })

  test('of a domain marks everybody in it, those to come too, and nobody else', async () => {
    await world.add({ Email: 'a@example.com' })
    await world.add({ Email: 'a@sub.example.com' })
    await suppress('domain', '@Example.COM', 'do_not_contact')
    await world.add({ Email: 'b@example.com' })
    await world.add({ Email: 'a@example.com', City: 'X' })
    for (const email of ['a@example.com', 'b@example.com'])
      expect(await world.find(email)).toMatchObject({
        status: 'do_not_contact',
        suppressedBy: 'do_not_contact',
      })
    expect((await world.find('a@sub.example.com')).suppressedBy).toBeNull()
    expect(await world.prospects.isSuppressed({ ...world, email: 'z@example.com' })).toBe('do_not_contact')
  })

  test('the strongest reason counts, whatever the order', async () => {
    await world.add({ Email: 'a@example.com' })
    await suppress('address', 'a@example.com', 'complaint')
    await suppress('domain', 'example.com', 'bounced')
    expect(await world.find('a@example.com')).toMatchObject({
      status: 'unsubscribed',
      suppressedBy: 'complaint',
    })
    await suppress('address', 'late@example.com', 'bounced')
    await suppress('address', 'late@example.com', 'do_not_contact')
    await world.add({ Email: 'late@example.com' })
    expect((await world.find('late@example.com')).status).toBe('do_not_contact')
  })

  test('outlives deletion, and merging does not touch it', async () => {
    const { id } = await world.add({ Email: 'a@example.com' })
    await world.prospects.unsubscribeProspect({ ...world.who, ref: id })
    await database.db.query('DELETE FROM prospects WHERE company_id = $1 AND id = $2', [world.companyId, id])
    await world.add({ Email: 'A@example.com' })
    await world.add({ Email: 'a@example.com', City: 'X' })
    expect(await world.find('a@example.com')).toMatchObject({
      status: 'unsubscribed',
      suppressedBy: 'unsubscribed',
      city: 'X',
    })
  })

  test('of another company means nothing here', async () => {
    const other = await createProspectsFixture(database.db)
    await suppress('domain', 'example.com', 'do_not_contact')
    await other.add({ Email: 'a@example.com' })
    expect((await other.find('a@example.com')).suppressedBy).toBeNull()
  })

  test.each([
    ['address', 'nope'],
    ['domain', 'not a domain'],
    ['domain', ''],
  ] as const)('%s %j cannot be suppressed', async (kind, value) => {
    await expect(suppress(kind, value, 'do_not_contact')).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('an update that waits for a suppression does not undo it', async () => {
    const { id } = await world.add({ Email: 'a@example.com' })
    await Promise.all([
      suppress('address', 'a@example.com', 'do_not_contact'),
      ...Array.from({ length: 5 }, (_, index) => world.add({ Email: 'a@example.com', City: `${index}` })),
      world.update(id, { Title: 'CEO' }),
      mark(id, 'replied'),
    ])
    expect(await world.find('a@example.com')).toMatchObject({
      status: 'do_not_contact',
      suppressedBy: 'do_not_contact',
    })
  })
})

describe('taking it back', () => {
  test('do-not-contact goes back to what mails and answers had made of him', async () => {
    const { companyId } = world
    for (const [email, kinds, status] of [
      ['new@example.com', [], 'not_contacted'],
      ['sent@example.com', ['sent'], 'contacted'],
      ['replied@example.com', ['sent', 'replied', 'sent'], 'replied'],
    ] as const) {
      const { id } = await world.add({ Email: email })
      await world.events.appendEvents(
        database.db,
        companyId,
        kinds.map((kind) => ({ kind, occurredAt: world.clock.now(), prospectId: id, data: {} })),
      )
      await world.prospects.changeToDoNotContact({ ...world.who, ref: email })
      expect((await world.find(email)).status).toBe('do_not_contact')
      await world.prospects.revertDoNotContact({ ...world.who, ref: email })
      expect(await world.find(email)).toMatchObject({ status, suppressedBy: null })
      expect((await world.kindsOf(id)).at(-1)).toBe('unsuppressed')
    }
  })

  test('leaves every other reason in force', async () => {
    const { id } = await world.add({ Email: 'a@example.com' })
    await world.prospects.unsubscribeProspect({ ...world.who, ref: id })
    await world.prospects.changeToDoNotContact({ ...world.who, ref: id })
    await world.prospects.revertDoNotContact({ ...world.who, ref: id })
    expect(await world.find('a@example.com')).toMatchObject({
      status: 'unsubscribed',
      suppressedBy: 'unsubscribed',
    })
  })

  test('of what was not set changes nothing', async () => {
    const { id } = await world.add({ Email: 'a@example.com' })
    await mark(id, 'bounced')
    await world.prospects.revertDoNotContact({ ...world.who, ref: id })
    expect((await world.find('a@example.com')).status).toBe('bounced')
    expect(await world.kindsOf(id)).toEqual(['prospect_created'])
  })

  test('of an address is refused while its domain is on the list', async () => {
    await world.add({ Email: 'a@example.com' })
    await suppress('domain', 'example.com', 'do_not_contact')
    await expect(
      world.prospects.revertDoNotContact({ ...world.who, ref: 'a@example.com' }),
    ).rejects.toMatchObject({
      code: 'not_allowed',
      message: expect.stringContaining('Nobody at example.com is to be contacted'),
    })
    await unsuppress('domain', 'example.com', 'do_not_contact')
    expect(await world.find('a@example.com')).toMatchObject({ status: 'not_contacted', suppressedBy: null })
  })

  test('of an unknown prospect is not found', async () => {
    const ref = 'nobody@example.com'
    for (const ask of ['unsubscribeProspect', 'changeToDoNotContact', 'revertDoNotContact'] as const)
      await expect(world.prospects[ask]({ ...world.who, ref })).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('unsubscribing is told as such, once', async () => {
  const { id } = await world.add({ Email: 'a@example.com' })
  await world.prospects.unsubscribeProspect({ ...world.who, ref: 'a@example.com' })
  await world.prospects.unsubscribeProspect({ ...world.who, ref: id })
  expect(await world.kindsOf(id)).toEqual(['prospect_created', 'suppressed', 'unsubscribed'])
})

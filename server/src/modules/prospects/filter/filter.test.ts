import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../../../test/database.ts'
import type { Prospect } from '../prospect.ts'
import { createProspectsFixture, FIXTURE_START, type ProspectsFixture } from '../prospects-fixture.ts'
import { readFieldCondition } from './field-condition.ts'
import { filterConditions } from './filter-conditions.ts'
import { pageOfIds } from './page-of-ids.ts'
import { PROSPECT_SORTS, type ProspectFilter } from './prospect-filter.ts'
import { placeIn } from './prospect-order.ts'
import { withOnlyUsed } from './with-only-used.ts'
import { wordsOf } from './words.ts'

const PEOPLE = 60
const MINUTE = 60_000

let database: Awaited<ReturnType<typeof createTestDatabase>>
let world: ProspectsFixture
let everybody: Prospect[]
const enrolled = new Map<string, string>()

const one = <Value>(values: readonly Value[], index: number): Value | undefined =>
  values[index % values.length]

/** Sixty people, one a minute, of whom some are tagged, contacted, in a cadence. */
beforeAll(async () => {
  database = await createTestDatabase()
  world = await createProspectsFixture(database.db)
  const { companyId, userId, newId } = world
  for (let index = 0; index < PEOPLE; index += 1) {
    const { id } = await world.add({
      Email: `p${index}@firm${index % 7}.test`,
      List: one(['', 'three', 'four'], index),
      Tags: one(['', 'hot', 'hot|new', 'new'], index),
      Title: one(['Chief of Sales', 'VP, Sales', '', 'Überchef'], index),
      Company: one(['Acme Inc.', 'O’Neil & Söhne', 'x_y', ''], index >> 2),
      CustomFields: index % 5 ? [] : [{ key: 'Deal stage', value: one(['Won', 'Lost'], index / 5) }],
      ...(index % 3 ? {} : { Owner: world.colleagueEmail }),
    })
    world.clock.advance(MINUTE)
    if (index % 4 === 0)
      await world.prospects.markProspects(database.db, {
        ...{
          companyId,
          prospectIds: [id],
          status: index % 8 ? 'contacted' : 'replied',
          at: world.clock.now(),
        },
      })
    if (index % 6 === 0) enrolled.set(id, one(['in_cadence', 'replied', 'completed'], index / 6) ?? '')
  }
  await database.db.query(
    `INSERT INTO sequences (company_id, id, kind, name, name_key, owner_id, state, published, created_at, updated_at)
     VALUES ($1, 'sequence', 'cadence', 'S', 's', $2, 'live', '{}', $3, $3)`,
    [companyId, userId, FIXTURE_START],
  )
  await database.db.query(
    `INSERT INTO enrolments (company_id, id, sequence_id, prospect_id, started_by, status, phase, step_id, since, started_at)
     SELECT $1, e.id, 'sequence', e.prospect_id, $2, e.status, CASE e.status WHEN 'in_cadence' THEN 'held' ELSE 'ended' END, 'step', $3, $3
     FROM unnest($4::text[], $5::text[], $6::text[]) AS e (id, prospect_id, status)`,
    [
      companyId,
      userId,
      FIXTURE_START,
      [...enrolled].map(() => newId()),
      [...enrolled.keys()],
      [...enrolled.values()],
    ],
  )
  everybody = await world.prospects.listProspects({ companyId, limit: 1000 })
})
afterAll(() => database.drop())

type Wanted = { filter: ProspectFilter; fits: (prospect: Prospect) => boolean }

const minute = (index: number): Date => new Date(FIXTURE_START.getTime() + index * MINUTE)
const statusOf = ({ id }: Prospect) => enrolled.get(id)
const beginsIn = (words: string, texts: readonly (string | null)[]) =>
  wordsOf(words).every((word) => wordsOf(texts.join(' ')).some((other) => other.startsWith(word)))
const field = (condition: string, fits: Wanted['fits']): Wanted => ({
  filter: { fields: [readFieldCondition(condition)] },
  fits,
})

const wanted = async (): Promise<Wanted[]> => {
  const three = await world.prospects.findList({ ...world, name: 'three' })
  const tags = await world.prospects.companyTags(world)
  const tagId = (name: string) => tags.find((tag) => tag.name === name)?.id
  return [
    { filter: { listId: three?.id }, fits: ({ list }) => list === 'three' },
    { filter: { ownerId: world.colleagueId }, fits: ({ ownerId }) => ownerId === world.colleagueId },
    { filter: { status: 'replied' }, fits: ({ status }) => status === 'replied' },
    { filter: { tagId: tagId('hot') }, fits: ({ tags: his }) => his.includes('hot') },
    {
      filter: { tagIds: [tagId('hot') ?? '', tagId('new') ?? ''] },
      fits: ({ tags: his }) => his.includes('hot') && his.includes('new'),
    },
    { filter: { sequenceId: 'sequence' }, fits: (prospect) => statusOf(prospect) !== undefined },
    { filter: { sequenceState: 'held' }, fits: (prospect) => statusOf(prospect) === 'in_cadence' },
    { filter: { sequenceState: 'none' }, fits: (prospect) => statusOf(prospect) !== 'in_cadence' },
    {
      filter: { sequenceId: 'sequence', sequenceState: 'replied' },
      fits: (prospect) => statusOf(prospect) === 'replied',
    },
    {
      filter: { createdFrom: minute(9), createdBefore: minute(40) },
      fits: ({ createdAt }) => createdAt >= minute(9) && createdAt < minute(40),
    },
    { filter: { updatedBefore: minute(30) }, fits: ({ lastInteractionAt: at }) => at < minute(30) },
    {
      filter: { contactedFrom: minute(20), contactedBefore: minute(50) },
      fits: ({ lastContactedAt: at }) => at !== null && at >= minute(20) && at < minute(50),
    },
    field('title:is:vp, SALES', ({ title }) => title === 'VP, Sales'),
    field('title:contains:sal', ({ title }) => title?.includes('Sal') ?? false),
    field('title:contains:VP, s', ({ title }) => title === 'VP, Sales'),
    field('title:contains:, SALES', ({ title }) => title === 'VP, Sales'),
    field('title:contains:ÜBER', ({ title }) => title === 'Überchef'),
    field('company:contains:x_', ({ company }) => company === 'x_y'),
    field('company:empty', ({ company }) => company === null),
    field('title:present', ({ title }) => title !== null),
    field('email:present', () => true),
    field('custom.Deal%20stage:is:won', ({ customFields }) => customFields['Deal stage'] === 'Won'),
    field('custom.Deal%20stage:empty', ({ customFields }) => customFields['Deal stage'] === undefined),
    field('custom.Deal%20stage:present', ({ customFields }) => customFields['Deal stage'] !== undefined),
    {
      filter: { ids: everybody.flatMap(({ id }, index) => (index % 3 ? [id, id] : [])) },
      fits: (prospect) => everybody.indexOf(prospect) % 3 > 0,
    },
    {
      filter: { search: 'acme p1' },
      fits: ({ email, company, title }) => beginsIn('acme p1', [email, company, title]),
    },
  ]
}

const both = (a: ProspectFilter, b: ProspectFilter): ProspectFilter | undefined => {
  const shared = Object.keys(a).filter((key) => key in b && key !== 'fields')
  // Together they are one question of its own: who does not run in this sequence.
  const isOne = [a, b].some((one) => one.sequenceId) && [a, b].some((one) => one.sequenceState === 'none')
  return shared.length > 0 || isOne
    ? undefined
    : { ...a, ...b, fields: [...(a.fields ?? []), ...(b.fields ?? [])] }
}

test('each filter, and each two of them, find those for whom they hold, in every order and page by page', async () => {
  const filters = await wanted()
  const { companyId } = world
  for (const { filter, fits } of filters) expect([filter, everybody.some(fits)]).toEqual([filter, true])
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...filters),
      fc.constantFrom(...filters),
      fc.constantFrom(...PROSPECT_SORTS),
      async (first, second, sort) => {
        const filter = first === second ? first.filter : both(first.filter, second.filter)
        if (filter === undefined) return
        const found: string[] = []
        let after: string[] | undefined
        do {
          const page = await world.prospects.listProspects({ companyId, filter, sort, after, limit: 7 })
          found.push(...page.map(({ id }) => id))
          after = page.length < 7 ? undefined : page.slice(-1).flatMap(placeIn(sort))
        } while (after)
        const right = everybody.filter((prospect) => first.fits(prospect) && second.fits(prospect))
        expect(found.toSorted()).toEqual(right.map(({ id }) => id))
        const places = found
          .map((id) => everybody.find((prospect) => prospect.id === id))
          .flatMap((prospect) => (prospect ? [placeIn(sort)(prospect).join(' ')] : []))
        expect(places).toEqual(sort.startsWith('-') ? places.toSorted().reverse() : places.toSorted())
      },
    ),
    { numRuns: 150 },
  )
})

test('whatever readings a page is cut from, it is the same page', async () => {
  const filters = await wanted()
  const { companyId } = world
  const idsOf = async (filter: ProspectFilter, direction: 'ASC' | 'DESC', choices: number[]) => {
    const values: unknown[] = [companyId, PEOPLE, 0]
    const add = (value: unknown) => `$${values.push(value)}`
    const sql = await pageOfIds(database.db, {
      ...filterConditions(companyId, filter, add),
      ...{ filter, direction, after: undefined, limit: PEOPLE, values, add },
      choose: (readings) => [...new Set(choices.map((choice) => choice % readings.length))],
    })
    const { text, used } = withOnlyUsed(sql, values)
    return (await database.db.query<{ id: string }>(text, used)).rows.map(({ id }) => id)
  }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...filters),
      fc.constantFrom(...filters),
      fc.constantFrom('ASC', 'DESC'),
      fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
      async (first, second, direction, choices) => {
        const filter = first === second ? first.filter : both(first.filter, second.filter)
        if (filter === undefined) return
        const right = everybody.filter((prospect) => first.fits(prospect) && second.fits(prospect))
        const ids = right.map(({ id }) => id).toSorted()
        expect(await idsOf(filter, direction, choices)).toEqual(direction === 'ASC' ? ids : ids.reverse())
      },
    ),
    { numRuns: 300 },
  )
})

test('words are found as soon as they are written, and no more when they are gone', async () => {
  const { companyId } = world
  const find = async (search: string) =>
    (await world.prospects.listProspects({ companyId, filter: { search }, limit: 5 })).map(
      ({ email }) => email,
    )
  await world.update('p1@firm1.test', {
    City: 'Llanfair',
    CustomFields: [{ key: 'Note', value: 'first line\nsecond' }],
  })
  expect(await find('llanf')).toEqual(['p1@firm1.test'])
  expect(await find('second first')).toEqual(['p1@firm1.test'])
  await world.update('p1@firm1.test', { City: '' })
  expect(await find('llanf')).toEqual([])
  await world.add({ Email: 'long@firm.test', Title: 'ß'.repeat(1000), Company: `${'y'.repeat(900)} z` })
  expect(await find('ß'.repeat(999))).toEqual(['long@firm.test'])
  expect(await find('y z')).toEqual(['long@firm.test'])
  expect(await find('!?')).toHaveLength(5)
})

test.each([
  '',
  'title',
  'colour:empty',
  'title:is:',
  'title:near:x',
  'custom.:empty',
  'custom.%:empty',
  ':is:x',
])('where=%j is refused', (text) => {
  expect(() => readFieldCondition(text)).toThrow(
    expect.objectContaining({ code: 'invalid_input', field: 'where' }),
  )
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { type ProspectInput, readProspectInput } from './prospect-input.ts'
import { createProspectsFixture, type ProspectsFixture } from './prospects-fixture.ts'

let world: ProspectsFixture
let drop: () => Promise<void>
beforeAll(async () => {
  const database = await createTestDatabase()
  drop = database.drop
  world = await createProspectsFixture(database.db)
})
afterAll(() => drop())

/** The events that stand in the database, as listeners are told of events. */
const stored = async () => {
  const { rows } = await world.db.query<object>(
    `SELECT id, kind, occurred_at AS "occurredAt", prospect_id AS "prospectId", user_id AS "userId", data FROM events
     WHERE company_id = $1 ORDER BY id`,
    [world.companyId],
  )
  return rows
}
const heard = () => world.heard.toSorted((a, b) => (a.id < b.id ? -1 : 1))

const readInput = (input: object): ProspectInput => {
  const read = readProspectInput(input)
  if ('mistake' in read) throw new Error(read.mistake)
  return read
}

test('whoever listens to events hears of those that the statements of prospects append themselves', async () => {
  const { who, prospects, db, companyId, userId } = world
  await world.add({ Email: 'ann@zoo.test', List: 'New' })
  await world.add({ Email: 'ann@zoo.test', City: 'Berlin' })
  await world.add({ Email: 'ann@zoo.test', City: 'Berlin' })
  await prospects.upsertProspects({
    ...who,
    inputs: [{ Email: 'bob@zoo.test' }, { Email: 'cat@zoo.test', City: 'Rome' }, { Email: 'none' }],
  })
  expect(heard().map(({ kind }) => kind)).toEqual([
    ...['prospect_created', 'prospect_updated', 'prospect_created', 'prospect_created'],
  ])
  for (const onExisting of ['update', 'skip'] as const)
    await db.transaction((tx) =>
      prospects.writeImportedRows({
        ...{ tx, companyId, userId, importId: world.newId(), onExisting },
        rows: ['cat', 'dog', `eel-${onExisting}`].map((name) =>
          readInput({ Email: `${name}@zoo.test`, Company: 'Zoo', List: 'Imported' }),
        ),
      }),
    )
  expect(heard().filter(({ kind }) => kind === 'prospect_imported')).toHaveLength(4)
  expect(heard()).toEqual(await stored())
})

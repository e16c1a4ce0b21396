import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { createProspectsFixture, type ProspectsFixture } from './prospects-fixture.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let world: ProspectsFixture
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  world = await createProspectsFixture(database.db)
})

const save = (input: object) => world.prospects.upsertProspect({ ...world.who, input, heldToOwn: true })

test('who is held to his own merges into what is his, and leaves the rest as it is', async () => {
  await world.add({ Email: 'mine@zoo.test', City: 'Rome' })
  await world.add({ Email: 'his@zoo.test', City: 'Rome', Owner: world.colleagueEmail })
  expect(await save({ Email: 'mine@zoo.test', City: 'Oslo' })).toMatchObject({ outcome: 'updated' })
  expect(await save({ Email: 'mine@zoo.test', City: 'Oslo' })).toMatchObject({ outcome: 'unchanged' })
  const before = await world.find('his@zoo.test')
  for (const change of [{}, { City: 'Rome' }, { City: 'Oslo' }, { Tags: 'new' }, { List: 'Fair' }])
    await expect(save({ Email: 'his@zoo.test', ...change })).rejects.toMatchObject({
      code: 'conflict',
      field: 'Email',
    })
  expect(await world.find('his@zoo.test')).toEqual(before)
  await expect(save({ Email: 'new@zoo.test', Owner: world.colleagueEmail })).rejects.toMatchObject({
    code: 'forbidden',
    field: 'Owner',
  })
})

test('so it is when the colleague adds the address at the same moment', async () => {
  const isWaiting = async () =>
    (
      await database.db.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
    ).rows.length > 0
  // Makes the default list.
  await world.add({ Email: 'mine@zoo.test' })
  let saving: Promise<unknown> | undefined
  await database.db.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO prospects (company_id, id, email, email_key, domain, list_id, owner_id, created_at, updated_at, last_interaction_at)
       SELECT l.company_id, $2, 'his@zoo.test', 'his@zoo.test', 'zoo.test', l.id, $3, $4, $4, $4
       FROM lists l WHERE l.company_id = $1 AND l.name_key = 'default'`,
      [world.companyId, world.newId(), world.colleagueId, world.clock.now()],
    )
    saving = save({ Email: 'his@zoo.test', City: 'Oslo', Tags: 'new' }).catch((error: unknown) => error)
    while (!(await isWaiting())) await sleep(5)
  })
  expect(await saving).toMatchObject({ code: 'conflict', field: 'Email' })
  expect(await world.find('his@zoo.test')).toMatchObject({ city: null, tags: [], ownerId: world.colleagueId })
})

test.each(['update', 'skip'] as const)(
  'an import of a rep (%s) rejects the rows of others',
  async (onExisting) => {
    const { companyId, userId, db } = world
    await world.add({ Email: 'his@zoo.test', City: 'Rome', Owner: world.colleagueEmail })
    await db.query(`UPDATE memberships SET role = 'rep' WHERE company_id = $1 AND user_id = $2`, [
      companyId,
      userId,
    ])
    const row = (email: string, owner?: string) => ({
      address: { email, key: email, domain: 'zoo.test' },
      fields: new Map([['city', 'Oslo'] as const]),
      customFields: new Map<string, string>(),
      list: 'default',
      tags: [],
      owner,
      ignored: [],
    })
    const done = await db.transaction((tx) =>
      world.prospects.writeImportedRows({
        ...{ tx, companyId, userId, onExisting, importId: world.newId() },
        rows: [row('his@zoo.test'), row('new@zoo.test'), row('given@zoo.test', world.colleagueEmail)],
      }),
    )
    expect(done).toMatchObject({ added: 1, updated: 0, skipped: 0 })
    expect(done.rejected.map(({ index }) => index)).toEqual([0, 2])
    expect((await world.find('his@zoo.test')).city).toBe('Rome')
  },
)

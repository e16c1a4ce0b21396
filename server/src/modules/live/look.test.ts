import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createEvents, type EventKind, type Events } from '#modules/events/index.ts'
import { type ManualClock, manualClock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { insertCompany, insertProspects } from '#test/insert-company.ts'
import { createLook } from './look.ts'
import { EVERYTHING, pathsFor } from './news.ts'

let db: Database
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, drop } = await createTestDatabase())
})
afterAll(() => drop())

let clock: ManualClock
let events: Events
let companyId: string
let userIds: string[]
let prospectIds: string[]
let look: ReturnType<typeof createLook>
beforeEach(async () => {
  clock = manualClock(new Date('2026-03-02T09:00:00Z'))
  events = createEvents({ db, newId: createIds({ clock }) })
  ;({ companyId, userIds } = await insertCompany(db, ['ann@acme.test', 'bob@acme.test']))
  const [annId = '', bobId = ''] = userIds
  const ofAnn = await insertProspects(db, { companyId, ownerId: annId, emails: ['a@example.test'] })
  const ofBob = await insertProspects(db, { companyId, ownerId: bobId, emails: ['b@example.test'] })
  prospectIds = [...ofAnn, ...ofBob]
  look = createLook({ db, clock, companyId })
})

const happen = (kind: EventKind & ('released' | 'completed'), prospectId?: string, tx: Queryable = db) =>
  events.appendEvents(tx, companyId, [{ kind, prospectId, occurredAt: clock.now(), data: {} }])

const heard = async (userId = userIds[0] ?? '', seesAll = true) => {
  clock.advance(1_000)
  const news = await look()
  return news === null ? [] : pathsFor(news, { userId, seesAll })
}

test('the first look only learns how things stand; what happens then is found once', async () => {
  await happen('released')
  clock.advance(10_000)
  expect(await heard()).toEqual([])
  await happen('released')
  expect(await heard()).toContain('/cadences')
  expect(await heard()).toEqual([])
})

test('an event that is committed late, behind younger ones, is found too', async () => {
  await look()
  await db.transaction(async (tx) => {
    await happen('released', prospectIds[0], tx)
    clock.advance(20_000)
    await happen('released')
    expect(await heard()).not.toEqual([])
    expect(await heard()).toEqual([])
  })
  expect(await heard()).toContain('/cadences')
})

test('what is about a prospect is for his owner and for those who see all', async () => {
  await look()
  const [, bobId = ''] = userIds
  await happen('completed', prospectIds[1])
  clock.advance(1_000)
  const news = await look()
  if (news === null) throw new Error('nothing was found')
  expect(pathsFor(news, { userId: bobId, seesAll: false })).toContain('/prospects')
  expect(pathsFor(news, { userId: userIds[0] ?? '', seesAll: true })).toContain('/prospects')
  expect(pathsFor(news, { userId: userIds[0] ?? '', seesAll: false })).toEqual([])
})

test('after thousands of events everything may have changed; other companies hear nothing', async () => {
  const other = await insertCompany(db)
  const elsewhere = createLook({ db, clock, companyId: other.companyId })
  await look()
  await elsewhere()
  await events.appendEvents(
    db,
    companyId,
    Array.from({ length: 2_000 }, () => ({
      kind: 'released' as const,
      occurredAt: clock.now(),
      data: {},
    })),
  )
  expect(await heard()).toEqual([EVERYTHING])
  expect(await heard()).toEqual([])
  expect(await elsewhere()).toBeNull()
})

test('a notice is found without an event', async () => {
  const newId = createIds({ clock })
  await look()
  await db.query(
    `INSERT INTO notices (company_id, id, kind, text, created_at) VALUES ($1, $2, 'test', 'Look here', $3)`,
    [companyId, newId(), clock.now()],
  )
  expect(await heard()).toEqual(['/notices'])
  expect(await heard()).toEqual([])
})

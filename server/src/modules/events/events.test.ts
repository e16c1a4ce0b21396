import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manualClock } from '#platform/clock/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { createTestDatabase } from '../../../test/database.ts'
import { createEvents, type Events, insertEventsSql, type NewEvent, type StoredEvent } from './index.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let events: Events
const start = new Date('2026-03-02T09:00:00Z')
const newId = createIds({ clock: manualClock(start) })

beforeAll(async () => {
  database = await createTestDatabase()
  events = createEvents({ db: database.db, newId })
})
afterAll(() => database.drop())

const at = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000)

describe('events', () => {
  test('are appended in sets, with the references they have, and read back newest first', async () => {
    const companyId = newId()
    const prospectId = newId()
    await events.appendEvents(database.db, companyId, [
      { kind: 'started', occurredAt: at(0), prospectId, enrolmentId: 'e1', userId: 'u1', data: {} },
      {
        kind: 'held',
        occurredAt: at(1),
        prospectId,
        data: { hold: { reason: 'missing_variable', variables: ['a"b'] } },
      },
      { kind: 'sent', occurredAt: at(2), prospectId: 'somebody else', data: {} },
    ])
    const found = await events.timeline({ companyId, prospectId, limit: 10 })
    expect(found.map(({ kind }) => kind)).toEqual(['held', 'started'])
    expect(found[0]).toMatchObject({
      data: { hold: { reason: 'missing_variable', variables: ['a"b'] } },
      enrolmentId: null,
    })
    expect(found[1]).toMatchObject({ enrolmentId: 'e1', userId: 'u1', mailboxId: null, occurredAt: at(0) })
  })

  test('are paged without loss or repetition, also where many happened at one instant', async () => {
    const companyId = newId()
    const prospectId = newId()
    const written: NewEvent[] = Array.from({ length: 25 }, (_, index) => ({
      kind: 'clicked',
      occurredAt: at(Math.floor(index / 7)),
      prospectId,
      data: { url: `https://a.test/${index}`, machine: false },
    }))
    await events.appendEvents(database.db, companyId, written)
    const seen: StoredEvent[] = []
    for (;;) {
      const page = await events.timeline({ companyId, prospectId, before: seen.at(-1), limit: 4 })
      seen.push(...page)
      if (page.length < 4) break
    }
    expect(seen.map(({ data }) => data.url)).toEqual(
      written.map(({ data }) => ('url' in data ? data.url : '')).reverse(),
    )
  })

  test('an empty set needs no statement', async () => {
    await events.appendEvents({ query: () => Promise.reject(new Error('asked')) }, newId(), [])
  })

  test('listeners are told of them, with their ids, in the transaction that appends them', async () => {
    const companyId = newId()
    const prospectId = newId()
    const heard: unknown[] = []
    const { appendEvents } = createEvents({
      db: database.db,
      newId,
      listeners: [
        async (tx, company, appended) => {
          const { rows } = await tx.query('SELECT id FROM events WHERE company_id = $1', [company])
          heard.push({ rows, appended })
          if (appended.length === 2) throw new Error('no more')
        },
      ],
    })
    const event: NewEvent = { kind: 'completed', occurredAt: at(0), prospectId, data: {} }
    await appendEvents(database.db, companyId, [])
    await appendEvents(database.db, companyId, [event])
    const [{ id } = { id: '' }] = await events.timeline({ companyId, prospectId, limit: 1 })
    expect(heard).toEqual([{ rows: [{ id }], appended: [{ ...event, id }] }])
    await expect(
      database.db.transaction((tx) => appendEvents(tx, companyId, [event, event])),
    ).rejects.toThrow('no more')
    expect(await events.timeline({ companyId, prospectId, limit: 9 })).toHaveLength(1)
  })

  test('another company sees nothing of them', async () => {
    const prospectId = newId()
    await events.appendEvents(database.db, newId(), [
      { kind: 'completed', occurredAt: at(0), prospectId, data: {} },
    ])
    expect(await events.timeline({ companyId: newId(), prospectId, limit: 10 })).toEqual([])
  })

  test('a statement of another module can append them as its own part', async () => {
    const companyId = newId()
    const prospectId = newId()
    await database.db.query(
      insertEventsSql(
        `SELECT $1, $2, 'prospect_created', $3::timestamptz, $4, NULL, '{"source":"api"}'::jsonb`,
      ),
      [companyId, newId(), start, prospectId],
    )
    expect(await events.timeline({ companyId, prospectId, limit: 1 })).toMatchObject([
      { kind: 'prospect_created', data: { source: 'api' } },
    ])
  })
})

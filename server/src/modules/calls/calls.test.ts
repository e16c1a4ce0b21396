import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewEvent } from '#modules/events/index.ts'
import { type ManualClock, manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { AppError, notFound } from '#platform/errors/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { insertCompany, insertProspects } from '#test/insert-company.ts'
import { type Calls, createCalls } from './index.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: Database
let clock: ManualClock
let companyId: string
let userId: string
let prospectId: string
let otherId: string
let events: NewEvent[]
let contacted: string[]
let calls: Calls

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterAll(() => database.drop())
beforeEach(async () => {
  ;({ companyId, userId } = await insertCompany(db))
  const ids = await insertProspects(db, { companyId, ownerId: userId, emails: ['ann@x.test', 'bob@x.test'] })
  prospectId = ids[0] ?? ''
  otherId = ids[1] ?? ''
  await db.query(`UPDATE prospects SET phone = '+1 415 555 0123' WHERE company_id = $1 AND id = $2`, [
    companyId,
    prospectId,
  ])
  clock = manualClock(new Date('2026-03-02T12:00:00Z'))
  events = []
  contacted = []
  calls = createCalls({
    db,
    clock,
    newId: createIds({ clock }),
    secrets: createSecrets('a key for tests that is long enough'),
    publicUrl: undefined,
    fetch: () => Promise.reject(new Error('nobody is reached')),
    appendEvents: async (_tx, _companyId, some) => void events.push(...some),
    markContacted: async (_tx, { prospectIds }) => void contacted.push(...prospectIds),
    taskOf: async (_tx, { taskId }) => {
      if (taskId === 'f'.repeat(24)) throw notFound('There is no such task.', 'taskId')
      return { prospectId }
    },
  })
})

const log = (more: Partial<Parameters<Calls['logCall']>[0]> = {}) =>
  calls.logCall({ companyId, userId, prospectId, disposition: 'answered', ...more })
const failure = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AppError) return error
  throw new Error('expected an AppError', { cause: error })
}

describe('a call that is logged', () => {
  it('is completed, began as long ago as it lasted, and is from and to the known numbers', async () => {
    await calls.storeOwnPhone({ companyId, userId, number: '+1 (415) 555-0100' })
    const call = await log({ durationSeconds: 90, notes: ' Wants an offer ' })
    expect(call).toMatchObject({
      provider: 'manual',
      state: 'completed',
      disposition: 'answered',
      durationSeconds: 90,
      notes: 'Wants an offer',
      startedAt: new Date('2026-03-02T11:58:30Z'),
      endedAt: clock.now(),
      fromNumber: '+14155550100',
      toNumber: '+1 415 555 0123',
    })
    expect(await calls.callById({ companyId, callId: call.id })).toEqual(call)
    expect(events).toEqual([
      {
        kind: 'call_logged',
        occurredAt: call.startedAt,
        prospectId,
        userId,
        data: {
          callId: call.id,
          provider: 'manual',
          disposition: 'answered',
          seconds: 90,
          notes: 'Wants an offer',
        },
      },
    ])
    expect(contacted).toEqual([prospectId])
  })

  it('contacts nobody when nobody answered', async () => {
    expect(await log({ disposition: 'not_answered' })).toMatchObject({ durationSeconds: 0 })
    expect(contacted).toEqual([])
    await log({ disposition: 'voice_mail' })
    expect(contacted).toEqual([prospectId])
  })

  it.each([
    [{ durationSeconds: -1 }, 'durationSeconds'],
    [{ durationSeconds: 86_401 }, 'durationSeconds'],
    [{ toNumber: 'call me' }, 'toNumber'],
    [{ fromNumber: '12' }, 'fromNumber'],
    [{ notes: 'x'.repeat(20_001) }, 'notes'],
    [{ startedAt: new Date('2026-03-02T12:00:01Z') }, 'startedAt'],
    [{ prospectId: 'f'.repeat(24) }, 'prospectId'],
    [{ taskId: 'f'.repeat(24) }, 'taskId'],
  ])('is refused for %j', async (changes, field) => {
    expect(await failure(log(changes))).toMatchObject({ field })
    expect(await calls.listCalls({ companyId, limit: 9 })).toEqual([])
    expect(events).toEqual([])
  })

  it('is refused for a task of another prospect', async () => {
    expect(await failure(log({ prospectId: otherId, taskId: 'a'.repeat(24) }))).toMatchObject({
      code: 'conflict',
      field: 'taskId',
    })
  })
})

describe('click-to-call', () => {
  const dial = (more: object = {}) => calls.dial({ companyId, userId, prospectId, ...more })

  it('answers a tel: link and opens a call, which its user completes', async () => {
    const { call, url } = await dial()
    expect(url).toBe('tel:+14155550123')
    expect(call).toMatchObject({
      provider: 'tel',
      state: 'open',
      disposition: null,
      toNumber: '+14155550123',
    })
    expect(events).toMatchObject([{ kind: 'call_started', data: { callId: call.id, to: '+14155550123' } }])
    clock.advance(75_000)
    const done = await calls.changeCall({
      companyId,
      callId: call.id,
      details: { disposition: 'answered', notes: 'Friendly' },
    })
    expect(done).toMatchObject({ state: 'completed', durationSeconds: 75, endedAt: clock.now() })
    expect(events.map(({ kind }) => kind)).toEqual(['call_started', 'call_logged'])
    const corrected = await calls.changeCall({
      companyId,
      callId: call.id,
      details: { disposition: 'voice_mail', durationSeconds: 20 },
    })
    expect(corrected).toMatchObject({ disposition: 'voice_mail', durationSeconds: 20, notes: 'Friendly' })
    await calls.changeCall({ companyId, callId: call.id, details: {} })
    expect(events.map(({ kind }) => kind)).toEqual(['call_started', 'call_logged', 'call_changed'])
  })

  it('takes another number, with its extension', async () => {
    expect(await dial({ number: '+44 (0)20 7946 0958 ext 12' })).toMatchObject({
      url: 'tel:+442079460958;ext=12',
      call: { toNumber: '+442079460958 ext. 12' },
    })
  })

  it.each([
    [{ number: 'none' }, 'number'],
    [{ prospectId: 'f'.repeat(24) }, 'prospectId'],
    [{ taskId: 'f'.repeat(24) }, 'taskId'],
    [{ provider: 'twilio' }, 'provider'],
  ])('is refused for %j, and nothing is written', async (changes, field) => {
    expect(await failure(dial(changes))).toMatchObject({ field })
    expect(await calls.listCalls({ companyId, limit: 9 })).toEqual([])
  })

  it('is refused without a number, and for whom is not to be contacted', async () => {
    expect(await failure(dial({ prospectId: otherId }))).toMatchObject({ field: 'number' })
    await db.query(
      `UPDATE prospects SET suppressed_by = 'do_not_contact' WHERE company_id = $1 AND id = $2`,
      [companyId, prospectId],
    )
    expect(await failure(dial())).toMatchObject({ code: 'not_allowed', field: 'prospectId' })
  })

  it('an open call needs a disposition to have a duration', async () => {
    const { call } = await dial()
    const change = (details: object) => calls.changeCall({ companyId, callId: call.id, details })
    expect(await failure(change({ durationSeconds: 5 }))).toMatchObject({ field: 'disposition' })
    expect(await change({ notes: 'ringing' })).toMatchObject({ state: 'open', notes: 'ringing' })
  })
})

describe('the call of a task', () => {
  const ofTask = (more: object) =>
    db.transaction((tx) =>
      calls.logCallOfTask(tx, {
        companyId,
        userId,
        prospectId,
        taskId: 'a'.repeat(24),
        disposition: 'answered',
        ...more,
      }),
    )

  it('is a new one, or the one that was dialled for it', async () => {
    expect(await ofTask({ durationSeconds: 5 })).toMatchObject({ provider: 'manual', taskId: 'a'.repeat(24) })
    const { call } = await calls.dial({ companyId, userId, prospectId })
    expect(await ofTask({ callId: call.id, durationSeconds: 6 })).toMatchObject({
      id: call.id,
      provider: 'tel',
      state: 'completed',
      taskId: 'a'.repeat(24),
      durationSeconds: 6,
    })
    expect(await calls.listCalls({ companyId, limit: 9 })).toHaveLength(2)
  })

  it('cannot be one to another prospect', async () => {
    const { call } = await calls.dial({ companyId, userId, prospectId: otherId, number: '5550123' })
    expect(await failure(ofTask({ callId: call.id }))).toMatchObject({ code: 'conflict', field: 'callId' })
  })
})

describe('lists', () => {
  it('filter, and go page by page, newest first, also through calls of one moment', async () => {
    for (const disposition of ['answered', 'not_answered', 'answered'] as const) await log({ disposition })
    await log({ prospectId: otherId, disposition: 'voice_mail' })
    const all = await calls.listCalls({ companyId, limit: 9 })
    expect(all).toHaveLength(4)
    expect(all[0]).toMatchObject({ prospectEmail: 'bob@x.test', prospectName: 'bob' })
    const seen: string[] = []
    let after: { startedAt: Date; id: string } | undefined
    for (;;) {
      const [call] = await calls.listCalls({ companyId, limit: 1, after })
      if (!call) break
      seen.push(call.id)
      after = call
    }
    expect(seen).toEqual(all.map(({ id }) => id))
    const count = async (filter: object) => (await calls.listCalls({ companyId, limit: 9, ...filter })).length
    expect(await count({ disposition: 'answered' })).toBe(2)
    expect(await count({ prospectId: otherId })).toBe(1)
    expect(await count({ state: 'open' })).toBe(0)
    expect(await count({ userId: 'f'.repeat(24) })).toBe(0)
    const other = await insertCompany(db)
    expect(await calls.listCalls({ companyId: other.companyId, limit: 9 })).toEqual([])
  })
})

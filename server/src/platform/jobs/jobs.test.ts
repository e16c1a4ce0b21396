import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createTestDatabase } from '../../../test/database.ts'
import { createInlineJobs, createPgBossJobs } from './index.ts'

let db: Database
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, drop } = await createTestDatabase())
})
afterAll(() => drop())

/** Resolves when `count` payloads have come. */
const collect = (count: number) => {
  const seen: string[] = []
  let done: () => void = () => {}
  const all = new Promise<void>((resolve) => {
    done = resolve
  })
  const take = async ({ id }: { id: string }) => {
    seen.push(id)
    if (seen.length === count) done()
  }
  return { seen, all, take }
}

describe('pg-boss', () => {
  const build = () =>
    createPgBossJobs({ db, newId: createIds({ clock: systemClock() }), log: silentLog(), pollSeconds: 0.5 })

  test('a job runs when its transaction commits, and never when it is undone', async () => {
    const jobs = build()
    const got = collect(1)
    jobs.define('greet', got.take)
    await jobs.start()
    try {
      await expect(
        db.transaction(async (tx) => {
          await jobs.enqueue(tx, 'greet', { id: 'undone' })
          throw new Error('no')
        }),
      ).rejects.toThrow('no')
      await db.transaction((tx) => jobs.enqueue(tx, 'greet', { id: 'kept' }))
      await got.all
      expect(got.seen).toEqual(['kept'])
    } finally {
      await jobs.stop()
    }
  })

  test('of jobs with one singleton key only one waits; jobs without a key all run', async () => {
    const quiet = build()
    quiet.define('sync', async () => {})
    await quiet.start({ work: false })
    await quiet.enqueue(db, 'sync', { id: 'a' }, { singletonKey: 'box-1' })
    await quiet.enqueue(db, 'sync', { id: 'b' }, { singletonKey: 'box-1' })
    await quiet.enqueue(db, 'sync', { id: 'c' })
    await quiet.enqueue(db, 'sync', { id: 'd' })
    await quiet.stop()
    const jobs = build()
    const got = collect(3)
    jobs.define('sync', got.take)
    await jobs.start()
    await got.all
    await jobs.stop()
    expect(got.seen.sort()).toEqual(['a', 'c', 'd'])
  })

  test('stopping tells the job under way', async () => {
    const jobs = build()
    let begun: () => void = () => {}
    const running = new Promise<void>((resolve) => {
      begun = resolve
    })
    jobs.define('import', (_payload, { signal }) => {
      begun()
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve())
      })
    })
    await jobs.start()
    await jobs.enqueue(db, 'import', { id: 'x' })
    await running
    await jobs.stop()
  })

  test('several that start at once on a fresh database all do', async () => {
    const fresh = await createTestDatabase()
    const all = Array.from({ length: 4 }, () => {
      const newId = createIds({ clock: systemClock() })
      const jobs = createPgBossJobs({ db: fresh.db, newId, log: silentLog() })
      jobs.define('greet', async () => {})
      return jobs
    })
    await Promise.all(all.map((jobs) => jobs.start({ work: false })))
    await Promise.all(all.map((jobs) => jobs.stop()))
    await fresh.drop()
  })

  test('an unknown name is a mistake', async () => {
    await expect(build().enqueue(db, 'nothing', {})).rejects.toThrow('the job nothing is not defined')
  })
})

describe('inline', () => {
  test('runs what was committed, in order, with what it leads to', async () => {
    const jobs = createInlineJobs({ db })
    const seen: string[] = []
    jobs.define<{ id: string }>('second', async ({ id }) => {
      seen.push(id)
    })
    jobs.define<{ id: string }>('first', async ({ id }) => {
      seen.push(id)
      await jobs.enqueue(db, 'second', { id: `${id} again` })
    })
    await db.transaction((tx) => jobs.enqueue(tx, 'first', { id: 'kept' }))
    await db
      .transaction(async (tx) => {
        await jobs.enqueue(tx, 'first', { id: 'undone' })
        throw new Error('no')
      })
      .catch(() => {})
    await jobs.enqueue(db, 'second', { id: 'once' }, { singletonKey: 'k' })
    await jobs.enqueue(db, 'second', { id: 'twice' }, { singletonKey: 'k' })
    expect(await jobs.drain()).toBe(3)
    expect(seen).toEqual(['kept', 'once', 'kept again'])
    expect(jobs.waiting()).toBe(0)
  })

  test('a job of an open transaction goes on waiting', async () => {
    const jobs = createInlineJobs({ db })
    jobs.define('later', async () => {})
    await db.transaction(async (tx) => {
      await jobs.enqueue(tx, 'later', {})
      expect(await jobs.drain()).toBe(0)
    })
    expect(await jobs.drain()).toBe(1)
  })
})

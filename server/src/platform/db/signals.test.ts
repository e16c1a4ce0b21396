import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createEmptyTestDatabase } from '#test/database.ts'
import { systemClock } from '../clock/index.ts'
import { silentLog } from '../log/index.ts'
import { listen, ring } from './signals.ts'
import type { Database } from './types.ts'

let db: Database
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, drop } = await createEmptyTestDatabase())
})
afterAll(() => drop())

const listening = async () => {
  const stop = new AbortController()
  let rings = 0
  const done = listen({
    url: db.url,
    channel: 'work',
    onRing: () => {
      rings += 1
    },
    signal: stop.signal,
    clock: { ...systemClock(), sleep: async () => {} },
    log: silentLog(),
  })
  await vi.waitUntil(() => rings === 1, { timeout: 10_000 })
  return {
    rings: () => rings,
    until: (count: number) => vi.waitUntil(() => rings >= count, { timeout: 10_000 }),
    end: async () => {
      stop.abort()
      await done
    },
  }
}

test('rings when a transaction commits, once for all its rings, and not when it is undone', async () => {
  const bell = await listening()
  await db
    .transaction(async (tx) => {
      await ring(tx, 'work')
      throw new Error('no')
    })
    .catch(() => {})
  await db.transaction(async (tx) => {
    await ring(tx, 'work')
    await ring(tx, 'work')
  })
  await ring(db, 'work')
  await bell.until(3)
  // Rings come in the order of commits: had the undone one rung, there would be a fourth by now.
  expect(bell.rings()).toBe(3)
  await bell.end()
})

test('a connection that was cut is made again, and rings at once for what came meanwhile', async () => {
  const bell = await listening()
  await db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cadenza bell'
    AND datname = current_database()`)
  await bell.until(2)
  await ring(db, 'work')
  await bell.until(3)
  await bell.end()
})

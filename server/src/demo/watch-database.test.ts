import { expect, test } from 'vitest'
import type { Database } from '#platform/db/index.ts'
import { watchDatabase } from './watch-database.ts'

/** Statements end when told to. */
const slowDatabase = () => {
  const ends: (() => void)[] = []
  const wait = () => new Promise<void>((resolve) => ends.push(resolve))
  const db: Database = {
    url: '',
    query: async () => {
      await wait()
      return { rows: [], rowCount: 0 }
    },
    transaction: async (work) => {
      await wait()
      return work(db)
    },
    close: async () => {},
  }
  return { db, endNext: () => ends.shift()?.() }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('is quiet when the last statement ended and led to no other', async () => {
  const slow = slowDatabase()
  const { db, quiet } = watchDatabase(slow.db)
  let isQuiet = false
  const work = db.query('SELECT 1').then(() => db.transaction(async () => undefined))
  const waiting = quiet().then(() => {
    isQuiet = true
  })
  slow.endNext()
  await turn()
  await turn()
  expect(isQuiet).toBe(false)
  slow.endNext()
  await Promise.all([work, waiting])
  expect(isQuiet).toBe(true)
})

test('a statement that fails is over too', async () => {
  const failing: Database = {
    ...slowDatabase().db,
    query: async () => {
      throw new Error('no')
    },
  }
  const { db, quiet } = watchDatabase(failing)
  await expect(db.query('SELECT 1')).rejects.toThrow('no')
  await quiet()
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEmptyTestDatabase } from '#test/database.ts'
import type { Database, Queryable } from './types.ts'

let db: Database
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, drop } = await createEmptyTestDatabase())
  await db.query('CREATE TABLE things (id bigint PRIMARY KEY)')
})
afterAll(() => drop())

const first = async (text: string, values?: unknown[]) =>
  (await db.query<Record<string, unknown>>(text, values)).rows[0]

test('reads int8 as a number, and as text where a number would be wrong', async () => {
  expect(await first('SELECT 9007199254740991::int8 AS safe, 9007199254740993::int8 AS unsafe')).toEqual({
    safe: 9007199254740991,
    unsafe: '9007199254740993',
  })
})

test('reads dates as days, timestamps as instants, numerics as text and arrays alike', async () => {
  expect(
    await first(`SELECT '2026-03-29'::date AS day, '2026-03-29T01:00:00+02'::timestamptz AS instant, 1.10::numeric AS price,
      ARRAY[1, NULL]::int8[] AS numbers, ARRAY['2026-01-01']::date[] AS days, ARRAY['a,b', 'c"d'] AS texts`),
  ).toEqual({
    day: '2026-03-29',
    instant: new Date('2026-03-28T23:00:00Z'),
    price: '1.10',
    numbers: [1, null],
    days: ['2026-01-01'],
    texts: ['a,b', 'c"d'],
  })
})

test('answers several statements with the rows of all of them', async () => {
  expect(await db.query('BEGIN; SELECT 1 AS a; SELECT 2 AS b UNION SELECT 3 ORDER BY 1; COMMIT')).toEqual({
    rows: [{ a: 1 }, { b: 2 }, { b: 3 }],
    rowCount: 3,
  })
})

test('leaves no named statement behind', async () => {
  await db.query('SELECT $1::int', [1])
  expect((await db.query('SELECT name FROM pg_prepared_statements')).rows).toEqual([])
})

test('names itself in pg_stat_activity', async () => {
  expect(await first(`SELECT current_setting('application_name') AS name`)).toEqual({ name: 'cadenza' })
})

test('commits what a transaction did and returns its result', async () => {
  expect(await db.transaction((tx) => tx.query('INSERT INTO things VALUES (1)').then(() => 'done'))).toBe(
    'done',
  )
  expect((await db.query('SELECT 1 FROM things WHERE id = 1')).rowCount).toBe(1)
})

test('rolls back and rethrows the very error', async () => {
  const error = new Error('no')
  const work = async (tx: Queryable) => {
    await tx.query('INSERT INTO things VALUES (2)')
    throw error
  }
  await expect(db.transaction(work)).rejects.toBe(error)
  expect((await db.query('SELECT 1 FROM things WHERE id = 2')).rowCount).toBe(0)
})

test('runs a transaction again that was sacrificed to end a deadlock', async () => {
  await db.query('INSERT INTO things VALUES (10), (11)')
  const arrived: number[] = []
  const bothThere = Promise.withResolvers<void>()
  const lockInOrder = (one: number, other: number) => {
    let attempts = 0
    return db.transaction(async (tx) => {
      attempts += 1
      await tx.query('SELECT 1 FROM things WHERE id = $1 FOR UPDATE', [one])
      if (attempts === 1 && arrived.push(one) === 2) bothThere.resolve()
      await bothThere.promise
      await tx.query('SELECT 1 FROM things WHERE id = $1 FOR UPDATE', [other])
      return attempts
    })
  }
  expect((await Promise.all([lockInOrder(10, 11), lockInOrder(11, 10)])).sort()).toEqual([1, 2])
})

test('never reports a commit that PostgreSQL turned into a rollback', async () => {
  const work = async (tx: Queryable) => {
    await tx.query('INSERT INTO things VALUES (3)')
    await tx.query('SELECT 1/0').catch(() => {})
  }
  await expect(db.transaction(work)).rejects.toThrow('rolled back')
})

test('refuses statements on a transaction that has ended', async () => {
  const tx = await db.transaction(async (inner) => inner)
  await expect(tx.query('SELECT 1')).rejects.toThrow('already ended')
})

test('goes on after its connections were cut, idle or inside a transaction, and says so', async () => {
  const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`
  const work = async (tx: Queryable) => {
    await tx.query('SELECT 1')
    await db.query(cut)
    await tx.query('SELECT 1')
  }
  await expect(db.transaction(work)).rejects.toThrow()
  await expect(db.query('SELECT 1')).resolves.toMatchObject({ rowCount: 1 })
})

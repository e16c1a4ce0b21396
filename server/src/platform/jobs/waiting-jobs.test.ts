import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from '#platform/clock/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createEmptyTestDatabase } from '#test/database.ts'
import { createPgBossJobs, enqueueAgain, type Jobs, queueDepths, waitingJobs } from './index.ts'

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work()
})

const installation = async (names: readonly string[]) => {
  const { db, drop } = await createEmptyTestDatabase()
  cleanUp.push(drop)
  expect([await waitingJobs(db), await queueDepths(db)]).toEqual([[], []])
  const jobs: Jobs = createPgBossJobs({
    db,
    newId: createIds({ clock: systemClock() }),
    log: silentLog(),
    pollSeconds: 0.5,
  })
  const ran: unknown[] = []
  for (const name of names)
    jobs.define(name, async (payload) => {
      ran.push({ name, payload })
    })
  cleanUp.push(() => jobs.stop())
  return { db, jobs, ran }
}

test('jobs that wait, and those under way, run in another installation; kinds that it lacks are left out', async () => {
  const old = await installation(['import', 'gone'])
  await old.jobs.start({ work: false })
  await old.db.transaction(async (tx) => {
    await old.jobs.enqueue(tx, 'import', { importId: 'a' }, { singletonKey: 'a' })
    await old.jobs.enqueue(tx, 'import', { importId: 'b' })
    await old.jobs.enqueue(tx, 'gone', {})
  })
  // As a process that is at work has marked it.
  await old.db.query(
    `UPDATE pgboss.job SET state = 'active', started_on = created_on WHERE data->>'importId' = 'b'`,
  )
  const waiting = await waitingJobs(old.db)
  // Those of one transaction are of one time, and their ids are random on older PostgreSQLs.
  expect(waiting.map(({ name, payload }) => `${name} ${JSON.stringify(payload)}`).sort()).toEqual([
    'gone {}',
    'import {"importId":"a"}',
    'import {"importId":"b"}',
  ])
  expect((await queueDepths(old.db)).map(({ queue }) => queue)).toEqual(
    expect.arrayContaining(['gone', 'import']),
  )

  const other = await installation(['import'])
  await other.jobs.start()
  const carried: unknown[] = JSON.parse(JSON.stringify(waiting))
  expect(await other.db.transaction((tx) => enqueueAgain(other.jobs, tx, [...carried, 'no job']))).toBe(2)
  await vi.waitUntil(() => other.ran.length === 2, { timeout: 20_000 })
  expect(other.ran).toEqual(expect.arrayContaining([{ name: 'import', payload: { importId: 'a' } }]))
  await vi.waitUntil(async () => (await waitingJobs(other.db)).length === 0, { timeout: 20_000 })
})

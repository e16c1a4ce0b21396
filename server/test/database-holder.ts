// A process of its own for tests that kill one: opens the database server of a folder, says so, and writes rows until it is ended.
import { connectDatabase } from '#platform/db/connect-database.ts'
import { openDatabaseServer } from '#platform/db/embedded/index.ts'

const [dataDir = ''] = process.argv.slice(2)
const say = (word: string) => process.stdout.write(`${word}\n`)
const quiet = () => {}

const server = await openDatabaseServer({ dataDir, log: { info: quiet, warn: quiet, error: quiet } })
const db = connectDatabase({ url: server.url })
await db.query('CREATE TABLE IF NOT EXISTS written (n bigint PRIMARY KEY)')

let ending = false
process.once('SIGTERM', () => {
  ending = true
})
say('open')
const { rows } = await db.query<{ next: number }>('SELECT coalesce(max(n), 0) + 1 AS next FROM written')
for (let n = rows[0]?.next ?? 1; !ending; n += 1) {
  await db.query('INSERT INTO written VALUES ($1)', [n])
  say(String(n))
}
await db.close()
await server.close()

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAccounts } from '../server/src/modules/accounts/index.ts'
import { createEvents } from '../server/src/modules/events/index.ts'
import { createImports } from '../server/src/modules/imports/index.ts'
import { createProspects } from '../server/src/modules/prospects/index.ts'
import { systemClock } from '../server/src/platform/clock/index.ts'
import { openDatabaseServer } from '../server/src/platform/db/embedded/index.ts'
import { connectDatabase, type Database, migrate } from '../server/src/platform/db/index.ts'
import { createIds, type NewId } from '../server/src/platform/ids/index.ts'
import { createLog } from '../server/src/platform/log/index.ts'
import { createSecrets } from '../server/src/platform/secrets/index.ts'
import { type BenchRow, median, printRows } from './bench-row.ts'

const ROUNDS = 5
const ROWS = 20_000
/** As many as the import writes at once. */
const AT_ONCE = 1_000

type Person = {
  email: string
  firstName: string
  lastName: string
  company: string
  title: string
  city: string
}

const people = (round: number): Person[] =>
  Array.from({ length: ROWS }, (_, index) => {
    // A step that has no factor in common with the number of rows: neighbours in the file are none in the index.
    const number = round * ROWS + ((index * 7919) % ROWS)
    return {
      email: `Person${number}@example${number % 5000}.com`,
      firstName: `First${number}`,
      lastName: `Last${number}`,
      company: `Company ${number % 5000}, Inc.`,
      title: 'Head of Sales',
      city: 'Berlin',
    }
  })

const csvOf = (rows: readonly Person[]): string =>
  [
    'Email,First Name,Last Name,Company,Title,City',
    ...rows.map(
      (row) => `${row.email},${row.firstName},${row.lastName},"${row.company}",${row.title},${row.city}`,
    ),
  ].join('\r\n')

/** The limit: one upsert by `unnest` for each set of rows that lie ready in memory, into a table of the same columns and indexes. */
const plainUpsert = async (
  db: Database,
  input: { rows: readonly Person[]; companyId: string; userId: string; listId: string; newId: NewId },
): Promise<void> => {
  for (let first = 0; first < input.rows.length; first += AT_ONCE) {
    const rows = input.rows.slice(first, first + AT_ONCE)
    await db.query(
      `INSERT INTO bench_people AS p (company_id, id, email, email_key, domain, first_name, last_name, full_name, company, title, city,
         list_id, owner_id, created_at, updated_at, last_interaction_at)
       SELECT $1, i.id, i.email, i.email_key, i.domain, i.first_name, i.last_name, i.first_name || ' ' || i.last_name, i.company, i.title,
         i.city, $2, $3, $4, $4, $4
       FROM unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
         AS i(id, email, email_key, domain, first_name, last_name, company, title, city)
       ON CONFLICT (company_id, email_key) DO UPDATE SET first_name = excluded.first_name, last_name = excluded.last_name,
         full_name = excluded.full_name, company = excluded.company, title = excluded.title, city = excluded.city,
         updated_at = excluded.updated_at, last_interaction_at = greatest(p.last_interaction_at, excluded.updated_at)`,
      [
        ...[input.companyId, input.listId, input.userId, new Date()],
        rows.map(() => input.newId()),
        rows.map(({ email }) => email),
        rows.map(({ email }) => email.toLowerCase()),
        rows.map(({ email }) => email.slice(email.indexOf('@') + 1)),
        rows.map(({ firstName }) => firstName),
        rows.map(({ lastName }) => lastName),
        rows.map(({ company }) => company),
        rows.map(({ title }) => title),
        rows.map(({ city }) => city),
      ],
    )
  }
}

const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now()
  await work()
  return ROWS / ((performance.now() - begin) / 1000)
}

/** An import as app.ts builds it, without what it never reaches, for a company of its own. */
const prepare = async (db: Database, dataDir: string) => {
  const log = createLog({ level: 'warn' })
  const clock = systemClock()
  const newId = createIds({ clock })
  const secrets = createSecrets('a key for benches that is long enough')
  const accounts = createAccounts({
    ...{ db, clock, newId, log, secrets, publicUrl: undefined },
    sendLetter: async () => false,
    noteSignIn: async () => {},
    handOver: async () => {},
  })
  const prospects = createProspects({
    ...{ db, clock, newId, events: createEvents({ db, newId }) },
    ports: {
      onProspectsChanged: async () => {},
      onSuppressed: async () => {},
      onProspectsDeleted: async () => {},
    },
  })
  const jobs = { define: () => {}, enqueue: async () => {} }
  const imports = createImports({ db, clock, newId, log, jobs, ports: prospects })
  const { companyId, userId } = await accounts.addUser({ company: 'Bench', email: 'bench@example.com' })
  const who = { companyId, userId }
  const { id: listId } = await prospects.createList({ ...who, name: 'default' })
  const path = join(dataDir, 'people.csv')
  const manner = { list: 'default', onExisting: 'update', inBackground: false } as const
  return {
    path,
    upsert: (rows: readonly Person[]) => plainUpsert(db, { ...who, rows, listId, newId }),
    importFile: async () => {
      const { importId } = await imports.startImport({ ...who, ...manner, source: { path } })
      const { rows } = await imports.runImport({ companyId, importId })
      if (rows !== ROWS) throw new Error(`${rows} of ${ROWS} rows were imported`)
    },
  }
}

const KINDS = ['added', 'updated'] as const

/** Rows per second of an import, from the file to its end, beside a plain upsert of the same rows: new ones, and the same once more. */
export const benchImport = async (): Promise<BenchRow[]> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cadenza-bench-'))
  const databaseServer = await openDatabaseServer({ dataDir, log: createLog({ level: 'warn' }) })
  const db = connectDatabase({ url: databaseServer.url })
  try {
    await migrate({ db, directory: join(import.meta.dirname, '../server/migrations') })
    const { path, upsert, importFile } = await prepare(db, dataDir)
    await db.query('CREATE TABLE bench_people (LIKE prospects INCLUDING ALL)')
    const rates = KINDS.map((kind) => ({ kind, ours: [] as number[], limit: [] as number[] }))
    // The first round only warms both up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const rows = people(round)
      await writeFile(path, csvOf(rows))
      for (const { ours, limit } of rates) {
        const measureOurs = async () => ours.push(await perSecond(importFile))
        const measureLimit = async () => limit.push(await perSecond(() => upsert(rows)))
        // In turns, for what one leaves to be flushed slows down the next.
        const both = round % 2 === 0 ? [measureOurs, measureLimit] : [measureLimit, measureOurs]
        for (const measure of both) await measure()
      }
      await db.query('VACUUM ANALYZE prospects, bench_people')
    }
    return rates.map((rate) => {
      const ours = median(rate.ours.slice(1))
      const limit = median(rate.limit.slice(1))
      return { name: `import, rows ${rate.kind}`, ours, limit, ratio: ours / limit, target: 0.3 }
    })
  } finally {
    await db.close()
    await databaseServer.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) printRows(await benchImport())

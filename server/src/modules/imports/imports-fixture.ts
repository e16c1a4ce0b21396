import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEvents } from '#modules/events/index.ts'
import { createProspects } from '#modules/prospects/index.ts'
import { systemClock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { createInlineJobs, type Jobs } from '#platform/jobs/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { insertCompany } from '#test/insert-company.ts'
import { createImports, type ImportsDeps, type PrepareImport, type StartImport } from './index.ts'

/** Prospects and imports over a database, as app.ts joins them. */
export const buildImports = (
  db: Database,
  input: { jobs: Pick<Jobs, 'define' | 'enqueue'>; ports?: Partial<ImportsDeps['ports']> },
) => {
  const clock = systemClock()
  const newId = createIds({ clock })
  const prospects = createProspects({
    db,
    clock,
    newId,
    events: createEvents({ db, newId }),
    ports: {
      onProspectsChanged: async () => {},
      onSuppressed: async () => {},
      onProspectsDeleted: async () => {},
    },
  })
  const ports = {
    writeImportedRows: prospects.writeImportedRows,
    createList: prospects.createList,
    ...input.ports,
  }
  const imports = createImports({ db, clock, newId, log: silentLog(), ...input, ports })
  return { clock, newId, prospects, imports }
}

/** A company of its own with a folder for its files, for tests. */
export const createImportsFixture = async (db: Database, given: { jobs?: Jobs } = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'imports-'))
  const jobs = given.jobs ?? createInlineJobs({ db })
  const built = buildImports(db, { jobs })
  const { imports, prospects } = built
  const { companyId, userIds } = await insertCompany(db, ['steve@acme.test', 'eve@acme.test'])
  const [userId = '', colleagueId = ''] = userIds
  const path = join(folder, 'people.csv')
  const start = (options: Partial<StartImport> = {}) =>
    imports.startImport({
      ...{ companyId, userId, source: { path }, list: 'Fair', onExisting: 'update', inBackground: false },
      ...options,
    })

  return {
    ...built,
    companyId,
    userId,
    colleagueId,
    path,
    write: (content: string | Uint8Array) => writeFile(path, content),
    start,
    /** Writes the file, imports it, and answers with the counts. */
    importText: async (content: string | Uint8Array, options: Partial<StartImport> = {}) => {
      await writeFile(path, content)
      const { importId } = await start(options)
      return imports.runImport({ companyId, importId })
    },
    find: async (email: string) => {
      const found = await prospects.findByEmail({ companyId, email })
      if (!found) throw new Error(`there is no prospect ${email}`)
      return found
    },
    rejected: async (importId: string) => {
      const pieces: string[] = []
      for await (const piece of imports.rejectedRowsCsv({ companyId, importId })) pieces.push(piece)
      return pieces.join('')
    },
    /** Looks at the file as its user. */
    look: (more: Partial<PrepareImport> = {}) =>
      imports.prepareImport({
        ...{ companyId, source: { path }, importer: { userId, heldToOwn: false } },
        ...more,
      }),
    uploads: () => uploadsOf(db, companyId),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

export type ImportsFixture = Awaited<ReturnType<typeof createImportsFixture>>

/** How many uploads of a company there are, and how many chunks of them. */
export const uploadsOf = async (
  db: Queryable,
  companyId: string,
): Promise<{ uploads: number; chunks: number }> => {
  const { rows } = await db.query<{ uploads: number; chunks: number }>(
    `SELECT (SELECT count(*) FROM import_uploads WHERE company_id = $1) AS uploads,
       (SELECT count(*) FROM import_chunks WHERE company_id = $1) AS chunks`,
    [companyId],
  )
  return rows[0] ?? { uploads: 0, chunks: 0 }
}

/** So many different people as a CSV. */
export const peopleCsv = (count: number, first = 0): string =>
  [
    'Email,First Name,Company',
    ...Array.from({ length: count }, (_, index) => `person${first + index}@example.com,First${index},Acme`),
  ].join('\n')

// Reads every table of a company, companies (its name) and memberships among them, and auth_users (names and login mails of its members).
import { PassThrough, pipeline, Readable, type Writable } from 'node:stream'
import {
  createMeter,
  type Meter,
  quoted,
  writeNewFile,
  writeZip,
  type ZipEntry,
} from '#platform/backup/index.ts'
import { type Copying, withCopying } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import { isId } from '#platform/ids/index.ts'
import type { CompanyFilesDeps } from './company-files-deps.ts'
import { type CompanyTable, companyTables, schemaOf } from './company-tables.ts'
import { LEFT_OUT } from './left-out.ts'
import {
  type Content,
  entryOfTable,
  MANIFEST_ENTRY,
  type Manifest,
  newManifest,
  PEOPLE_ENTRY,
} from './manifest.ts'

export type ExportProgress = { table: string; done: number; total: number }

export type ExportCompany = {
  companyId: string
  signal?: AbortSignal | undefined
  onProgress?: ((progress: ExportProgress) => void) | undefined
}

/** Writes all that a company has into a file that is not there yet. Throws an AppError as `writeNewFile` does, or for an unknown company. */
export const exportToFile = async (
  deps: CompanyFilesDeps,
  { path, ...what }: ExportCompany & { path: string },
): Promise<{ manifest: Manifest; bytes: number }> => {
  const { result, bytes } = await writeNewFile({ path, what: 'an export' }, (into) => write(deps, what, into))
  return { manifest: result, bytes }
}

/** The same as a stream; it fails where the export does, and ends the export where it is closed before its end. */
export const exportAsStream = (deps: CompanyFilesDeps, what: ExportCompany): Readable => {
  const stream = new PassThrough()
  write(deps, what, stream).catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  return stream
}

/** All tables as they are at one moment, beside whatever works with them; nobody waits for it. */
const write = (deps: CompanyFilesDeps, what: ExportCompany, into: Writable): Promise<Manifest> =>
  withCopying({ url: deps.db.url, begin: 'snapshot' }, async (copying) => {
    const madeAt = deps.clock.now()
    const contents = await planContents(deps, copying, { ...what, madeAt })
    await writeZip(contents.entries, { into, mtime: madeAt, signal: what.signal })
    return contents.manifest()
  })

type Counted = { meter: Meter; source: { readonly rowCount: number } }
type Contents = {
  entries: ZipEntry[]
  /** Holds once every entry was read. */
  manifest(): Manifest
}

const planContents = async (
  deps: CompanyFilesDeps,
  { tx, copyOut }: Copying,
  { companyId, madeAt, onProgress }: ExportCompany & { madeAt: Date },
): Promise<Contents> => {
  // It stands in statements as it is.
  if (!isId(companyId)) throw notFound('There is no such company.')
  const { rows } = await tx.query<{ name: string }>('SELECT name FROM companies WHERE company_id = $1', [
    companyId,
  ])
  const [company] = rows
  if (!company) throw notFound('There is no such company.')
  const schema = await schemaOf(tx)
  const tables = await companyTables(tx)
  const program = await deps.programVersion()
  const counted = new Map<string, Counted>()
  const total = tables.reduce((sum, { diskBytes }) => sum + diskBytes, 0)
  let before = 0
  const lines = (entry: string, statement: string): Readable => {
    const meter = createMeter(() => {})
    const source = copyOut(statement)
    counted.set(entry, { meter, source })
    // Whichever fails ends the other, and the zip with it.
    return pipeline(source, meter.stream, () => {})
  }
  const contentOf = (entry: string): Content => {
    const one = counted.get(entry)
    if (!one) throw new Error(`${entry} was not written`)
    return { rows: one.source.rowCount, ...one.meter.read() }
  }
  const manifest = () =>
    newManifest({
      ...{ program, madeAt: madeAt.toISOString(), company: { id: companyId, name: company.name }, schema },
      people: contentOf(PEOPLE_ENTRY),
      tables: tables.map(({ name, columns }) => ({ name, columns, ...contentOf(entryOfTable(name)) })),
      leftOut: LEFT_OUT,
    })
  const openTable = async (table: CompanyTable): Promise<Readable> => {
    onProgress?.({ table: table.name, done: before, total })
    before += table.diskBytes
    return lines(entryOfTable(table.name), linesOfTable(table, companyId))
  }
  return {
    entries: [
      { name: PEOPLE_ENTRY, open: async () => lines(PEOPLE_ENTRY, linesOfPeople(companyId)) },
      ...tables.map((table) => ({ name: entryOfTable(table.name), open: () => openTable(table) })),
      {
        name: MANIFEST_ENTRY,
        open: async () => {
          // Lets the last copy's count of rows arrive.
          await tx.query('SELECT 1')
          return Readable.from([Buffer.from(`${JSON.stringify(manifest(), null, 1)}\n`)])
        },
      },
    ],
    manifest,
  }
}

/** One JSON object a line: as CSV whose quote and delimiter are characters that JSON never has in it, so that nothing is quoted. */
const copyLines = (query: string): string =>
  `COPY (${query}) TO STDOUT (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')`

/** Served by the primary key, which begins with the company. */
const linesOfTable = ({ name, columns, key }: CompanyTable, companyId: string): string => {
  const own = columns
    .filter((column) => column !== 'company_id')
    .map((column) => `'${column}', t.${quoted(column)}`)
  return copyLines(
    `SELECT ${jsonObject(own)}::text FROM ${quoted(name)} t WHERE t.company_id = '${companyId}' ORDER BY ${key.map((column) => `t.${quoted(column)}`).join(', ')}`,
  )
}

/** A function takes at most a hundred values. */
const PAIRS_AT_A_TIME = 40

const jsonObject = (pairs: readonly string[]): string => {
  const parts: string[] = []
  for (let from = 0; from < pairs.length; from += PAIRS_AT_A_TIME)
    parts.push(`jsonb_build_object(${pairs.slice(from, from + PAIRS_AT_A_TIME).join(', ')})`)
  return parts.length === 0 ? "'{}'::jsonb" : `(${parts.join(' || ')})`
}

const linesOfPeople = (companyId: string): string =>
  copyLines(
    `SELECT jsonb_build_object('id', u."id", 'email', u."email", 'name', u."name")::text FROM memberships m
     JOIN auth_users u ON u."id" = m.user_id WHERE m.company_id = '${companyId}' ORDER BY u."id"`,
  )

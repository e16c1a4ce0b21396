// Fills every table of a company; reads memberships.
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { quoted } from '#platform/backup/index.ts'
import { type Queryable, withCopying } from '#platform/db/index.ts'
import { conflict, messageOf } from '#platform/errors/index.ts'
import { ARRIVALS } from './arrivals.ts'
import type { CompanyFilesDeps, Person as PersonOfFile } from './company-files-deps.ts'
import { type CompanyTable, companyTables, schemaOf } from './company-tables.ts'
import { entryOfTable, type Manifest, PEOPLE_ENTRY } from './manifest.ts'
import { type CompanyFile, openCompanyFile } from './open-company-file.ts'
import { damaged, readLines } from './read-lines.ts'

export type ImportCompany = {
  path: string
  /** Another name for it here. */
  name?: string | undefined
  onProgress?: ((progress: { table: string; done: number; total: number }) => void) | undefined
}

export type ImportedCompany = {
  companyId: string
  name: string
  exportedAt: string
  rows: number
  tables: { name: string; rows: number }[]
}

/**
 * Brings a company from its file, in one transaction: either all of it is here afterwards, every line counted and every byte summed, or nothing
 * is. Its members are people by their login mail; nothing of it is sent until somebody lets it. Throws an AppError where the company is here
 * already, or the file is damaged, or made by a program with other tables.
 */
export const importCompany = async (
  deps: CompanyFilesDeps,
  { path, ...options }: ImportCompany,
): Promise<ImportedCompany> => {
  const file = await openCompanyFile(path)
  try {
    return await withCopying({ url: deps.db.url, begin: 'write' }, ({ tx }) =>
      bring(deps, tx, { file, ...options }),
    )
  } finally {
    file.close()
  }
}

const bring = async (
  { ports }: CompanyFilesDeps,
  tx: Queryable,
  { file, name: newName, onProgress }: Omit<ImportCompany, 'path'> & { file: CompanyFile },
): Promise<ImportedCompany> => {
  const { manifest } = file
  const companyId = manifest.company.id
  const name = newName?.trim() || manifest.company.name
  await ports.requireNewCompany(tx, { companyId, name })
  const tables = await companyTables(tx)
  await refuseOtherTables(tx, manifest, tables)
  const ids = await ports.welcomePeople(tx, await readPeople(file))
  const total = manifest.tables.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const table of tables) {
    const content = manifest.tables.find((one) => one.name === table.name)
    if (!content) throw damaged(`it lacks the table ${table.name}`)
    onProgress?.({ table: table.name, done, total })
    const insert = insertInto(table)
    for await (const lines of readLines(await file.read(entryOfTable(table.name)), content)) {
      const rows = `[${lines.map((line) => withIds(line, ids)).join(',')}]`
      const values = [rows, companyId, ...(table.name === 'companies' ? [newName?.trim() || null] : [])]
      await tx.query(insert, values).catch((cause: unknown) => {
        throw damaged(`${table.name} cannot be filled: ${messageOf(cause)}`, cause)
      })
    }
    done += content.bytes
  }
  await refuseStrangers(tx, { companyId, ids })
  await ports.renewWebhookSecrets(tx, { companyId })
  await ports.holdSending(tx, { companyId, exportedAt: new Date(manifest.madeAt) })
  return {
    ...{ companyId, name, exportedAt: manifest.madeAt },
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    tables: manifest.tables.map(({ name: table, rows }) => ({ name: table, rows })),
  }
}

const refuseOtherTables = async (
  tx: Queryable,
  manifest: Manifest,
  tables: readonly CompanyTable[],
): Promise<void> => {
  const here = await schemaOf(tx)
  if (here.join() !== manifest.schema.join())
    throw conflict(
      `The file was made by Cadenza ${manifest.program} with ${manifest.schema.length} migrations, and this one has ${here.length}${here.length === manifest.schema.length ? ' others' : ''}. Run the same version on both sides, and export again.`,
      'FILE',
    )
  const columnsOf = (list: readonly { name: string; columns: readonly string[] }[]) =>
    list.map(({ name, columns }) => `${name}: ${columns.toSorted().join()}`).toSorted()
  if (columnsOf(tables).join() !== columnsOf(manifest.tables).join())
    throw damaged('its tables are not those of its version')
}

const readPeople = async (file: CompanyFile): Promise<PersonOfFile[]> => {
  const people: PersonOfFile[] = []
  const content = { name: PEOPLE_ENTRY, ...file.manifest.people }
  for await (const lines of readLines(await file.read(PEOPLE_ENTRY), content))
    for (const line of lines) {
      const person = parse(line)
      if (!Value.Check(Person, person)) throw damaged(`a line of ${PEOPLE_ENTRY} is no person`)
      people.push(person)
    }
  return people
}

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const Person = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{24}$' }),
  email: Type.String(),
  name: Type.String(),
})

/** Somebody who is known here already has another id, wherever it stands: ids are of one kind, and none is another's. */
const withIds = (line: string, ids: ReadonlyMap<string, string>): string =>
  line.replaceAll(/"([0-9a-f]{24})"/g, (whole, id: string) => {
    const here = ids.get(id)
    return here === undefined || here === id ? whole : `"${here}"`
  })

/** Whatever a line says, its row is of this company. */
const insertInto = ({ name, columns, secrets }: CompanyTable): string => {
  const arrivals = ARRIVALS[name] ?? {}
  const own = columns.filter((column) => column !== 'company_id')
  const entered = secrets.filter((column) => arrivals[column] !== undefined)
  const values = [...own, ...entered].map((column) => arrivals[column] ?? `r.${quoted(column)}`)
  return `INSERT INTO ${quoted(name)} (company_id, ${[...own, ...entered].map(quoted).join(', ')})
    SELECT $2, ${values.join(', ')} FROM jsonb_populate_recordset(NULL::${quoted(name)}, $1::jsonb) r`
}

/** A file that was changed by hand could name somebody of another company. */
const refuseStrangers = async (
  tx: Queryable,
  { companyId, ids }: { companyId: string; ids: ReadonlyMap<string, string> },
): Promise<void> => {
  const { rows } = await tx.query<{ email: string }>(
    'SELECT email FROM memberships WHERE company_id = $1 AND NOT user_id = ANY($2)',
    [companyId, [...ids.values()]],
  )
  if (rows[0]) throw damaged(`it does not tell who ${rows[0].email} is`)
}

// Reads schema_migrations and PostgreSQL's catalogue: which tables a company has is asked of it, so that none can be forgotten.
import type { Queryable } from '#platform/db/index.ts'
import { isSecret, LEFT_OUT } from './left-out.ts'

export type CompanyTable = {
  name: string
  /** Without secrets, and without those that PostgreSQL computes. */
  columns: string[]
  secrets: string[]
  /** Of the primary key: their order makes two exports of the same rows the same file. */
  key: string[]
  refersTo: string[]
  /** About how much will come, for a bar: what the table takes on disk, whoever's rows these are. */
  diskBytes: number
}

type Found = Omit<CompanyTable, 'secrets'>

/** The tables that go along, each after those that it refers to. */
export const companyTables = async (tx: Queryable): Promise<CompanyTable[]> => {
  const { rows } = await tx.query<Found>(
    `SELECT c.relname AS name, pg_table_size(c.oid) AS "diskBytes",
       ARRAY(SELECT a.attname::text FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attname) AS columns,
       ARRAY(SELECT a.attname::text FROM pg_index x, unnest(x.indkey::int2[]) WITH ORDINALITY AS k (number, place)
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
         WHERE x.indrelid = c.oid AND x.indisprimary ORDER BY k.place) AS key,
       ARRAY(SELECT DISTINCT t.relname::text FROM pg_constraint f JOIN pg_class t ON t.oid = f.confrelid
         WHERE f.conrelid = c.oid AND f.contype = 'f') AS "refersTo"
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND EXISTS (
       SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped)
     ORDER BY c.relname`,
  )
  const going = rows.filter(({ name }) => LEFT_OUT[name] === undefined)
  return inOrder(going).map(({ columns, ...table }) => ({
    ...table,
    columns: columns.filter((column) => !isSecret(column)),
    secrets: columns.filter(isSecret),
  }))
}

/** Throws where tables refer to each other in a circle: then no order lets them be filled one after the other. */
const inOrder = (tables: readonly Found[]): Found[] => {
  const ordered: Found[] = []
  const placed = new Set<string>()
  let left = [...tables]
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name))
    const ready = left.filter(({ refersTo }) =>
      refersTo.every((target) => placed.has(target) || !waiting.has(target)),
    )
    if (ready.length === 0) throw new Error(`these tables refer to each other: ${[...waiting].join(', ')}`)
    for (const table of ready) placed.add(table.name)
    ordered.push(...ready)
    left = left.filter(({ name }) => !placed.has(name))
  }
  return ordered
}

/** The sums of the migrations that the tables have had. */
export const schemaOf = async (tx: Queryable): Promise<string[]> =>
  (await tx.query<{ checksum: string }>('SELECT checksum FROM schema_migrations ORDER BY version')).rows.map(
    ({ checksum }) => checksum,
  )

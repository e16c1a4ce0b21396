// Reads PostgreSQL's catalogue, and copies any table: which ones there are is asked of the catalogue, so that none can be forgotten.
import type { Queryable } from '#platform/db/index.ts'

export type Table = {
  name: string
  /** Those that hold values of their own; generated ones are left out. */
  columns: string[]
  /** About as many as will be copied: what the table takes on disk. */
  diskBytes: number
}

/**
 * Tables that are not copied: their rows speak of programs and sign-ins of one moment. A session that somebody has ended since must not come
 * back to life; the migrations are told by the manifest.
 */
export const LEFT_OUT: readonly string[] = [
  'auth_sessions',
  'auth_verifications',
  'mailbox_leases',
  'processes',
  'schema_migrations',
]

export const allTables = async (tx: Queryable): Promise<Table[]> => {
  const { rows } = await tx.query<Table>(
    `SELECT c.relname AS name, pg_table_size(c.oid) AS "diskBytes", ARRAY(
       SELECT a.attname::text FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY c.relname`,
  )
  return rows
}

/** Those whose rows a backup holds. */
export const copiedTables = async (tx: Queryable): Promise<Table[]> =>
  (await allTables(tx)).filter(({ name }) => !LEFT_OUT.includes(name))

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const columnList = (columns: readonly string[]): string => columns.map(quoted).join(', ')

export const copyOutOf = ({ name, columns }: Pick<Table, 'name' | 'columns'>): string =>
  `COPY (SELECT ${columnList(columns)} FROM ${quoted(name)}) TO STDOUT`

export const copyInto = ({ name, columns }: Pick<Table, 'name' | 'columns'>): string =>
  `COPY ${quoted(name)} (${columnList(columns)}) FROM STDIN`

/** Of these tables, those that hold a row. */
export const filledTables = async (tx: Queryable, names: readonly string[]): Promise<string[]> => {
  if (names.length === 0) return []
  const asked = names.map(
    (name, index) => `SELECT $${index + 1}::text AS name WHERE EXISTS (SELECT FROM ${quoted(name)})`,
  )
  return (await tx.query<{ name: string }>(asked.join(' UNION ALL '), names)).rows.map(({ name }) => name)
}

/** Takes all foreign keys away, and answers what puts them back: then tables can be filled in any order, and are checked in one go. */
export const liftForeignKeys = async (tx: Queryable): Promise<() => Promise<void>> => {
  const { rows } = await tx.query<{ table: string; name: string; definition: string }>(
    `SELECT c.relname AS table, f.conname AS name, pg_get_constraintdef(f.oid) AS definition
     FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE f.contype = 'f' AND f.conparentid = 0 AND n.nspname = current_schema() ORDER BY 1, 2`,
  )
  for (const { table, name } of rows)
    await tx.query(`ALTER TABLE ${quoted(table)} DROP CONSTRAINT ${quoted(name)}`)
  return async () => {
    for (const { table, name, definition } of rows)
      await tx.query(`ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${quoted(name)} ${definition}`)
  }
}

/** Sets every counter that numbers a column on past the rows that are there. */
export const setCounters = async (tx: Queryable): Promise<void> => {
  const { rows } = await tx.query<{ table: string; column: string; counter: string }>(
    `SELECT c.relname AS table, a.attname AS column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS counter
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
       AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`,
  )
  for (const { table, column, counter } of rows)
    await tx.query(
      `SELECT setval($1::regclass, coalesce(max(${quoted(column)}), 0) + 1, false) FROM ${quoted(table)}`,
      [counter],
    )
}

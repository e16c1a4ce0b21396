import type { Queryable } from '#platform/db/index.ts'

type Index = { table: string; name: string; unique: boolean; partial: boolean; columns: string[] }
type ForeignKey = { table: string; name: string; columns: string[]; target: string; targetColumns: string[] }

export type Catalogue = {
  tables: { name: string; ofCompany: boolean }[]
  indexes: Index[]
  foreignKeys: ForeignKey[]
  triggers: { table: string; name: string }[]
}

const OURS = `n.nspname = 'public' AND c.relkind IN ('r', 'p')`

/** What PostgreSQL knows of the tables that our migrations made. */
export const readCatalogue = async (db: Queryable): Promise<Catalogue> => {
  const tables = await db.query<Catalogue['tables'][number]>(
    `SELECT c.relname AS name, EXISTS (
       SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped
     ) AS "ofCompany"
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS} ORDER BY 1`,
  )
  const indexes = await db.query<Index>(
    `SELECT c.relname AS table, i.relname AS name, x.indisunique AS unique, x.indpred IS NOT NULL AS partial,
       ARRAY(
         SELECT coalesce(a.attname::text, '(expression)') FROM unnest(x.indkey::int2[]) WITH ORDINALITY AS k (number, place)
         LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number
         WHERE k.place <= x.indnkeyatts ORDER BY k.place
       ) AS columns
     FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS} ORDER BY 1, 2`,
  )
  const columnsOf = (table: string, numbers: string) =>
    `ARRAY(SELECT a.attname::text FROM unnest(${numbers}) WITH ORDINALITY AS k (number, place)
       JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.number ORDER BY k.place)`
  const foreignKeys = await db.query<ForeignKey>(
    `SELECT c.relname AS table, f.conname AS name, t.relname AS target,
       ${columnsOf('f.conrelid', 'f.conkey')} AS columns, ${columnsOf('f.confrelid', 'f.confkey')} AS "targetColumns"
     FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace WHERE f.contype = 'f' AND ${OURS} ORDER BY 1, 2`,
  )
  const triggers = await db.query<Catalogue['triggers'][number]>(
    `SELECT c.relname AS table, t.tgname AS name
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT t.tgisinternal AND ${OURS} ORDER BY 1, 2`,
  )
  return {
    tables: tables.rows,
    indexes: indexes.rows,
    foreignKeys: foreignKeys.rows,
    triggers: triggers.rows,
  }
}

/** Names of things that are allowed to be otherwise, each with the reason. */
export type Excuses = Readonly<Record<string, string>>

/** Tables without company_id beyond the closed list. */
export const tablesOfNobody = ({ tables }: Catalogue, excuses: Excuses): string[] =>
  tables.filter(({ name, ofCompany }) => !ofCompany && !excuses[name]).map(({ name }) => name)

/** Primary keys, unique constraints and indexes, and foreign keys of companies' tables that do not begin with the company. */
export const keysAcrossCompanies = (
  { tables, indexes, foreignKeys }: Catalogue,
  excuses: Excuses,
): string[] => {
  const ofCompany = new Set(tables.filter((table) => table.ofCompany).map(({ name }) => name))
  const unique = indexes.filter(({ unique: isUnique, columns }) => isUnique && columns[0] !== 'company_id')
  const references = foreignKeys.filter(
    ({ columns, targetColumns }) => columns[0] !== 'company_id' || targetColumns[0] !== 'company_id',
  )
  return [...unique, ...references]
    .filter(({ table, name }) => ofCompany.has(table) && !excuses[name])
    .map(({ table, name, columns }) => `${table}: ${name} (${columns.join(', ')})`)
}

/** Foreign keys whose rows no index finds, so that a change of the row referred to would read the whole table. */
export const unservedForeignKeys = ({ indexes, foreignKeys }: Catalogue, excuses: Excuses): string[] =>
  foreignKeys
    .filter(({ table, columns, name }) => {
      const serves = (index: Index) =>
        index.table === table &&
        !index.partial &&
        columns.every((column) => index.columns.slice(0, columns.length).includes(column))
      return !indexes.some(serves) && !excuses[name]
    })
    .map(({ table, name, columns }) => `${table}: ${name} (${columns.join(', ')})`)

/** Excuses for what is not there, or needs none any more. */
export const needlessExcuses = (excuses: Excuses, faultsWithout: readonly string[]): string[] =>
  Object.keys(excuses).filter(
    (name) => !faultsWithout.some((fault) => fault === name || fault.includes(` ${name} `)),
  )

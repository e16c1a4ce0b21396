import { codeOf, headerOf, moduleOf, type Source } from './architecture-sources.ts'

/** Which module writes a table; for tables that no module owns, the folder of the platform that does. */
export type Owners = Readonly<Record<string, readonly string[]>>

const NAME = '([a-z_][a-z0-9_]*|\\$\\{|")'
/** SQL is written in capitals. `FOR UPDATE` locks, and `DO UPDATE` belongs to an INSERT. */
const WRITE = new RegExp(
  `\\b(?:INSERT INTO|DELETE FROM|MERGE INTO|TRUNCATE(?: TABLE)?|(?<!\\b(?:FOR|KEY|DO|ON) )UPDATE)\\s+(?:ONLY\\s+)?${NAME}`,
  'g',
)
const QUERY_BUILDER_WRITE = /\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`]([a-z_]+)/g
const READ =
  /\b(?:FROM|JOIN|USING)\s+(?:ONLY\s+)?([a-z_][a-z0-9_]*)((?:\s+(?:AS\s+)?[a-z_]\w*)?(?:\s*,\s*[a-z_]\w*(?:\s+(?:AS\s+)?[a-z_]\w*)?)*)/g
const QUERY_BUILDER_READ = /\.(?:selectFrom|innerJoin|leftJoin)\(\s*['"`]([a-z_]+)/g

/** Who a file belongs to: its module, or `platform/<folder>`, or the folder below src. */
const ownerOf = (path: string): string =>
  moduleOf(path) ?? /^server\/src\/(platform\/[^/]+|[^/]+)/.exec(path)?.[1] ?? path

/** Every statement that writes a table of another module, as a sentence. */
export const foreignWrites = (sources: readonly Source[], owners: Owners): string[] =>
  sources.flatMap((source) => {
    const owner = ownerOf(source.path)
    const code = codeOf(source)
    return namesIn(code, [WRITE, QUERY_BUILDER_WRITE]).flatMap((table) => {
      const allowed = owners[table]
      if (allowed?.includes(owner)) return []
      if (table === '${' || table === '"')
        return [`${source.path} writes a table whose name is not plain to see`]
      if (!allowed) return [`${source.path} writes ${table}, which nobody owns`]
      return [`${source.path} writes ${table}, which belongs to ${allowed.join(' and ')}`]
    })
  })

/** Every file that reads a table of another module and does not name it in the comment at its head, as a sentence. */
export const unannouncedReads = (sources: readonly Source[], owners: Owners): string[] =>
  sources.flatMap((source) => {
    const owner = ownerOf(source.path)
    const header = headerOf(source)
    const code = codeOf(source)
    const listed = [...code.matchAll(READ)].flatMap(([, first = '', more = '']) => [
      first,
      ...more
        .split(',')
        .slice(1)
        .map((item) => item.trim().split(/\s/)[0] ?? ''),
    ])
    const tables = new Set([...listed, ...namesIn(code, [QUERY_BUILDER_READ])])
    return [...tables]
      .filter((table) => owners[table] && !owners[table].includes(owner))
      .filter((table) => !new RegExp(`\\b${table}\\b`).test(header))
      .map((table) => `${source.path} reads ${table}; its first comment must say so`)
  })

const namesIn = (code: string, patterns: readonly RegExp[]): string[] => [
  ...new Set(patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name))),
]

/** The tables that migrations make and do not drop again. */
export const tablesOf = (migrations: readonly string[]): string[] => {
  const tables = new Set<string>()
  for (const sql of migrations) {
    for (const [, made] of sql.matchAll(/^CREATE TABLE (?:IF NOT EXISTS )?([a-z_]+)/gm))
      tables.add(made ?? '')
    for (const [, dropped] of sql.matchAll(/^DROP TABLE (?:IF EXISTS )?([a-z_]+)/gm))
      tables.delete(dropped ?? '')
  }
  return [...tables].sort()
}

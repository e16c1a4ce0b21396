// Imports are shown with the names of their lists and owners: this file also reads lists (prospects) and memberships (accounts).
import type { Queryable } from '#platform/db/index.ts'
import type { ColumnTarget } from './column-target.ts'
import type { CsvFormat } from './csv-format.ts'
import type { Import, ImportCounts, ImportState, OnExisting } from './import.ts'

/** What a run needs to know beside what users see. */
export type StoredImport = Import & {
  filePath: string
  fileDigest: string
  format: CsvFormat
  mapping: ColumnTarget[]
}

const COLUMNS = `i.id, i.user_id AS "userId", i.list_id AS "listId", l.name AS list, i.tags, m.email AS owner,
  i.file_name AS "fileName",
  i.on_existing AS "onExisting", i.state, i.error, i.checkpoint AS rows, i.total_bytes AS "totalBytes", i.read_bytes AS "readBytes",
  i.added, i.updated, i.skipped, i.rejected, i.repeated, i.created_at AS "createdAt", i.finished_at AS "finishedAt"`

const STORED = `${COLUMNS}, i.file_path AS "filePath", i.file_digest AS "fileDigest", i.format, i.mapping`

const FROM = `FROM imports i JOIN lists l ON l.company_id = i.company_id AND l.id = i.list_id
  LEFT JOIN memberships m ON m.company_id = i.company_id AND m.user_id = i.owner_id`

export type NewImport = {
  companyId: string
  id: string
  userId: string
  listId: string
  tags: readonly string[]
  ownerId: string | null
  fileName: string
  filePath: string
  fileDigest: string
  format: CsvFormat
  mapping: readonly ColumnTarget[]
  onExisting: OnExisting
  totalBytes: number
  now: Date
}

export const insertImport = async (tx: Queryable, input: NewImport): Promise<void> => {
  await tx.query(
    `INSERT INTO imports (company_id, id, user_id, list_id, file_name, file_path, file_digest, format, mapping, on_existing, state,
       total_bytes, created_at, tags, owner_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', $11, $12, $13, $14)`,
    [
      ...[input.companyId, input.id, input.userId, input.listId, input.fileName, input.filePath],
      ...[input.fileDigest, JSON.stringify(input.format), JSON.stringify(input.mapping), input.onExisting],
      ...[input.totalBytes, input.now, input.tags, input.ownerId],
    ],
  )
}

/** Index imports_pkey. */
export const storedImport = async (
  db: Queryable,
  { companyId, importId }: { companyId: string; importId: string },
): Promise<StoredImport | undefined> => {
  const { rows } = await db.query<StoredImport>(
    `SELECT ${STORED} ${FROM} WHERE i.company_id = $1 AND i.id = $2`,
    [companyId, importId],
  )
  return rows[0]
}

/** Index imports_pkey. */
export const importById = async (
  db: Queryable,
  { companyId, importId }: { companyId: string; importId: string },
): Promise<Import | undefined> => {
  const { rows } = await db.query<Import>(`SELECT ${COLUMNS} ${FROM} WHERE i.company_id = $1 AND i.id = $2`, [
    companyId,
    importId,
  ])
  return rows[0]
}

/** The latest first; `before`: the last id of the page before. Index imports_pkey, backwards. */
export const listImports = async (
  db: Queryable,
  input: { companyId: string; userId?: string | undefined; before?: string | undefined; limit: number },
): Promise<Import[]> => {
  const { rows } = await db.query<Import>(
    `SELECT ${COLUMNS} ${FROM} WHERE i.company_id = $1 AND ($2::text IS NULL OR i.id < $2)
       AND ($4::text IS NULL OR i.user_id = $4) ORDER BY i.id DESC LIMIT $3`,
    [input.companyId, input.before ?? null, input.limit, input.userId ?? null],
  )
  return rows
}

/** The latest import of the same file in the same manner that did not end. Reads the company's imports: imports_pkey. */
export const unfinishedImport = async (
  tx: Queryable,
  input: Pick<
    NewImport,
    | 'companyId'
    | 'userId'
    | 'listId'
    | 'tags'
    | 'ownerId'
    | 'fileDigest'
    | 'format'
    | 'mapping'
    | 'onExisting'
  >,
): Promise<{ id: string; rows: number } | undefined> => {
  const { rows } = await tx.query<{ id: string; rows: number }>(
    `SELECT id, checkpoint AS rows FROM imports
     WHERE company_id = $1 AND state <> 'done' AND user_id = $2 AND list_id = $3 AND file_digest = $4 AND on_existing = $5
       AND format = $6::jsonb AND mapping = $7::jsonb AND tags = $8::text[] AND owner_id IS NOT DISTINCT FROM $9
     ORDER BY id DESC LIMIT 1`,
    [
      ...[input.companyId, input.userId, input.listId, input.fileDigest, input.onExisting],
      ...[JSON.stringify(input.format), JSON.stringify(input.mapping), input.tags, input.ownerId],
    ],
  )
  return rows[0]
}

/** Unfinished imports of a file that is another by now can never go on. Reads the company's imports: imports_pkey. */
export const failImportsOfOlderFile = async (
  tx: Queryable,
  input: { companyId: string; filePath: string; fileDigest: string; error: string; now: Date },
): Promise<{ id: string; rows: number }[]> => {
  const { rows } = await tx.query<{ id: string; rows: number }>(
    `UPDATE imports SET state = 'failed', error = $4, finished_at = $5
     WHERE company_id = $1 AND state IN ('waiting', 'running') AND file_path = $2 AND file_digest <> $3
     RETURNING id, checkpoint AS rows`,
    [input.companyId, input.filePath, input.fileDigest, input.error, input.now],
  )
  return rows
}

/** Changes the state of an import, unless it is done by now: false then. Index imports_pkey. */
export const setState = async (
  tx: Queryable,
  input: {
    companyId: string
    importId: string
    state: Exclude<ImportState, 'done'>
    error?: string
    filePath?: string
    finishedAt?: Date
  },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `UPDATE imports SET state = $3, error = $4, finished_at = $5, file_path = COALESCE($6, file_path)
     WHERE company_id = $1 AND id = $2 AND state <> 'done'`,
    [
      ...[input.companyId, input.importId, input.state],
      ...[input.error ?? null, input.finishedAt ?? null, input.filePath ?? null],
    ],
  )
  return rowCount > 0
}

/** Index imports_pkey. */
export const finishImport = async (
  tx: Queryable,
  { companyId, importId, now }: { companyId: string; importId: string; now: Date },
): Promise<void> => {
  await tx.query(
    `UPDATE imports SET state = 'done', error = NULL, read_bytes = total_bytes, finished_at = $3
     WHERE company_id = $1 AND id = $2`,
    [companyId, importId, now],
  )
}

/** Locks an import for one batch and says how far it is. Index imports_pkey. */
export const lockProgress = async (
  tx: Queryable,
  { companyId, importId }: { companyId: string; importId: string },
): Promise<{ rows: number; state: ImportState } | undefined> => {
  const { rows } = await tx.query<{ rows: number; state: ImportState }>(
    'SELECT checkpoint AS rows, state FROM imports WHERE company_id = $1 AND id = $2 FOR NO KEY UPDATE',
    [companyId, importId],
  )
  return rows[0]
}

/** Counts a batch. Index imports_pkey. */
export const addProgress = async (
  tx: Queryable,
  input: { companyId: string; importId: string; rows: number; readBytes: number; counts: ImportCounts },
): Promise<void> => {
  const { counts } = input
  await tx.query(
    `UPDATE imports SET checkpoint = checkpoint + $3, read_bytes = $4, added = added + $5, updated = updated + $6,
       skipped = skipped + $7, rejected = rejected + $8, repeated = repeated + $9
     WHERE company_id = $1 AND id = $2`,
    [
      ...[input.companyId, input.importId, input.rows, input.readBytes],
      ...[counts.added, counts.updated, counts.skipped, counts.rejected, counts.repeated],
    ],
  )
}

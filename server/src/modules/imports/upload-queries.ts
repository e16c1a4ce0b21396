import type { Queryable } from '#platform/db/index.ts'

type Which = { companyId: string; uploadId: string }

export const insertUpload = async (
  db: Queryable,
  { companyId, uploadId, now }: Which & { now: Date },
): Promise<void> => {
  await db.query('INSERT INTO import_uploads (company_id, id, created_at) VALUES ($1, $2, $3)', [
    companyId,
    uploadId,
    now,
  ])
}

export const insertChunk = async (
  db: Queryable,
  { companyId, uploadId, number, bytes }: Which & { number: number; bytes: Uint8Array },
): Promise<void> => {
  await db.query('INSERT INTO import_chunks (company_id, upload_id, number, bytes) VALUES ($1, $2, $3, $4)', [
    companyId,
    uploadId,
    number,
    bytes,
  ])
}

/** Says that an upload is whole. Index import_uploads_pkey. */
export const finishUpload = async (
  db: Queryable,
  { companyId, uploadId, totalBytes }: Which & { totalBytes: number },
): Promise<void> => {
  await db.query('UPDATE import_uploads SET total_bytes = $3 WHERE company_id = $1 AND id = $2', [
    companyId,
    uploadId,
    totalBytes,
  ])
}

/** How many bytes an upload has; undefined where there is none, or not the whole of it. Index import_uploads_pkey. */
export const uploadSize = async (
  db: Queryable,
  { companyId, uploadId }: Which,
): Promise<number | undefined> => {
  const { rows } = await db.query<{ totalBytes: number }>(
    `SELECT total_bytes AS "totalBytes" FROM import_uploads WHERE company_id = $1 AND id = $2 AND total_bytes IS NOT NULL`,
    [companyId, uploadId],
  )
  return rows[0]?.totalBytes
}

/** Index import_chunks_pkey. */
export const chunkOf = async (
  db: Queryable,
  { companyId, uploadId, number }: Which & { number: number },
): Promise<Uint8Array | undefined> => {
  const { rows } = await db.query<{ bytes: Uint8Array }>(
    'SELECT bytes FROM import_chunks WHERE company_id = $1 AND upload_id = $2 AND number = $3',
    [companyId, uploadId, number],
  )
  return rows[0]?.bytes
}

/** Its chunks go with it. Index import_uploads_pkey. */
export const deleteUpload = async (db: Queryable, { companyId, uploadId }: Which): Promise<void> => {
  await db.query('DELETE FROM import_uploads WHERE company_id = $1 AND id = $2', [companyId, uploadId])
}

/** Housekeeping for every company at once. Reads the whole table, which holds a row only from an upload until its import is done. */
export const deleteOldUploads = async (
  db: Queryable,
  input: { wholeBefore: Date; brokenOffBefore: Date },
): Promise<number> => {
  const { rowCount } = await db.query(
    `DELETE FROM import_uploads
     WHERE created_at < CASE WHEN total_bytes IS NULL THEN $2::timestamptz ELSE $1::timestamptz END`,
    [input.wholeBefore, input.brokenOffBefore],
  )
  return rowCount
}

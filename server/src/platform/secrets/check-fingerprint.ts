import type { Queryable } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'

/**
 * Notes the key's fingerprint in the database when there is none yet, and throws an AppError when there is another: a process with the
 * wrong key could read no mailbox password and would send links that the right one refuses.
 */
export const checkFingerprint = async (db: Queryable, fingerprint: string): Promise<void> => {
  await db.query(
    `INSERT INTO instance (key, value) VALUES ('secret_key_fingerprint', $1) ON CONFLICT (key) DO NOTHING`,
    [fingerprint],
  )
  const { rows } = await db.query<{ value: string }>(
    `SELECT value FROM instance WHERE key = 'secret_key_fingerprint'`,
  )
  if (rows[0]?.value === fingerprint) return
  throw new AppError({
    code: 'conflict',
    field: 'SECRET_KEY',
    message: `This database belongs to the secret key ${rows[0]?.value}, but this process has the key ${fingerprint}. Set SECRET_KEY to the one it was made with, or bring back the file secret.key of its data folder.`,
  })
}

// Inbound's own table is mailbox_folders.
import type { Queryable } from '#platform/db/index.ts'
import type { FolderRole } from './choose-folders.ts'

/** How far a folder was read. */
export type FolderPosition = { path: string; role: FolderRole; uidValidity: bigint; lastUid: number }

export const folderPositions = async (
  db: Queryable,
  { companyId, mailboxId }: { companyId: string; mailboxId: string },
): Promise<Map<string, FolderPosition>> => {
  const { rows } = await db.query<{ path: string; role: FolderRole; uid_validity: string; last_uid: number }>(
    `SELECT path, role, uid_validity::text, last_uid FROM mailbox_folders WHERE company_id = $1 AND mailbox_id = $2`,
    [companyId, mailboxId],
  )
  return new Map(
    rows.map((row) => [
      row.path,
      {
        path: row.path,
        role: row.role,
        uidValidity: BigInt(row.uid_validity),
        lastUid: Number(row.last_uid),
      },
    ]),
  )
}

/** Remembers how far a folder was read, in the transaction that stores what was read. */
export const saveFolderPosition = async (
  tx: Queryable,
  { companyId, mailboxId, position }: { companyId: string; mailboxId: string; position: FolderPosition },
): Promise<void> => {
  await tx.query(
    `INSERT INTO mailbox_folders (company_id, mailbox_id, path, role, uid_validity, last_uid)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (company_id, mailbox_id, path)
       DO UPDATE SET role = excluded.role, uid_validity = excluded.uid_validity, last_uid = excluded.last_uid`,
    [companyId, mailboxId, position.path, position.role, position.uidValidity.toString(), position.lastUid],
  )
}

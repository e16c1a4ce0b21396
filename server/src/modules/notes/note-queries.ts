// Reads memberships (accounts) for the writers' names.
import type { Queryable } from '#platform/db/index.ts'
import { isId } from '#platform/ids/index.ts'
import type { Note } from './note.ts'

/** The writer comes by the primary key of memberships. */
const COLUMNS = `n.id, n.prospect_id AS "prospectId", n.user_id AS "userId", m.email AS "userEmail", m.name AS "userName", n.text,
  n.created_at AS "createdAt", n.edited_at AS "editedAt"`
const FROM = 'FROM notes n JOIN memberships m ON m.company_id = n.company_id AND m.user_id = n.user_id'

export const insertNote = async (
  tx: Queryable,
  note: { companyId: string; id: string; prospectId: string; userId: string; text: string; now: Date },
): Promise<void> => {
  await tx.query(
    `INSERT INTO notes (company_id, id, prospect_id, user_id, text, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [note.companyId, note.id, note.prospectId, note.userId, note.text, note.now],
  )
}

/** False where there is none. Index notes_pkey. */
export const updateNote = async (
  tx: Queryable,
  { companyId, noteId, text, now }: { companyId: string; noteId: string; text: string; now: Date },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    'UPDATE notes SET text = $3, edited_at = $4 WHERE company_id = $1 AND id = $2',
    [companyId, noteId, text, now],
  )
  return rowCount > 0
}

/** False where there is none. Index notes_pkey. */
export const removeNote = async (
  tx: Queryable,
  { companyId, noteId }: { companyId: string; noteId: string },
): Promise<boolean> => {
  const { rowCount } = await tx.query('DELETE FROM notes WHERE company_id = $1 AND id = $2', [
    companyId,
    noteId,
  ])
  return rowCount > 0
}

/** Index notes_pkey. */
export const notesById = async (
  db: Queryable,
  { companyId, noteIds }: { companyId: string; noteIds: readonly string[] },
): Promise<Note[]> => {
  const { rows } = await db.query<Note>(
    `SELECT ${COLUMNS} ${FROM} WHERE n.company_id = $1 AND n.id = ANY($2::text[])`,
    [companyId, noteIds.filter(isId)],
  )
  return rows
}

/** The newest of a prospect first; `before`: the last id of the page before. Index notes_prospect, backwards. */
export const notesOfProspect = async (
  db: Queryable,
  input: { companyId: string; prospectId: string; before?: string | undefined; limit: number },
): Promise<Note[]> => {
  const { rows } = await db.query<Note>(
    `SELECT ${COLUMNS} ${FROM} WHERE n.company_id = $1 AND n.prospect_id = $2 AND ($3::text IS NULL OR n.id < $3)
     ORDER BY n.id DESC LIMIT $4`,
    [input.companyId, input.prospectId, input.before ?? null, input.limit],
  )
  return rows
}

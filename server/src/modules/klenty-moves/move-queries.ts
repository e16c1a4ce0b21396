// The module's own tables are klenty_moves and klenty_move_people; addresses are looked up in prospects.
import type { Queryable } from '#platform/db/index.ts'
import type { Move, MoveCounts, MoveNotes, OnExisting } from './move.ts'
import { NOTHING_NOTED } from './move.ts'
import type { SourceRecord } from './read-answers.ts'

type Which = { companyId: string; moveId: string }

const COLUMNS = `id, server_url AS "serverUrl", server_user AS "serverUser", on_existing AS "onExisting", people, added, updated, skipped,
  repeated, rejected, suppressed, notes, created_at AS "createdAt", finished_at AS "finishedAt"`

type Row = Omit<Move, 'notes'> & { notes: Partial<MoveNotes> }

const moveOf = (row: Row): Move => ({ ...row, notes: { ...NOTHING_NOTED, ...row.notes } })

/** The move from this server that is not finished, begun now where there is none. Index klenty_moves_open. */
export const beginMove = async (
  tx: Queryable,
  input: {
    companyId: string
    id: string
    userId: string
    serverUrl: string
    serverUser: string
    onExisting: OnExisting
    now: Date
  },
): Promise<Move> => {
  const { companyId, serverUrl, serverUser } = input
  await tx.query(
    `INSERT INTO klenty_moves (company_id, id, user_id, server_url, server_user, on_existing, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (company_id, server_url, server_user) WHERE finished_at IS NULL DO NOTHING`,
    [companyId, input.id, input.userId, serverUrl, serverUser, input.onExisting, input.now],
  )
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM klenty_moves
     WHERE company_id = $1 AND server_url = $2 AND server_user = $3 AND finished_at IS NULL`,
    [companyId, serverUrl, serverUser],
  )
  if (!rows[0]) throw new Error('a move that was just begun is not there')
  return moveOf(rows[0])
}

/** Locked until the transaction ends, so that two runs of one move take turns. Primary key. */
export const lockMove = async (tx: Queryable, { companyId, moveId }: Which): Promise<Move> => {
  const { rows } = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM klenty_moves WHERE company_id = $1 AND id = $2 FOR UPDATE`,
    [companyId, moveId],
  )
  if (!rows[0]) throw new Error(`the move ${moveId} is gone`)
  return moveOf(rows[0])
}

export const saveProgress = async (
  tx: Queryable,
  { companyId, moveId, counts, notes }: Which & { counts: MoveCounts; notes: MoveNotes },
): Promise<void> => {
  await tx.query(
    `UPDATE klenty_moves SET added = added + $3, updated = updated + $4, skipped = skipped + $5, repeated = repeated + $6,
       rejected = rejected + $7, suppressed = suppressed + $8, notes = $9
     WHERE company_id = $1 AND id = $2`,
    [
      ...[companyId, moveId, counts.added, counts.updated, counts.skipped, counts.repeated],
      ...[counts.rejected, counts.suppressed, JSON.stringify(notes)],
    ],
  )
}

/** Everybody is noted: counts them. Range of klenty_move_people_pkey. */
export const closeListing = async (
  tx: Queryable,
  { companyId, moveId, notes }: Which & { notes: MoveNotes },
): Promise<void> => {
  await tx.query(
    `UPDATE klenty_moves SET notes = $3,
       people = (SELECT count(*) FROM klenty_move_people p WHERE p.company_id = $1 AND p.move_id = $2)
     WHERE company_id = $1 AND id = $2 AND people IS NULL`,
    [companyId, moveId, JSON.stringify(notes)],
  )
}

export const finishMove = async (
  tx: Queryable,
  { companyId, moveId, now }: Which & { now: Date },
): Promise<void> => {
  await tx.query(
    `UPDATE klenty_moves SET finished_at = $3 WHERE company_id = $1 AND id = $2 AND finished_at IS NULL`,
    [companyId, moveId, now],
  )
}

export type NotedPerson = { sourceId: string; listName: string | null; given: SourceRecord }

/** Who was noted before stays as he was noted. Answers how many are new. */
export const notePeople = async (
  tx: Queryable,
  { companyId, moveId, people }: Which & { people: readonly NotedPerson[] },
): Promise<number> => {
  const { rowCount } = await tx.query(
    `INSERT INTO klenty_move_people (company_id, move_id, source_id, list_name, given)
     SELECT $1, $2, n.source_id, n.list_name, n.given FROM unnest($3::text[], $4::text[], $5::jsonb[]) AS n (source_id, list_name, given)
     ON CONFLICT DO NOTHING`,
    [
      ...[companyId, moveId, people.map(({ sourceId }) => sourceId), people.map(({ listName }) => listName)],
      people.map(({ given }) => JSON.stringify(given)),
    ],
  )
  return rowCount
}

const PERSON = 'source_id AS "sourceId", list_name AS "listName", given'

/** The next who wait, by the server's id. Index klenty_move_people_waiting. */
export const waitingPeople = async (
  tx: Queryable,
  { companyId, moveId, after, limit }: Which & { after: string; limit: number },
): Promise<NotedPerson[]> => {
  const { rows } = await tx.query<NotedPerson>(
    `SELECT ${PERSON} FROM klenty_move_people
     WHERE company_id = $1 AND move_id = $2 AND rejection IS NULL AND source_id > $3 ORDER BY source_id LIMIT $4`,
    [companyId, moveId, after, limit],
  )
  return rows
}

/** Which of these still wait. Primary key. */
export const stillWaiting = async (
  tx: Queryable,
  { companyId, moveId, sourceIds }: Which & { sourceIds: readonly string[] },
): Promise<Set<string>> => {
  const { rows } = await tx.query<{ sourceId: string }>(
    `SELECT source_id AS "sourceId" FROM klenty_move_people
     WHERE company_id = $1 AND move_id = $2 AND rejection IS NULL AND source_id = ANY($3)`,
    [companyId, moveId, sourceIds],
  )
  return new Set(rows.map(({ sourceId }) => sourceId))
}

/** Who was taken over waits no more. Primary key. */
export const removePeople = async (
  tx: Queryable,
  { companyId, moveId, sourceIds }: Which & { sourceIds: readonly string[] },
): Promise<void> => {
  await tx.query(
    'DELETE FROM klenty_move_people WHERE company_id = $1 AND move_id = $2 AND source_id = ANY($3)',
    [companyId, moveId, sourceIds],
  )
}

export const rejectPeople = async (
  tx: Queryable,
  { companyId, moveId, rejected }: Which & { rejected: readonly { sourceId: string; reason: string }[] },
): Promise<void> => {
  await tx.query(
    `UPDATE klenty_move_people p SET rejection = r.reason FROM unnest($3::text[], $4::text[]) AS r (source_id, reason)
     WHERE p.company_id = $1 AND p.move_id = $2 AND p.source_id = r.source_id`,
    [companyId, moveId, rejected.map(({ sourceId }) => sourceId), rejected.map(({ reason }) => reason)],
  )
}

/** Who could not be taken over, and why; all others are gone from the table by then. Range of klenty_move_people_pkey. */
export const rejectedPeople = async (
  tx: Queryable,
  { companyId, moveId }: Which,
): Promise<{ email: string; reason: string }[]> => {
  const { rows } = await tx.query<{ email: string; reason: string }>(
    `SELECT coalesce(given->>'Email', given->>'email', source_id) AS email, rejection AS reason FROM klenty_move_people
     WHERE company_id = $1 AND move_id = $2 AND rejection IS NOT NULL ORDER BY source_id`,
    [companyId, moveId],
  )
  return rows
}

/** Prospects by their address as it is matched. Index prospects_company_id_email_key_key. */
export const prospectIdsByKey = async (
  tx: Queryable,
  { companyId, keys }: { companyId: string; keys: readonly string[] },
): Promise<Map<string, string>> => {
  const { rows } = await tx.query<{ key: string; id: string }>(
    'SELECT email_key AS key, id FROM prospects WHERE company_id = $1 AND email_key = ANY($2)',
    [companyId, keys],
  )
  return new Map(rows.map(({ key, id }) => [key, id]))
}

// The module's own tables are sequences, sequence_steps, sequence_options; also reads memberships (the owner's address and role).
import type { Queryable } from '#platform/db/index.ts'
import type { CadenceDefinition } from './definition.ts'
import type { Definition, JourneyDefinition } from './definition-journey.ts'
import type { Sequence, SequenceKind, SequenceState } from './sequence.ts'

type SequenceRow = {
  id: string
  name: string
  owner_id: string
  shared: boolean
  state: SequenceState
  pause_reason: string | null
  version: number
  published_at: Date | null
  created_at: Date
  updated_at: Date
} & (
  | { kind: 'cadence'; draft: CadenceDefinition | null; published: CadenceDefinition | null }
  | { kind: 'journey'; draft: JourneyDefinition | null; published: JourneyDefinition | null }
)

const COLUMNS =
  'id, kind, name, owner_id, shared, state, pause_reason, draft, published, version, published_at, created_at, updated_at'

const sequenceOf = (row: SequenceRow): Sequence => {
  const head = {
    id: row.id,
    name: row.name,
    ownerId: row.owner_id,
    shared: row.shared,
    state: row.state,
    pauseReason: row.pause_reason,
    version: row.version,
    publishedAt: row.published_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
  return row.kind === 'cadence'
    ? { ...head, kind: row.kind, draft: row.draft, published: row.published }
    : { ...head, kind: row.kind, draft: row.draft, published: row.published }
}

/** By id; `lock` keeps other edits out until the transaction ends, while prospects may still be started. Served by the primary key. */
export const selectSequence = async (
  tx: Queryable,
  { companyId, sequenceId, lock = false }: { companyId: string; sequenceId: string; lock?: boolean },
): Promise<Sequence | null> => {
  const { rows } = await tx.query<SequenceRow>(
    `SELECT ${COLUMNS} FROM sequences WHERE company_id = $1 AND id = $2 ${lock ? 'FOR NO KEY UPDATE' : ''}`,
    [companyId, sequenceId],
  )
  return rows[0] ? sequenceOf(rows[0]) : null
}

/** Served by the unique index on (company_id, kind, name_key). */
export const selectSequenceByName = async (
  tx: Queryable,
  input: {
    companyId: string
    kind: SequenceKind
    nameKey: string
    /** Only what this rep sees: shared ones and his own. */
    seenBy?: string | undefined
    lock?: boolean
  },
): Promise<Sequence | null> => {
  const { rows } = await tx.query<SequenceRow>(
    `SELECT ${COLUMNS} FROM sequences WHERE company_id = $1 AND kind = $2 AND name_key = $3
       AND ($4::text IS NULL OR shared OR owner_id = $4) ${input.lock ? 'FOR NO KEY UPDATE' : ''}`,
    [input.companyId, input.kind, input.nameKey, input.seenBy ?? null],
  )
  return rows[0] ? sequenceOf(rows[0]) : null
}

/** One that a rep makes is his own until he shares it. False when the name is taken. */
export const insertSequence = async (
  tx: Queryable,
  input: {
    companyId: string
    id: string
    kind: SequenceKind
    name: string
    nameKey: string
    ownerId: string
    draft: Definition
    now: Date
  },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `INSERT INTO sequences (company_id, id, kind, name, name_key, owner_id, draft, created_at, updated_at, shared)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8,
       (SELECT m.role <> 'rep' FROM memberships m WHERE m.company_id = $1 AND m.user_id = $6)) ON CONFLICT (company_id, kind, name_key) DO NOTHING`,
    [
      input.companyId,
      input.id,
      input.kind,
      input.name,
      input.nameKey,
      input.ownerId,
      JSON.stringify(input.draft),
      input.now,
    ],
  )
  return rowCount === 1
}

/** False when another sequence of the kind has the name. The row must be locked by the caller. */
export const updateSequenceName = async (
  tx: Queryable,
  input: { companyId: string; sequenceId: string; name: string; nameKey: string; now: Date },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `UPDATE sequences s SET name = $3, name_key = $4, updated_at = $5
     WHERE s.company_id = $1 AND s.id = $2 AND NOT EXISTS (
       SELECT FROM sequences o WHERE o.company_id = $1 AND o.kind = s.kind AND o.name_key = $4 AND o.id <> $2)`,
    [input.companyId, input.sequenceId, input.name, input.nameKey, input.now],
  )
  return rowCount === 1
}

/** Gives it to a member; false when he is none, or has left. Served by the primary keys. */
export const updateOwner = async (
  tx: Queryable,
  input: { companyId: string; sequenceId: string; ownerId: string; now: Date },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `UPDATE sequences SET owner_id = $3, updated_at = $4 WHERE company_id = $1 AND id = $2 AND EXISTS (
       SELECT FROM memberships m WHERE m.company_id = $1 AND m.user_id = $3 AND m.left_at IS NULL)`,
    [input.companyId, input.sequenceId, input.ownerId, input.now],
  )
  return rowCount === 1
}

export const updateShared = async (
  tx: Queryable,
  input: { companyId: string; sequenceId: string; shared: boolean; now: Date },
): Promise<void> => {
  await tx.query('UPDATE sequences SET shared = $3, updated_at = $4 WHERE company_id = $1 AND id = $2', [
    input.companyId,
    input.sequenceId,
    input.shared,
    input.now,
  ])
}

export const updateDraft = async (
  tx: Queryable,
  input: { companyId: string; sequenceId: string; draft: Definition | null; now: Date },
): Promise<void> => {
  await tx.query('UPDATE sequences SET draft = $3, updated_at = $4 WHERE company_id = $1 AND id = $2', [
    input.companyId,
    input.sequenceId,
    input.draft && JSON.stringify(input.draft),
    input.now,
  ])
}

/** Makes a definition the published one; a sequence that was a draft goes live, any other keeps its state. Returns the new version. */
export const updatePublished = async (
  tx: Queryable,
  input: { companyId: string; sequenceId: string; definition: Definition; now: Date },
): Promise<number> => {
  const { rows } = await tx.query<{ version: number }>(
    `UPDATE sequences SET published = $3, draft = NULL, version = version + 1, published_at = $4, updated_at = $4,
       state = CASE state WHEN 'draft' THEN 'live' ELSE state END
     WHERE company_id = $1 AND id = $2 RETURNING version`,
    [input.companyId, input.sequenceId, JSON.stringify(input.definition), input.now],
  )
  return rows[0]?.version ?? 0
}

export const updateState = async (
  tx: Queryable,
  input: {
    companyId: string
    sequenceId: string
    state: SequenceState
    pauseReason: string | null
    now: Date
  },
): Promise<void> => {
  await tx.query(
    'UPDATE sequences SET state = $3, pause_reason = $4, updated_at = $5 WHERE company_id = $1 AND id = $2',
    [input.companyId, input.sequenceId, input.state, input.pauseReason, input.now],
  )
}

/** Only a sequence that was never published: nothing can refer to it. */
export const deleteUnpublished = async (
  tx: Queryable,
  { companyId, sequenceId }: { companyId: string; sequenceId: string },
): Promise<void> => {
  await tx.query(`DELETE FROM sequences WHERE company_id = $1 AND id = $2 AND version = 0`, [
    companyId,
    sequenceId,
  ])
}

/** Names to compare a mistyped one with. */
export const selectNames = async (
  tx: Queryable,
  input: { companyId: string; kind: SequenceKind; seenBy?: string | undefined },
): Promise<string[]> => {
  const { rows } = await tx.query<{ name: string }>(
    `SELECT name FROM sequences WHERE company_id = $1 AND kind = $2 AND ($3::text IS NULL OR shared OR owner_id = $3)
     ORDER BY name_key LIMIT 1000`,
    [input.companyId, input.kind, input.seenBy ?? null],
  )
  return rows.map(({ name }) => name)
}

/** Which of these name keys are taken. Served by the unique index on (company_id, kind, name_key). */
export const selectTakenKeys = async (
  tx: Queryable,
  input: { companyId: string; kind: SequenceKind; nameKeys: readonly string[] },
): Promise<Set<string>> => {
  const { rows } = await tx.query<{ name_key: string }>(
    'SELECT name_key FROM sequences WHERE company_id = $1 AND kind = $2 AND name_key = ANY($3)',
    [input.companyId, input.kind, input.nameKeys],
  )
  return new Set(rows.map((row) => row.name_key))
}

/** Those of these sequences that exist. Served by the primary key. */
export const selectHeads = async (
  tx: Queryable,
  { companyId, ids }: { companyId: string; ids: readonly string[] },
): Promise<Pick<Sequence, 'id' | 'kind' | 'name' | 'state' | 'version'>[]> => {
  if (ids.length === 0) return []
  const { rows } = await tx.query<Pick<Sequence, 'id' | 'kind' | 'name' | 'state' | 'version'>>(
    'SELECT id, kind, name, state, version FROM sequences WHERE company_id = $1 AND id = ANY($2)',
    [companyId, ids],
  )
  return rows
}

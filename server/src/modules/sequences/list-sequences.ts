// Reads memberships, which is another module's.
import type { Queryable } from '#platform/db/index.ts'
import type { SequenceKind, SequenceState } from './sequence.ts'
import { nameKey } from './sequence-name.ts'

/** A sequence in a list, without its documents. */
export type SequenceSummary = {
  id: string
  kind: SequenceKind
  name: string
  ownerId: string
  ownerEmail: string
  shared: boolean
  state: SequenceState
  pauseReason: string | null
  version: number
  /** Has unpublished edits. */
  hasDraft: boolean
  createdAt: Date
  updatedAt: Date
  publishedAt: Date | null
}

/**
 * Sequences in the order of their ids (oldest first, or newest). `publishedOnly` leaves out drafts and archived ones, as the public API lists them.
 * Without `limit` all of them; `after` is the last id of the page before. Served by the primary key or sequences_owner, and memberships'
 * primary key; `search` looks through the names of a company's sequences on the way.
 */
export const listSequences = async (
  tx: Queryable,
  input: {
    companyId: string
    kind?: SequenceKind | undefined
    ownerId?: string | undefined
    /** Only those that this rep sees: shared ones and his own. */
    seenBy?: string | undefined
    publishedOnly?: boolean | undefined
    states?: readonly SequenceState[] | undefined
    /** Stands in the name, in any case. */
    search?: string | undefined
    newestFirst?: boolean | undefined
    after?: string | undefined
    limit?: number | undefined
  },
): Promise<SequenceSummary[]> => {
  const newest = input.newestFirst ?? false
  const states = input.publishedOnly ? ['live', 'paused'] : (input.states ?? null)
  const { rows } = await tx.query<{
    id: string
    kind: SequenceKind
    name: string
    owner_id: string
    owner_email: string
    shared: boolean
    state: SequenceState
    pause_reason: string | null
    version: number
    has_draft: boolean
    created_at: Date
    updated_at: Date
    published_at: Date | null
  }>(
    `SELECT s.id, s.kind, s.name, s.owner_id, m.email AS owner_email, s.shared, s.state, s.pause_reason, s.version,
       s.draft IS NOT NULL AS has_draft, s.created_at, s.updated_at, s.published_at
     FROM sequences s JOIN memberships m ON m.company_id = s.company_id AND m.user_id = s.owner_id
     WHERE s.company_id = $1 AND ($2::text IS NULL OR s.kind = $2) AND ($3::text IS NULL OR s.owner_id = $3)
       AND ($4::text[] IS NULL OR s.state = ANY($4)) AND ($5::text IS NULL OR s.id ${newest ? '<' : '>'} $5)
       AND ($7::text IS NULL OR s.shared OR s.owner_id = $7)
       AND ($8::text IS NULL OR position($8 IN s.name_key) > 0)
     ORDER BY s.id ${newest ? 'DESC' : 'ASC'} LIMIT $6`,
    [
      input.companyId,
      input.kind ?? null,
      input.ownerId ?? null,
      states,
      input.after ?? null,
      input.limit ?? null,
      input.seenBy ?? null,
      input.search === undefined ? null : nameKey(input.search),
    ],
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    ownerId: row.owner_id,
    ownerEmail: row.owner_email,
    shared: row.shared,
    state: row.state,
    pauseReason: row.pause_reason,
    version: row.version,
    hasDraft: row.has_draft,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    publishedAt: row.published_at,
  }))
}

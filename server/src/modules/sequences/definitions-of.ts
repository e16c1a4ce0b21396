import type { Queryable } from '#platform/db/index.ts'
import type { Definition } from './definition-journey.ts'
import { withCalendar } from './merge-calendar.ts'
import type { PublishedSequence, SequenceKind, SequenceState } from './sequence.ts'

/** Definitions kept in memory: parsed jsonb of up to some hundred kilobytes each. */
const MOST_KEPT = 500

type HeadRow = {
  id: string
  kind: SequenceKind
  name: string
  owner_id: string
  state: SequenceState
  version: number
  stamp: string
}
type BodyRow = HeadRow & {
  published: Definition
  calendar_country: string | null
  calendar_days: string[] | null
}

export type DefinitionsOf = (
  tx: Queryable,
  input: { companyId: string; sequenceIds: readonly string[] },
) => Promise<Map<string, PublishedSequence>>

/**
 * The published definitions of sequences, by id; one that was never published is missing. A call costs one look-up by primary key; a
 * definition itself is read only when its row has changed since. Its row's xmin tells that: unlike the version it is never given twice,
 * so what a transaction read of its own edits before it was rolled back is not taken for what another one published later.
 */
export const createDefinitionsOf = (): DefinitionsOf => {
  const kept = new Map<string, { stamp: string; definition: Definition }>()
  const keep = (key: string, entry: { stamp: string; definition: Definition }): void => {
    kept.delete(key)
    kept.set(key, entry)
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break
      kept.delete(oldest)
    }
  }

  return async (tx, { companyId, sequenceIds }) => {
    const found = new Map<string, PublishedSequence>()
    const ids = [...new Set(sequenceIds)]
    if (ids.length === 0) return found
    const { rows: heads } = await tx.query<HeadRow>(
      `SELECT id, kind, name, owner_id, state, version, xmin::text AS stamp FROM sequences
       WHERE company_id = $1 AND id = ANY($2) AND version > 0`,
      [companyId, ids],
    )
    const missing: string[] = []
    for (const head of heads) {
      const entry = kept.get(`${companyId}/${head.id}`)
      if (entry?.stamp === head.stamp) {
        keep(`${companyId}/${head.id}`, entry)
        found.set(head.id, publishedOf(head, entry.definition))
      } else missing.push(head.id)
    }
    for (const row of await selectBodies(tx, companyId, missing)) {
      const definition = withCalendar(row.published, {
        country: row.calendar_country,
        days: row.calendar_days ?? [],
      })
      keep(`${companyId}/${row.id}`, { stamp: row.stamp, definition })
      found.set(row.id, publishedOf(row, definition))
    }
    return found
  }
}

/** Served by the primary keys of both tables. */
const selectBodies = async (tx: Queryable, companyId: string, ids: readonly string[]): Promise<BodyRow[]> => {
  if (ids.length === 0) return []
  const { rows } = await tx.query<BodyRow>(
    `SELECT s.id, s.kind, s.name, s.owner_id, s.state, s.version, s.xmin::text AS stamp, s.published,
       c.country AS calendar_country, c.days AS calendar_days
     FROM sequences s LEFT JOIN holiday_calendars c
       ON c.company_id = s.company_id AND c.id = s.published #>> '{settings,holidays,calendarId}'
     WHERE s.company_id = $1 AND s.id = ANY($2) AND s.version > 0`,
    [companyId, ids],
  )
  return rows
}

const publishedOf = (row: HeadRow, definition: Definition): PublishedSequence => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  ownerId: row.owner_id,
  state: row.state,
  version: row.version,
  definition,
})

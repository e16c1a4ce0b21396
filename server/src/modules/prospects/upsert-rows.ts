import type { AppendedEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import { TEXT_FIELDS } from './fields.ts'
import { ensureLists } from './lists.ts'
import { DEFAULT_LIST } from './names.ts'
import { type UpsertRow, type UpsertShape, upsertArrays, upsertStatement } from './upsert-statement.ts'

export type UpsertContext = {
  companyId: string
  userId: string
  source: string
  now: Date
  newId: NewId
  /** The spelling of each list that a row names, by its key. */
  listNames: ReadonlyMap<string, string>
  announce: Announce
  /** Prospects of other members than the user are left alone. */
  heldToOwn: boolean
}

export type Upserted = { id: string; outcome: 'added' | 'updated' | 'unchanged' }

/** Tells of events that a statement appended itself. */
export type Announce = (tx: Queryable, companyId: string, events: readonly AppendedEvent[]) => Promise<void>

/**
 * Writes rows of the API, each address once; the answer is by address key, without those that are another member's where the user is held to
 * his own. In the caller's transaction.
 */
export const upsertRows = async (
  tx: Queryable,
  context: UpsertContext,
  rows: readonly UpsertRow[],
): Promise<Map<string, Upserted>> => {
  const results = new Map<string, Upserted>()
  await untilWritten(tx, context, rows, async (group) => {
    const answer = await run<{
      emailKey: string
      id: string
      outcome: Upserted['outcome'] | 'again' | 'foreign'
    }>(tx, {
      context,
      group,
      mode: 'api',
      importId: null,
      data: { source: context.source },
    })
    const again: string[] = []
    for (const { emailKey, id, outcome } of answer) {
      if (outcome === 'again') again.push(emailKey)
      else if (outcome !== 'foreign') results.set(emailKey, { id, outcome })
    }
    return again
  })
  await context.announce(tx, context.companyId, eventsOfRows(context, rows, results))
  return results
}

const eventsOfRows = (
  { userId, source, now }: UpsertContext,
  rows: readonly UpsertRow[],
  results: ReadonlyMap<string, Upserted>,
): AppendedEvent[] =>
  rows.flatMap(({ eventId, emailKey }): AppendedEvent[] => {
    const done = results.get(emailKey)
    if (!done || done.outcome === 'unchanged') return []
    const kind = done.outcome === 'added' ? 'prospect_created' : 'prospect_updated'
    return [{ id: eventId, kind, occurredAt: now, prospectId: done.id, userId, data: { source } }]
  })

/** The events of the prospects that were written stand in the order of those. */
type ImportedGroup = ImportCounts & {
  changedIds: string[]
  writtenIds: string[]
  eventIds: string[]
  again: string[]
}

export type ImportCounts = { added: number; updated: number; skipped: number; repeated: number }

/**
 * Writes rows of an import, each address once. `repeated` counts those that the same import had met before: they are written over what
 * it wrote then, and counted as nothing else. `changedIds`: prospects that were there before and have changed.
 */
export const importRows = async (
  tx: Queryable,
  context: UpsertContext & { importId: string; onExisting: 'update' | 'skip' },
  rows: readonly UpsertRow[],
): Promise<ImportCounts & { changedIds: string[] }> => {
  const { importId, companyId, userId, now } = context
  const total = { added: 0, updated: 0, skipped: 0, repeated: 0, changedIds: [] as string[] }
  await untilWritten(tx, context, rows, async (group) => {
    const [counts] = await run<ImportedGroup>(tx, {
      context,
      group,
      mode: context.onExisting === 'skip' ? 'import_skip' : 'import_update',
      importId,
      data: { importId },
    })
    if (!counts) throw new Error('the import statement gave no counts')
    total.added += counts.added
    total.updated += counts.updated
    total.skipped += counts.skipped
    total.repeated += counts.repeated
    total.changedIds.push(...counts.changedIds)
    const about = { kind: 'prospect_imported', occurredAt: now, userId, data: { importId } } as const
    await context.announce(
      tx,
      companyId,
      counts.eventIds.map((id, index) => ({ ...about, id, prospectId: counts.writtenIds[index] })),
    )
    return counts.again
  })
  return total
}

/** More than three rounds would mean that a list is deleted as often as it is made. */
const MOST_ROUNDS = 3

/** Runs groups of like rows; what `write` names as not written goes again, after the lists that were missing have been made. */
const untilWritten = async (
  tx: Queryable,
  context: UpsertContext,
  rows: readonly UpsertRow[],
  write: (group: readonly UpsertRow[]) => Promise<string[]>,
): Promise<void> => {
  for (const group of likeRows(rows)) {
    let left = group
    for (let round = 1; left.length > 0; round += 1) {
      const again = new Set(await write(left))
      if (again.size === 0) break
      if (round === MOST_ROUNDS)
        throw new Error(`${again.size} prospects could not be written in ${round} rounds`)
      left = left.filter(({ emailKey }) => again.has(emailKey))
      await ensureLists(tx, {
        ...context,
        names: left.map(({ listKey }) => context.listNames.get(listKey ?? DEFAULT_LIST) ?? DEFAULT_LIST),
      })
    }
  }
}

/** Rows that may share a statement, in the order of their addresses: see `upsertStatement`. */
const likeRows = (rows: readonly UpsertRow[]): UpsertRow[][] => {
  const groups = new Map<string, UpsertRow[]>()
  for (const row of rows) {
    const key = `${row.listKey !== null} ${row.ownerId !== null} ${Boolean(row.fields.get('full_name'))}`
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

const shapeOf = (
  rows: readonly UpsertRow[],
  { mode, heldToOwn }: Pick<UpsertShape, 'mode' | 'heldToOwn'>,
): UpsertShape => {
  const [first] = rows
  return {
    columns: TEXT_FIELDS.map(({ column }) => column).filter((column) =>
      rows.some(({ fields }) => fields.get(column)),
    ),
    listGiven: first?.listKey != null,
    ownerGiven: first?.ownerId != null,
    customFields: rows.some(({ customFields }) => customFields !== null),
    tags: rows.some(({ tagIds }) => tagIds.length > 0),
    mode,
    heldToOwn,
  }
}

const run = async <R>(
  tx: Queryable,
  input: {
    context: UpsertContext
    group: readonly UpsertRow[]
    mode: UpsertShape['mode']
    importId: string | null
    data: Record<string, string>
  },
): Promise<R[]> => {
  const { context, group, mode, importId, data } = input
  const shape = shapeOf(group, { mode, heldToOwn: context.heldToOwn })
  const { rows } = await tx.query<R>(upsertStatement(shape), [
    context.companyId,
    context.now,
    context.userId,
    context.source,
    importId,
    JSON.stringify(data),
    ...upsertArrays(shape, group),
  ])
  return rows
}

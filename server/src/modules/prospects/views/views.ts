import type { NewProspectView as Given } from '@cadenza/contracts'
import type { Static } from 'typebox'
import type { Queryable } from '#platform/db/index.ts'
import { conflict, invalidInput, notFound } from '#platform/errors/index.ts'
import { readFilter } from '../filter/read-filter.ts'
import { LONGEST_NAME, lineMistake, nameKey } from '../names.ts'
import type { ProspectDeps } from '../prospect-deps.ts'

export type GivenView = Static<typeof Given>
export type View = GivenView & { id: string; ownerId: string; createdAt: Date; updatedAt: Date }

type Who = { companyId: string; userId: string }

const COLUMNS = `id, owner_id AS "ownerId", name, shared, filter, sort, columns, created_at AS "createdAt", updated_at AS "updatedAt"`
/** More than anybody finds his way in. */
const MOST = 200

/** A member's own views and those that are shared, by name. Index prospect_views_pkey: a company has few. */
export const listViews = async (db: Queryable, { companyId, userId }: Who): Promise<View[]> => {
  const { rows } = await db.query<View>(
    `SELECT ${COLUMNS} FROM prospect_views WHERE company_id = $1 AND (owner_id = $2 OR shared) ORDER BY name_key, id LIMIT ${MOST}`,
    [companyId, userId],
  )
  return rows
}

/** Throws `conflict` on `name` when he has a view of that name, `invalid_input` for a filter that cannot be read. */
export const addView = (
  { db, clock, newId }: ProspectDeps,
  { companyId, userId, ...given }: Who & GivenView,
): Promise<View> => {
  const values = checked(given)
  return named(given.name, () =>
    db.query<View>(
      `INSERT INTO prospect_views (company_id, id, owner_id, name, name_key, shared, filter, sort, columns, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) RETURNING ${COLUMNS}`,
      [companyId, newId(), userId, ...values, clock.now()],
    ),
  )
}

/** Throws also `not_found` for a view that is not his. */
export const replaceView = (
  { db, clock }: ProspectDeps,
  { companyId, userId, id, ...given }: Who & { id: string } & GivenView,
): Promise<View> => {
  const values = checked(given)
  return named(given.name, () =>
    db.query<View>(
      `UPDATE prospect_views SET name = $4, name_key = $5, shared = $6, filter = $7, sort = $8, columns = $9, updated_at = $10
       WHERE company_id = $1 AND id = $2 AND owner_id = $3 RETURNING ${COLUMNS}`,
      [companyId, id, userId, ...values, clock.now()],
    ),
  )
}

/** Throws `not_found` for a view that is not his. */
export const removeView = async (
  { db }: ProspectDeps,
  { companyId, userId, id }: Who & { id: string },
): Promise<void> => {
  const { rows } = await db.query(
    'DELETE FROM prospect_views WHERE company_id = $1 AND id = $2 AND owner_id = $3 RETURNING id',
    [companyId, id, userId],
  )
  if (rows.length === 0) throw unknownView()
}

const checked = ({ name, shared, filter, sort, columns }: GivenView): unknown[] => {
  readFilter(filter)
  const text = name.toWellFormed().trim()
  if (text === '') throw invalidInput('name', 'A view needs a name.')
  const wrong = lineMistake(text, LONGEST_NAME)
  if (wrong) throw invalidInput('name', `name ${wrong}.`)
  const kept = columns.map((column) => column.toWellFormed().replaceAll('\0', ''))
  return [text, nameKey(text), shared, JSON.stringify(filter), sort, kept]
}

const named = async (name: string, write: () => Promise<{ rows: View[] }>): Promise<View> => {
  try {
    const { rows } = await write()
    if (!rows[0]) throw unknownView()
    return rows[0]
  } catch (error) {
    if (isTaken(error))
      throw conflict(`You have a view called ${JSON.stringify(name)} already; choose another name.`, 'name')
    throw error
  }
}

const unknownView = () => notFound('There is no such view of yours.', 'id')

const isTaken = (error: unknown): boolean =>
  error instanceof Error &&
  'constraint' in error &&
  error.constraint === 'prospect_views_company_id_owner_id_name_key_key'

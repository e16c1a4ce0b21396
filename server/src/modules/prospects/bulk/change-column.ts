import type { NewEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import { checkCustomName, checkCustomValue, checkField, type Mistake } from '../field-value.ts'
import { TEXT_FIELDS } from '../fields.ts'
import { withOnlyUsed } from '../filter/with-only-used.ts'
import { noteTexts } from '../note-texts.ts'
import type { ProspectDeps } from '../prospect-deps.ts'

/** One thing that all of some prospects are given: a list, an owner, or what a field holds (null: nothing). */
export type GivenToAll =
  | { column: 'list_id' | 'owner_id'; value: string }
  | { field: string; value: string | null }

/** What a prospect had before. */
export type Before = { prospectId: string; before: string | null }

type Some = { companyId: string; userId: string; prospectIds: readonly string[] }

/** A full name follows its parts, so these are not given to many at once. */
const OF_ONE: readonly string[] = ['firstName', 'middleName', 'lastName', 'fullName']
const CUSTOM = 'custom.'

/**
 * Gives it to those who have something else, in the caller's transaction, and answers what these had. Prospects are locked in the order of
 * their addresses, as everywhere. Throws `invalid_input` on `field` or `value`.
 */
export const giveToAll = async (
  deps: ProspectDeps,
  { tx, given, ...some }: Some & { tx: Queryable; given: GivenToAll },
): Promise<Before[]> => {
  const { column, read, write, value, name } = targetOf(given)
  const { text, used } = withOnlyUsed(
    `WITH locked AS (
       SELECT p.id, ${read} AS before FROM prospects p WHERE p.company_id = $1 AND p.id = ANY($2::text[])
       ORDER BY p.email_key FOR NO KEY UPDATE
     )
     UPDATE prospects p SET ${column} = ${write}, updated_at = $4,
       last_interaction_at = greatest(p.last_interaction_at, $4::timestamptz)
     FROM locked WHERE p.company_id = $1 AND p.id = locked.id AND locked.before IS DISTINCT FROM $3::text
     RETURNING p.id AS "prospectId", locked.before`,
    [some.companyId, some.prospectIds, value, deps.clock.now(), name],
  )
  const { rows } = await tx.query<Before>(text, used)
  await tell(deps, tx, {
    ...some,
    given,
    name,
    changed: rows.map(({ prospectId, before }) => ({ prospectId, from: before, to: value })),
  })
  return rows
}

/** Takes it back from those who still have it. Answers how many did. */
export const takeBack = async (
  deps: ProspectDeps,
  {
    tx,
    given,
    befores,
    ...who
  }: Omit<Some, 'prospectIds'> & { tx: Queryable; given: GivenToAll; befores: readonly Before[] },
): Promise<number> => {
  const { column, read, write, value, name } = targetOf(given)
  const ids = befores.map(({ prospectId }) => prospectId)
  const { text, used } = withOnlyUsed(
    `WITH given AS (
       SELECT * FROM unnest($2::text[], $6::text[]) AS g (id, before)
     ), locked AS (
       SELECT p.id, ${read} AS present FROM prospects p WHERE p.company_id = $1 AND p.id = ANY($2::text[])
       ORDER BY p.email_key FOR NO KEY UPDATE
     )
     UPDATE prospects p SET ${column} = ${write.replaceAll('$3', 'given.before')}, updated_at = $4
     FROM locked, given
     WHERE p.company_id = $1 AND p.id = locked.id AND given.id = p.id AND locked.present IS NOT DISTINCT FROM $3::text
     RETURNING p.id AS "prospectId", given.before AS to`,
    [who.companyId, ids, value, deps.clock.now(), name, befores.map(({ before }) => before)],
  )
  const { rows } = await tx.query<{ prospectId: string; to: string | null }>(text, used)
  const changed = rows.map(({ prospectId, to }) => ({ prospectId, from: value, to }))
  await tell(deps, tx, { ...who, prospectIds: ids, given, name, changed })
  return rows.length
}

type Target = {
  column: string
  /** SQL: what the prospect `p` has. */
  read: string
  /** SQL: the column with `$3` in it. */
  write: string
  value: string | null
  /** Of a custom field: `$5`. */
  name: string | null
}

const targetOf = (given: GivenToAll): Target => {
  if ('column' in given)
    return { column: given.column, read: `p.${given.column}`, write: '$3', value: given.value, name: null }
  const text = given.value?.toWellFormed().trim() ?? ''
  const field = TEXT_FIELDS.find(({ property }) => property === given.field)
  if (field && !OF_ONE.includes(field.property)) {
    const value = right('value', checkField(field, text))
    return { column: field.column, read: `p.${field.column}`, write: '$3', value: value || null, name: null }
  }
  if (!given.field.startsWith(CUSTOM))
    throw invalidInput(
      'field',
      `${given.field} is no field that many can be given; custom.Industry names a custom field.`,
    )
  const name = right(
    'field',
    checkCustomName('field', given.field.slice(CUSTOM.length).toWellFormed().trim()),
  )
  return {
    column: 'custom_fields',
    read: '(p.custom_fields ->> $5::text)',
    write: `CASE WHEN $3::text IS NULL THEN p.custom_fields - $5::text
      ELSE p.custom_fields || jsonb_build_object($5::text, $3::text) END`,
    value: right('value', checkCustomValue(name, text)) || null,
    name,
  }
}

const right = (field: string, checked: string | Mistake): string => {
  if (typeof checked === 'string') return checked
  throw invalidInput(field, checked.mistake)
}

type Change = { prospectId: string; from: string | null; to: string | null }

const tell = async (
  deps: ProspectDeps,
  tx: Queryable,
  {
    companyId,
    userId,
    given,
    name,
    changed,
  }: Some & { given: GivenToAll; name: string | null; changed: readonly Change[] },
): Promise<void> => {
  if (changed.length === 0) return
  const prospectIds = changed.map(({ prospectId }) => prospectId)
  const lists = 'column' in given && given.column === 'list_id' ? await listNames(tx, companyId) : undefined
  const about = { occurredAt: deps.clock.now(), userId }
  await deps.events.appendEvents(
    tx,
    companyId,
    changed.map(({ prospectId, from, to }): NewEvent => {
      if (lists)
        return {
          ...about,
          prospectId,
          kind: 'list_changed',
          data: { from: lists.get(from ?? '') ?? '', to: lists.get(to ?? '') ?? '' },
        }
      if ('column' in given)
        return { ...about, prospectId, kind: 'owner_changed', data: { from: from ?? '', to: to ?? '' } }
      const known = TEXT_FIELDS.find(({ property }) => property === given.field)
      return {
        ...about,
        prospectId,
        kind: 'prospect_updated',
        data: { source: 'app', fields: [name === null && known ? known.name : 'CustomFields'] },
      }
    }),
  )
  if (!('column' in given)) await noteTexts(tx, { companyId, prospectIds })
  await deps.ports.onProspectsChanged(tx, { companyId, prospectIds })
}

/** Index lists_pkey. */
const listNames = async (tx: Queryable, companyId: string): Promise<Map<string, string>> => {
  const { rows } = await tx.query<{ id: string; name: string }>(
    'SELECT id, name FROM lists WHERE company_id = $1',
    [companyId],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

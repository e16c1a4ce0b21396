import type { NewEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { conflict, invalidInput } from '#platform/errors/index.ts'
import type { Address } from './address.ts'
import type { FieldColumn } from './fields.ts'
import { TEXT_FIELDS } from './fields.ts'
import { refCondition, refValue, unknownProspect } from './find-prospect.ts'
import { ensureLists, findList } from './lists.ts'
import { moveToAddress } from './move-to-address.ts'
import { DEFAULT_LIST } from './names.ts'
import { noteTexts } from './note-texts.ts'
import type { ProspectDeps } from './prospect-deps.ts'
import { type ProspectInput, readProspectInput } from './prospect-input.ts'
import { addTags } from './prospect-tags.ts'
import { membersByEmail } from './queries.ts'
import { notForOthers, unknownOwner } from './upsert-prospects.ts'

type Stored = { [Column in FieldColumn]: string | null } & {
  id: string
  email: string
  email_key: string
  custom_fields: Record<string, string>
  list_id: string
  owner_id: string
}

export type UpdateRequest = {
  /** The caller's transaction; without it one of its own. */
  tx?: Queryable
  companyId: string
  userId: string
  source: string
  /** An address or an id. */
  ref: string
  changes: unknown
  /** The user may not give his prospect to somebody else. */
  heldToOwn?: boolean | undefined
}

/**
 * Changes the given keys of one prospect; an empty value clears its field, tags are added, an `Email` renames. Throws `not_found`,
 * `invalid_input` naming the field, or `conflict` when the new address is another prospect's. Nothing is half done.
 */
export const updateProspect = async (
  deps: ProspectDeps,
  request: UpdateRequest,
): Promise<{ id: string; email: string; ignoredFields: string[] }> => {
  const input = readProspectInput(request.changes)
  if ('mistake' in input) throw invalidInput(input.field, input.mistake)
  refuseClearing(request.changes)
  try {
    return request.tx
      ? await change(deps, request.tx, request, input)
      : await deps.db.transaction((tx) => change(deps, tx, request, input))
  } catch (error) {
    if (isAddressTaken(error))
      throw conflict(`Email ${input.address?.email} is already the address of another prospect.`, 'Email')
    throw error
  }
}

/** An address and an owner can be changed but not taken away. */
const refuseClearing = (changes: unknown): void => {
  for (const [key, value] of Object.entries(changes ?? {})) {
    if (key !== 'Email' && key !== 'email' && key !== 'Owner') continue
    if (value === null || (typeof value === 'string' && value.trim() === ''))
      throw invalidInput(key, `${key} cannot be empty; leave it out to keep the present one.`)
  }
}

const isAddressTaken = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'prospects_company_id_email_key_key'

const change = async (deps: ProspectDeps, tx: Queryable, request: UpdateRequest, input: ProspectInput) => {
  const { companyId, userId, ref, source } = request
  const now = deps.clock.now()
  const { rows } = await tx.query<Stored>(
    `SELECT p.* FROM prospects p WHERE p.company_id = $1 AND ${refCondition(ref)} FOR NO KEY UPDATE`,
    [companyId, refValue(ref)],
  )
  const [stored] = rows
  if (!stored) throw unknownProspect(ref)
  const about = { occurredAt: now, prospectId: stored.id, userId }
  const events: NewEvent[] = []

  const sets = new Map<string, unknown>(changedFields(stored, input))
  const customFields = changedCustomFields(stored, input)
  if (customFields) sets.set('custom_fields', customFields)
  const named = [...sets.keys()].map((column) => NAMES.get(column) ?? 'CustomFields')
  if (named.length > 0) events.push({ ...about, kind: 'prospect_updated', data: { source, fields: named } })

  const owner = input.owner && (await ownerId(tx, companyId, input.owner))
  if (owner && owner !== stored.owner_id) {
    if (request.heldToOwn) throw notForOthers()
    sets.set('owner_id', owner)
    events.push({ ...about, kind: 'owner_changed', data: { from: stored.owner_id, to: owner } })
  }
  const list = await changedList(deps, tx, { request, stored, name: input.list })
  if (list) {
    sets.set('list_id', list.id)
    events.push({ ...about, kind: 'list_changed', data: { from: list.from, to: list.name } })
  }
  const address = changedAddress(stored, input.address)
  if (address) {
    sets.set('email', address.email).set('email_key', address.key).set('domain', address.domain)
    events.push({ ...about, kind: 'prospect_renamed', data: { from: stored.email, to: address.email } })
  }
  if (sets.size > 0) await write(tx, { companyId, id: stored.id, sets, now })
  if (address)
    await moveToAddress(deps, tx, { companyId, prospectId: stored.id, from: stored.email_key, to: address })
  const tags = await addTags(deps, tx, { companyId, prospectId: stored.id, names: input.tags })
  if (tags.length > 0) events.push({ ...about, kind: 'tags_added', data: { tags } })
  await deps.events.appendEvents(tx, companyId, events)
  if (sets.size > 0) await deps.ports.onProspectsChanged(tx, { companyId, prospectIds: [stored.id] })
  return { id: stored.id, email: address?.email ?? stored.email, ignoredFields: input.ignored }
}

const NAMES: ReadonlyMap<string, string> = new Map(TEXT_FIELDS.map(({ column, name }) => [column, name]))

const derivedName = (row: Pick<Stored, 'first_name' | 'middle_name' | 'last_name'>): string | null =>
  [row.first_name, row.middle_name, row.last_name].filter(Boolean).join(' ') || null

const changedFields = (stored: Stored, input: ProspectInput): Map<FieldColumn, string | null> => {
  const changed = new Map<FieldColumn, string | null>()
  for (const [column, text] of input.fields)
    if ((stored[column] ?? '') !== text) changed.set(column, text === '' ? null : text)
  // A full name that was derived follows its parts; one that was written stays until it is cleared.
  const written = input.fields.get('full_name')
  const wasDerived = stored.full_name === null || stored.full_name === derivedName(stored)
  if (written === '' || (written === undefined && wasDerived)) {
    const name = derivedName({ ...stored, ...Object.fromEntries(changed) })
    if (name === stored.full_name) changed.delete('full_name')
    else changed.set('full_name', name)
  }
  return changed
}

const changedCustomFields = (stored: Stored, input: ProspectInput): string | undefined => {
  const merged = new Map(Object.entries(stored.custom_fields))
  let changed = false
  for (const [name, value] of input.customFields) {
    changed ||= (merged.get(name) ?? '') !== value
    if (value === '') merged.delete(name)
    else merged.set(name, value)
  }
  return changed ? JSON.stringify(Object.fromEntries(merged)) : undefined
}

const changedAddress = (stored: Stored, address: Address | undefined): Address | undefined =>
  address && (address.key !== stored.email_key || address.email !== stored.email) ? address : undefined

const ownerId = async (tx: Queryable, companyId: string, email: string): Promise<string> => {
  const found = (await membersByEmail(tx, { companyId, emails: [email] })).get(email)
  if (!found) throw unknownOwner(email)
  return found
}

/** The list to move to, made if need be; an empty name is `default`. Nothing when no list was given or he is in it. */
const changedList = async (
  deps: ProspectDeps,
  tx: Queryable,
  { request, stored, name }: { request: UpdateRequest; stored: Stored; name: string | undefined },
): Promise<{ id: string; name: string; from: string } | undefined> => {
  if (name === undefined) return undefined
  const { companyId, userId } = request
  const wanted = name || DEFAULT_LIST
  await ensureLists(tx, { companyId, userId, names: [wanted], now: deps.clock.now(), newId: deps.newId })
  const list = await findList(tx, { companyId, name: wanted })
  if (!list) throw new Error(`the list ${JSON.stringify(wanted)} vanished while it was being made`)
  if (list.id === stored.list_id) return undefined
  const { rows } = await tx.query<{ name: string }>(
    'SELECT name FROM lists WHERE company_id = $1 AND id = $2',
    [companyId, stored.list_id],
  )
  return { id: list.id, name: list.name, from: rows[0]?.name ?? '' }
}

const write = async (
  tx: Queryable,
  { companyId, id, sets, now }: { companyId: string; id: string; sets: Map<string, unknown>; now: Date },
): Promise<void> => {
  const columns = [...sets.keys()].map((column, index) => `${column} = $${index + 4}`)
  await tx.query(
    `UPDATE prospects SET ${columns.join(', ')}, updated_at = $3,
       last_interaction_at = greatest(last_interaction_at, $3::timestamptz)
     WHERE company_id = $1 AND id = $2`,
    [companyId, id, now, ...sets.values()],
  )
  await noteTexts(tx, { companyId, prospectIds: [id] })
}

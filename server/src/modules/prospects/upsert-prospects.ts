import type { Queryable } from '#platform/db/index.ts'
import { AppError, conflict, invalidInput } from '#platform/errors/index.ts'
import type { FieldColumn } from './fields.ts'
import { nameKey } from './names.ts'
import type { ProspectDeps } from './prospect-deps.ts'
import { type ProspectInput, readProspectInput } from './prospect-input.ts'
import { membersByEmail } from './queries.ts'
import { ensureTags } from './tags.ts'
import { type Upserted, upsertRows } from './upsert-rows.ts'
import type { UpsertRow } from './upsert-statement.ts'

export type UpsertResult = Upserted & {
  email: string
  /** Keys of the input that mean nothing to us. */
  ignoredFields: string[]
}

/** Most prospects of one bulk request. */
export const MOST_IN_BULK = 100

/** One prospect to be written by a user. */
export type UpsertItem = {
  companyId: string
  userId: string
  source: string
  input: ProspectInput
  /** The user may write only to his own prospects. Alike for all items. */
  heldToOwn?: boolean | undefined
}

/** Reads what the API was sent; throws `invalid_input` naming the field. */
export const readUpsertInput = (body: unknown): ProspectInput => {
  const input = readProspectInput(body)
  if ('mistake' in input) throw invalidInput(input.field, input.mistake)
  if (!input.address)
    throw invalidInput(
      'Email',
      'Email is missing; a prospect is known by it, as in {"Email": "ann@example.com"}.',
    )
  return input
}

/**
 * Adds prospects or merges into those there are, by address, in one transaction: empty values are ignored, tags added, a missing list
 * leaves the present one. Each succeeds or fails by itself; the answer is in the order given. All are of one company and user.
 */
export const upsertItems = (
  deps: ProspectDeps,
  items: readonly UpsertItem[],
): Promise<(UpsertResult | Error)[]> => deps.db.transaction((tx) => writeItems(deps, tx, items))

/** Bulk: reads each body by itself. Throws `invalid_input` when there are too many. */
export const upsertProspects = async (
  deps: ProspectDeps,
  request: {
    companyId: string
    userId: string
    source: string
    inputs: readonly unknown[]
    heldToOwn?: boolean | undefined
  },
): Promise<(UpsertResult | AppError)[]> => {
  const { inputs, ...who } = request
  if (inputs.length > MOST_IN_BULK)
    throw invalidInput(
      'Prospects',
      `Prospects has ${inputs.length} rows; one request takes at most ${MOST_IN_BULK}.`,
    )
  const results: (UpsertResult | AppError | undefined)[] = inputs.map(() => undefined)
  const items: { index: number; item: UpsertItem }[] = []
  for (const [index, body] of inputs.entries()) {
    try {
      items.push({ index, item: { ...who, input: readUpsertInput(body) } })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      results[index] = error
    }
  }
  const written =
    items.length > 0
      ? await upsertItems(
          deps,
          items.map(({ item }) => item),
        )
      : []
  for (const [place, { index }] of items.entries()) {
    const result = written[place]
    if (result instanceof Error && !(result instanceof AppError)) throw result
    results[index] = result
  }
  return results.filter((result) => result !== undefined)
}

const writeItems = async (
  deps: ProspectDeps,
  tx: Queryable,
  items: readonly UpsertItem[],
): Promise<(UpsertResult | Error)[]> => {
  const [first] = items
  if (!first) return []
  const { companyId, userId, source, heldToOwn = false } = first
  const mistakeIn = ({ owner }: ProspectInput): AppError | undefined => {
    if (!owner) return undefined
    if (!owners.has(owner)) return unknownOwner(owner)
    return heldToOwn && owners.get(owner) !== userId ? notForOthers() : undefined
  }
  const now = deps.clock.now()
  const owners = await ownersOf(tx, companyId, items)
  const tags = await tagsOf(deps, tx, companyId, items)
  const listNames = new Map(
    items.flatMap(({ input }) => (input.list ? [[nameKey(input.list), input.list] as const] : [])),
  )
  const results: (UpsertResult | Error)[] = []
  const changed = new Set<string>()
  for (const wave of waves(items)) {
    const rows: UpsertRow[] = []
    for (const { input } of wave.values()) {
      if (!mistakeIn(input)) rows.push(toRow(deps, input, owners, tags))
    }
    const written = await upsertRows(
      tx,
      {
        ...{ companyId, userId, source, now, newId: deps.newId, listNames, heldToOwn },
        announce: deps.events.announce,
      },
      rows,
    )
    for (const [index, { input }] of wave) {
      const done = input.address && written.get(input.address.key)
      if (done?.outcome === 'updated') changed.add(done.id)
      results[index] = done
        ? { ...done, email: input.address?.email ?? '', ignoredFields: input.ignored }
        : (mistakeIn(input) ?? ownedByAnother(input.address?.email ?? ''))
    }
  }
  if (changed.size > 0) await deps.ports.onProspectsChanged(tx, { companyId, prospectIds: [...changed] })
  return results
}

/** A statement takes each address once: the second of a kind goes into a second wave, as if it had come later. */
const waves = (items: readonly UpsertItem[]): Map<number, UpsertItem>[] => {
  const found: Map<number, UpsertItem>[] = []
  const timesSeen = new Map<string, number>()
  for (const [index, item] of items.entries()) {
    const key = item.input.address?.key ?? ''
    const times = timesSeen.get(key) ?? 0
    timesSeen.set(key, times + 1)
    const wave = found[times] ?? new Map()
    found[times] = wave
    wave.set(index, item)
  }
  return found
}

export const unknownOwner = (owner: string): AppError =>
  invalidInput('Owner', `Owner: no member of the team has the login mail ${owner}.`)

/** Who is held to his own cannot give prospects to others. */
export const notForOthers = (): AppError =>
  new AppError({
    code: 'forbidden',
    field: 'Owner',
    message: 'Owner: a rep cannot give prospects to others. Leave it out, or ask a manager.',
  })

export const ownedByAnother = (email: string): AppError =>
  conflict(`${email} is the prospect of another member. Ask a manager to hand him over to you.`, 'Email')

const ownersOf = async (
  tx: Queryable,
  companyId: string,
  items: readonly UpsertItem[],
): Promise<Map<string, string>> => {
  const emails = [...new Set(items.flatMap(({ input }) => input.owner ?? []))]
  return emails.length > 0 ? membersByEmail(tx, { companyId, emails }) : new Map()
}

const tagsOf = async (
  deps: ProspectDeps,
  tx: Queryable,
  companyId: string,
  items: readonly UpsertItem[],
): Promise<Map<string, string>> => {
  const names = items.flatMap(({ input }) => input.tags)
  return names.length > 0 ? ensureTags(tx, { companyId, names, newId: deps.newId }) : new Map()
}

/** A row of a statement from an input whose address, owner and tags are known. */
export const toRow = (
  { newId }: Pick<ProspectDeps, 'newId'>,
  input: Omit<ProspectInput, 'ignored'>,
  owners: ReadonlyMap<string, string>,
  tags: ReadonlyMap<string, string>,
): UpsertRow => {
  const { address } = input
  if (!address) throw new Error('a prospect without an address cannot be written')
  return {
    id: newId(),
    eventId: newId(),
    email: address.email,
    emailKey: address.key,
    domain: address.domain,
    fields: withoutEmpty(input.fields),
    customFields: input.customFields.size > 0 ? jsonOf(input.customFields) : null,
    listKey: input.list ? nameKey(input.list) : null,
    ownerId: (input.owner && owners.get(input.owner)) || null,
    tagIds: input.tags.flatMap((tag) => tags.get(nameKey(tag)) ?? []),
  }
}

const withoutEmpty = (fields: ReadonlyMap<FieldColumn, string>): ReadonlyMap<FieldColumn, string> => {
  for (const value of fields.values())
    if (value === '') return new Map([...fields].filter(([, text]) => text !== ''))
  return fields
}

const jsonOf = (customFields: ReadonlyMap<string, string>): string | null => {
  const filled = [...customFields].filter(([, value]) => value !== '')
  return filled.length > 0 ? JSON.stringify(Object.fromEntries(filled)) : null
}

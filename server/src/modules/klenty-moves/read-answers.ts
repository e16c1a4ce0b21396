// What a server that speaks the Klenty API answers, in either of its editions; anything else is told apart by the caller.

/** An object of an answer. */
export type SourceRecord = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is SourceRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A list of objects, or undefined. */
export const readRecords = (value: unknown): SourceRecord[] | undefined =>
  Array.isArray(value) && value.every(isRecord) ? value : undefined

/** The names in a list of names, or of objects that have one: lists, and cadences in both editions. */
export const readNames = (value: unknown): string[] | undefined => {
  if (!Array.isArray(value)) return undefined
  const names = value.map((item) => textOf(isRecord(item) ? item.name : item))
  return names.filter((name) => name !== undefined)
}

/** The server's id of a prospect: `Id`, `id` or `_id`; else his address. */
export const sourceIdOf = (record: SourceRecord): string | undefined =>
  textOf(record.Id) ?? textOf(record.id) ?? textOf(record._id) ?? emailOf(record)?.toLowerCase()

export const emailOf = (record: SourceRecord): string | undefined =>
  textOf(record.Email) ?? textOf(record.email)

/** One person's record says all of him once it has his custom fields. */
export const isWhole = (record: SourceRecord): boolean => Array.isArray(record.CustomFields)

/** The answer to a question for one person: an object, or a list of one. */
export const readOne = (value: unknown): SourceRecord | undefined => {
  const one: unknown = Array.isArray(value) ? value[0] : value
  return isRecord(one) ? one : undefined
}

export type SourceStatus = { prospectStatus: string; cadenceStatus: string }

export const readStatus = (value: unknown): SourceStatus | undefined => {
  const prospectStatus = isRecord(value) ? textOf(value.prospectStatus) : undefined
  if (!isRecord(value) || prospectStatus === undefined) return undefined
  return { prospectStatus, cadenceStatus: textOf(value.cadenceStatus) ?? '' }
}

export const textOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined
  const text = storableText(value).trim()
  return text === '' ? undefined : text
}

/** Without what PostgreSQL keeps in no text: NUL, and halves of characters. */
export const storableRecord = (record: SourceRecord): SourceRecord =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [storableText(key), storable(value)]))

const storable = (value: unknown): unknown => {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(storable)
  return isRecord(value) ? storableRecord(value) : value
}

const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '')

import { AppError, invalidInput } from '#platform/errors/index.ts'

/** Keys and values as they were sent; texts only, trimmed. */
export type Fields = {
  /** The text of the first of these keys that was sent, or undefined when none was or it is empty. */
  text(...names: string[]): string | undefined
  /** The value as it was sent. */
  value(...names: string[]): unknown
  /** Names of keys that nobody asked for, in the order sent. */
  ignored(): string[]
}

/** A key in an object of JSON, or in a query; any case. */
const fieldsOf = (source: object): Fields => {
  const entries = new Map(
    Object.entries(source).map(([name, value]) => [name.toLowerCase(), { name, value }]),
  )
  const asked = new Set<string>()
  const find = (names: string[]) => {
    for (const name of names) {
      const key = name.toLowerCase()
      asked.add(key)
      const entry = entries.get(key)
      if (entry) return entry
    }
    return undefined
  }
  return {
    text: (...names) => {
      const entry = find(names)
      return entry && textOf(entry.name, entry.value)
    },
    value: (...names) => find(names)?.value,
    ignored: () => [...entries].flatMap(([key, { name }]) => (asked.has(key) ? [] : [name])),
  }
}

/** Numbers and booleans count as their text; nothing, null and blanks as not sent. */
const textOf = (name: string, value: unknown): string | undefined => {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') throw invalidInput(name, `${name} must be a text.`)
  const text = value.trim()
  return text === '' ? undefined : text
}

/** A key that was given twice in a query. */
const refuseRepeats = (query: object): void => {
  for (const [name, value] of Object.entries(query))
    if (Array.isArray(value))
      throw invalidInput(name, `${name} is given ${value.length} times in the query. Give it once.`)
}

export const readQuery = (query: unknown): Fields => {
  const source = typeof query === 'object' && query !== null ? query : {}
  refuseRepeats(source)
  return fieldsOf(source)
}

/** A JSON object; an absent body counts as an empty one, for routes whose path says all. */
export const readBody = (body: unknown): Fields => {
  if (body === undefined || body === null) return fieldsOf({})
  if (typeof body !== 'object' || Array.isArray(body))
    throw invalidInput('body', 'The body must be a JSON object such as {"Email":"steve@tutecircle.com"}.')
  return fieldsOf(body)
}

/** A text that must be there; the error names the key by its first name. */
export const requireText = (fields: Fields, ...names: [string, ...string[]]): string => {
  const text = fields.text(...names)
  if (text !== undefined) return text
  throw invalidInput(names[0], `${names[0]} is missing. Send it, for example ${exampleOf(names[0])}.`)
}

const exampleOf = (name: string): string => {
  if (name === 'Email') return '{"Email":"steve@tutecircle.com"}'
  return `{"${name}":"${name.endsWith('Date') ? '2017-02-01T06:30:51Z' : 'Cadence1'}"}`
}

/** A page as the API counts it: `start` from 1, at most 1000 records. */
export const readPaging = (query: Fields): { start: number | undefined; limit: number | undefined } => ({
  start: readCount(query, 'start', 2_147_483_647),
  limit: readCount(query, 'limit', 1000),
})

/** A whole number from 1 to `most`; undefined when it was not sent. */
export const readCount = (query: Fields, name: string, most: number): number | undefined => {
  const text = query.text(name)
  if (text === undefined) return undefined
  const count = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (count >= 1 && count <= most) return count
  throw invalidInput(name, `${name} must be a whole number from 1 to ${most}, not "${text.slice(0, 40)}".`)
}

/** `true` or `false`, any case. */
export const readFlag = (query: Fields, name: string): boolean => {
  const text = query.text(name)?.toLowerCase()
  if (text === undefined || text === 'false') return false
  if (text === 'true') return true
  throw invalidInput(name, `${name} must be true or false.`)
}

/** An error's text, for one row of a bulk request. Anything but an AppError is a defect and is thrown on. */
export const reasonOf = (error: unknown): AppError => {
  if (error instanceof AppError) return error
  throw error
}

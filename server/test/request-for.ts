import type { AppApiRoute } from './app-api-scene.ts'

type Json = { [key: string]: unknown }

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Ids by what the API calls them, in paths (`/cadences`) and in bodies and queries (`cadenceId`). */
export type Ids = Readonly<Record<string, string>>

export type ExampleRequest = {
  path: string
  body: unknown
  /** By which names its path and body ask for ids. */
  names: string[]
}

/** The smallest request that fits the schemas of a route, with the given ids wherever it can name one. */
export const requestFor = ({ path, schema }: AppApiRoute, ids: Ids): ExampleRequest => {
  const noun = /^\/[\w-]+/.exec(path)?.[0] ?? ''
  const filled = path.replace(/:\w+/g, () => encodeURIComponent(ids[noun] ?? 'text'))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(objectFor(schema.querystring, ids)))
    for (const one of [value].flat()) query.append(name, String(one))
  const hasJsonBody = isObject(schema.body) && schema.consumes === undefined
  const body = hasJsonBody ? valueFor('', schema.body, ids) : undefined
  return {
    path: query.size > 0 ? `${filled}?${query}` : filled,
    body,
    names: [...(path.includes(':') ? [noun] : []), ...namesIn(schema.body, ids)],
  }
}

/** Required properties, and those that name something. */
const objectFor = (schema: unknown, ids: Ids): Json => {
  if (!isObject(schema) || !isObject(schema.properties)) return {}
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : []
  return Object.fromEntries(
    Object.entries(schema.properties)
      .filter(([name]) => required.includes(name) || ids[name] !== undefined)
      .map(([name, inner]) => [name, valueFor(name, inner, ids)]),
  )
}

/** At any depth. */
const namesIn = (schema: unknown, ids: Ids): string[] => {
  if (!isObject(schema) || !isObject(schema.properties)) return []
  return Object.entries(schema.properties).flatMap(([name, inner]) => [
    ...(ids[name] === undefined ? [] : [name]),
    ...namesIn(inner, ids),
  ])
}

const valueFor = (name: string, schema: unknown, ids: Ids): unknown => {
  if (!isObject(schema)) return null
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.anyOf)) return valueFor(name, schema.anyOf[0], ids)
  switch (schema.type) {
    case 'object':
      return objectFor(schema, ids)
    case 'array':
      return [valueFor(name, schema.items, ids)]
    case 'integer':
    case 'number':
      return 1
    case 'boolean':
      return true
    default:
      return ids[name] ?? (/email|^to$|from|value/i.test(name) ? 'nobody@nowhere.test' : 'text')
  }
}

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

type Wanted = {
  ids: Ids
  /** Also what may be left out. Else only what names something. */
  everything: boolean
}

/** A request that fits the schemas of a route, with the given ids wherever it can name one: the smallest, or one that says everything. */
export const requestFor = (
  { path, schema }: AppApiRoute,
  ids: Ids,
  { everything = false } = {},
): ExampleRequest => {
  const noun = /^\/[\w-]+/.exec(path)?.[0] ?? ''
  const filled = path.replace(/:\w+/g, () => encodeURIComponent(ids[noun] ?? 'text'))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(objectFor(schema.querystring, { ids, everything: false })))
    for (const one of [value].flat()) query.append(name, String(one))
  const hasJsonBody = isObject(schema.body) && schema.consumes === undefined
  const body = hasJsonBody ? valueFor('', schema.body, { ids, everything }) : undefined
  return {
    path: query.size > 0 ? `${filled}?${query}` : filled,
    body,
    names: [...(path.includes(':') ? [noun] : []), ...namesIn(schema.body, ids)],
  }
}

const objectFor = (schema: unknown, wanted: Wanted): Json => {
  if (!isObject(schema) || !isObject(schema.properties)) return {}
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : []
  return Object.fromEntries(
    Object.entries(schema.properties)
      .filter(([name]) => wanted.everything || required.includes(name) || wanted.ids[name] !== undefined)
      .map(([name, inner]) => [name, valueFor(name, inner, wanted)]),
  )
}

/** At any depth, but in a filter: that only narrows what one has already, whatever it names. */
const namesIn = (schema: unknown, ids: Ids): string[] => {
  if (!isObject(schema) || !isObject(schema.properties)) return []
  return Object.entries(schema.properties).flatMap(([name, inner]) => [
    ...(ids[name] === undefined ? [] : [name]),
    ...(name === 'filter' ? [] : namesIn(inner, ids)),
  ])
}

const valueFor = (name: string, schema: unknown, wanted: Wanted): unknown => {
  if (!isObject(schema)) return null
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if (Array.isArray(schema.examples)) return schema.examples[0]
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.anyOf)) return valueFor(name, schema.anyOf[0], wanted)
  switch (schema.type) {
    case 'object':
      return objectFor(schema, wanted)
    case 'array':
      return [valueFor(name, schema.items, wanted)]
    case 'integer':
    case 'number':
      return 1
    case 'boolean':
      return true
    default:
      return wanted.ids[name] ?? 'text'
  }
}

/** By what a name says that it stands for something of the database; a thing's own id, within it, names nothing else. */
const isIdName = (name: string): boolean => /^ids$|Ids?$/.test(name) && !NOT_OURS.has(name)
/** Of other systems; and holiday calendars, which are everybody's. */
const NOT_OURS = new Set(['twitterId', 'clientId', 'calendarId'])

/** Where a request of a route names things by their ids: `params.id`, `query.ownerId`, `body.taskIds`. */
export const idPlaces = ({ path, schema }: Pick<AppApiRoute, 'path' | 'schema'>): string[] => [
  ...[...path.matchAll(/:(\w+)/g)].map(([, name = '']) => `params.${name}`),
  ...placesIn('query', schema.querystring),
  ...(schema.consumes === undefined ? placesIn('body', schema.body) : []),
]

const placesIn = (place: string, schema: unknown): string[] => {
  if (!isObject(schema)) return []
  const variants = Array.isArray(schema.anyOf) ? schema.anyOf : []
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : []
  return [
    ...new Set([
      ...variants.flatMap((variant) => placesIn(place, variant)),
      ...placesIn(place, schema.items),
      ...properties.flatMap(([name, inner]) =>
        isIdName(name) && !isFlag(inner) ? [`${place}.${name}`] : placesIn(`${place}.${name}`, inner),
      ),
    ]),
  ]
}

const isFlag = (schema: unknown): boolean => isObject(schema) && schema.type === 'boolean'

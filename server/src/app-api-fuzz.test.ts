import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiRoute, type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { fillCompany } from '#test/fill-company.ts'
import { type Ids, requestFor } from '#test/request-for.ts'

let scene: AppApiScene
let ids: Ids
beforeAll(async () => {
  scene = await appApiScene()
  ids = await fillCompany(scene, { owner: scene.steve, mark: 'Gnu' })
})
afterAll(() => scene.close())

const RUNS = { numRuns: 10 }

/** What is hard on parsers, on Liquid, on PostgreSQL, on dates. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom<unknown>(
    ...['{{', '{% if %}', "'; --", '\u0000', '\ud800', '\u202e', 'x'.repeat(10_000), '-', '\r\n', '٣', 'NaN'],
    ...['275760-09-13T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2016-12-31T23:59:60Z'],
    ...[-1, 0.5, 2 ** 53, 1e308, -1e308, true, null, [], {}, [[]], { '': 1 }, { 'a\nb': {} }],
  ),
)

type Place = readonly (string | number)[]

/** Every place in a value, the whole of it among them. */
const placesIn = (value: unknown, at: Place = []): Place[] => [
  at,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        placesIn(inner, [...at, Array.isArray(value) ? Number(key) : key]),
      )
    : []),
]

const withValueAt = (value: unknown, [key, ...rest]: Place, put: unknown): unknown => {
  if (key === undefined) return put
  if (Array.isArray(value))
    return value.map((one, index) => (index === key ? withValueAt(one, rest, put) : one))
  if (typeof value !== 'object' || value === null) return put
  return { ...value, [key]: withValueAt(Reflect.get(value, key), rest, put) }
}

const failure = async (route: AppApiRoute, path: string, body?: unknown): Promise<string | undefined> => {
  const { status, text } = await scene.call(route.method, path, {
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return status >= 500 ? `${route.method} ${path} ${JSON.stringify(body)}: ${status} ${text}` : undefined
}

test('whatever a body holds, it is never a 500', async () => {
  for (const route of scene.routes) {
    const { path, body } = requestFor(route, ids, { everything: true })
    if (body === undefined) continue
    const places = placesIn(body)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), anything, async (place, put) => {
        expect(await failure(route, path, withValueAt(body, place, put))).toBeUndefined()
      }),
      RUNS,
    )
  }
})

test('whatever a query holds, it is never a 500', async () => {
  for (const route of scene.routes) {
    const { querystring } = route.schema
    const known =
      typeof querystring === 'object' && querystring !== null && 'properties' in querystring
        ? Object.keys(querystring.properties ?? {})
        : []
    if (known.length === 0 || route.method !== 'GET') continue
    const path = requestFor(route, ids).path.split('?')[0] ?? ''
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...known), anything, async (name, put) => {
        const text = typeof put === 'string' ? put.toWellFormed() : JSON.stringify(put)
        expect(await failure(route, `${path}?${new URLSearchParams({ [name]: text })}`)).toBeUndefined()
      }),
      RUNS,
    )
  }
})

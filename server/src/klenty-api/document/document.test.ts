import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareCallers } from '#modules/accounts/index.ts'
import { closeObjects } from '#platform/http/close-objects.ts'
import { createHttpServer } from '#platform/http/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { openApiMistakes } from '#test/open-api-mistakes.ts'
import { addKlentyApi } from '../index.ts'
import { klentyScene } from '../klenty-scene.ts'
import { operationGroups } from './index.ts'
import type { Content } from './operation.ts'

const routes: string[] = []
const server = createHttpServer({ log: silentLog(), ready: async () => {} })
let drop: () => Promise<void>
beforeAll(async () => {
  const created = await createTestDatabase()
  drop = created.drop
  const scene = await klentyScene(created.db)
  prepareCallers(server)
  server.addHook('onRoute', ({ method, url }) => {
    if (url.startsWith('/apis/v1/') && method !== 'HEAD') routes.push(`${String(method)} ${url}`)
  })
  addKlentyApi(server, scene)
  await server.ready()
  await scene.server.close()
})
afterAll(async () => {
  await server.close()
  await drop()
})

const read = async () => (await server.inject('/apis/openapi.json')).json()

test('the document needs no key, is OpenAPI 3.1 and describes exactly the routes that there are', async () => {
  const document = await read()
  expect(openApiMistakes(document)).toEqual([])
  const described = Object.entries<object>(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(routes.length).toBeGreaterThan(30)
  expect(described.sort()).toEqual(routes.map((route) => route.replaceAll(/:(\w+)/g, '{$1}')).sort())
})

const operations = operationGroups.flatMap(({ operations }) => operations)
const contentsOf = (answer: (typeof operations)[number]['answer']): Content[] =>
  'schema' in answer ? [answer] : [answer['2017'], answer['2023']]

test('every example fits what is said of it, and nothing in it is unsaid', () => {
  const wrong = operations.flatMap(({ id, body, answer }) =>
    [...(body ? [body] : []), ...contentsOf(answer)].flatMap(({ schema, examples }) => {
      const closed = closeObjects(schema)
      if (typeof closed !== 'object' || closed === null) throw new Error('a schema is an object')
      const validator = Compile(Type.Unsafe(closed))
      return Object.entries(examples).flatMap(([name, value]) =>
        validator.Check(value) ? [] : [`${id}, ${name}: ${JSON.stringify(validator.Errors(value))}`],
      )
    }),
  )
  expect(wrong).toEqual([])
})

test('every answer and every body has an example, in both editions where they differ', async () => {
  for (const { body, answer } of operations)
    for (const { examples } of [...(body ? [body] : []), ...contentsOf(answer)])
      expect(Object.keys(examples).length).toBeGreaterThan(0)
  const lists = (await read()).paths['/apis/v1/user/{username}/lists'].get.responses['200']
  expect(Object.keys(lists.content['application/json'].examples)).toEqual(['2017: lists', '2023: lists'])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppApiScene, appApiScene } from '#test/app-api-scene.ts'
import { openApiMistakes } from '#test/open-api-mistakes.ts'

let scene: AppApiScene
beforeAll(async () => {
  scene = await appApiScene()
})
afterAll(() => scene.close())

const read = async () => (await scene.server.inject('/api/v1/openapi.json')).json()

test('the document needs no key, is OpenAPI 3.1 and describes exactly the routes that there are', async () => {
  const document = await read()
  expect(openApiMistakes(document)).toEqual([])
  const described = Object.entries<object>(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const there = scene.routes.map(({ method, path }) => `${method} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`)
  expect(described.sort()).toEqual(there.sort())
})

test('bodies are described as they are checked: without room for unknown fields', async () => {
  const { components } = await read()
  for (const name of ['NewProspect', 'NewMailbox', 'CadenceDraft', 'TaskChange'])
    expect(components.schemas[name]).toHaveProperty('additionalProperties', false)
})

test('each route says which roles may call it', async () => {
  const { paths } = await read()
  expect(paths['/api/v1/webhooks'].get.description).toBe('For: admin.')
  for (const item of Object.values<Record<string, object>>(paths))
    for (const operation of Object.values(item))
      expect(operation).toHaveProperty('description', expect.stringMatching(/For: admin[^.]*\.$/))
})

type Document = Awaited<ReturnType<typeof read>>

test.each<[string, (document: Document) => unknown]>([
  ['a key of another version', (document) => Object.assign(document, { definitions: {} })],
  ['an operation without responses', ({ paths }) => delete paths['/api/v1/me'].get.responses],
  [
    'two operations of one name',
    ({ paths }) => Object.assign(paths['/api/v1/tags'].get, { operationId: 'getMe' }),
  ],
  ['a parameter that is not described', ({ paths }) => paths['/api/v1/tasks/{id}'].get.parameters.pop()],
  ['a reference that leads nowhere', ({ components }) => delete components.schemas.Task],
  ['a schema that is none', ({ components }) => Object.assign(components.schemas.Me, { type: 'text' })],
  ['a keyword that is none', ({ components }) => Object.assign(components.schemas.Me, { nullable: true })],
])('the check would find %s', async (_name, spoil) => {
  const document = structuredClone(await read())
  spoil(document)
  expect(openApiMistakes(document)).not.toEqual([])
})

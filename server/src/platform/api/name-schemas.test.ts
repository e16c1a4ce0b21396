import { expect, test } from 'vitest'
import { nameSchemas } from './name-schemas.ts'

const task = { title: 'Task', type: 'object', properties: { title: { type: 'string' } } }
const documentOf = (...schemas: object[]) => ({
  openapi: '3.1.0',
  components: { securitySchemes: { apiKey: {} } },
  paths: Object.fromEntries(schemas.map((schema, index) => [`/${index}`, { schema }])),
})

test('a schema with a title stands once among the components; a property called title stays one', () => {
  const list = { title: 'List', type: 'array', items: task }
  expect(nameSchemas(documentOf(task, list))).toEqual({
    openapi: '3.1.0',
    components: {
      securitySchemes: { apiKey: {} },
      schemas: {
        List: { type: 'array', items: { $ref: '#/components/schemas/Task' } },
        Task: { type: 'object', properties: { title: { type: 'string' } } },
      },
    },
    paths: {
      '/0': { schema: { $ref: '#/components/schemas/Task' } },
      '/1': { schema: { $ref: '#/components/schemas/List' } },
    },
  })
})

test('two different schemas of one name are a defect', () => {
  const other = { title: 'Task', type: 'string' }
  expect(() => nameSchemas(documentOf(task, other))).toThrow('two different schemas are called Task')
})

import { Type } from 'typebox'
import { Compile } from 'typebox/compile'

type Json = { [key: string]: unknown }

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const closed = { additionalProperties: false }
const anyOf = (values: readonly string[]) => Type.Enum([...values])
const Schemas = Type.Unknown()
const Content = Type.Record(
  Type.String({ pattern: '^[a-z]+/[a-z.+-]+$' }),
  Type.Object(
    {
      schema: Schemas,
      examples: Type.Optional(Type.Record(Type.String(), Type.Object({ value: Type.Unknown() }, closed))),
    },
    closed,
  ),
  {
    minProperties: 1,
  },
)

const Operation = Type.Object(
  {
    operationId: Type.String({ pattern: '^[a-z][A-Za-z]+$' }),
    summary: Type.String({ minLength: 5 }),
    description: Type.Optional(Type.String()),
    tags: Type.Array(Type.String(), { minItems: 1 }),
    parameters: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.String(),
            in: anyOf(['query', 'path', 'header']),
            required: Type.Boolean(),
            description: Type.Optional(Type.String()),
            example: Type.Optional(Type.Unknown()),
            schema: Schemas,
          },
          closed,
        ),
      ),
    ),
    requestBody: Type.Optional(
      Type.Object(
        { required: Type.Boolean(), content: Content, description: Type.Optional(Type.String()) },
        closed,
      ),
    ),
    responses: Type.Record(
      Type.String({ pattern: '^([1-5]\\d\\d|default)$' }),
      Type.Object({ description: Type.String(), content: Type.Optional(Content) }, closed),
      { minProperties: 1 },
    ),
  },
  closed,
)

const Document = Compile(
  Type.Object(
    {
      openapi: Type.String({ pattern: '^3\\.1\\.\\d+$' }),
      info: Type.Object({ title: Type.String(), version: Type.String(), description: Type.String() }, closed),
      tags: Type.Optional(Type.Array(Type.Object({ name: Type.String() }, closed))),
      servers: Type.Array(Type.Object({ url: Type.String() }, closed)),
      security: Type.Array(Type.Record(Type.String(), Type.Array(Type.String()))),
      components: Type.Object(
        {
          securitySchemes: Type.Record(
            Type.String(),
            Type.Object(
              { type: Type.Literal('apiKey'), in: anyOf(['header', 'cookie']), name: Type.String() },
              closed,
            ),
          ),
          schemas: Type.Record(Type.String({ pattern: '^[A-Za-z0-9._-]+$' }), Schemas),
        },
        closed,
      ),
      paths: Type.Record(
        Type.String({ pattern: '^/' }),
        Type.Partial(
          Type.Object({
            get: Operation,
            post: Operation,
            put: Operation,
            patch: Operation,
            delete: Operation,
          }),
          closed,
        ),
      ),
    },
    closed,
  ),
)

const TYPES = anyOf(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'])

/** The keywords of JSON Schema 2020-12 that are in use, apart from those that hold schemas. */
const Keywords = Compile(
  Type.Partial(
    Type.Object({
      $ref: Type.String({ pattern: '^#/components/schemas/' }),
      type: TYPES,
      enum: Type.Array(Type.Union([Type.String(), Type.Number()]), { minItems: 1, uniqueItems: true }),
      const: Type.Unknown(),
      default: Type.Unknown(),
      required: Type.Array(Type.String(), { uniqueItems: true }),
      description: Type.String(),
      examples: Type.Array(Type.Unknown(), { minItems: 1 }),
      format: Type.String(),
      minimum: Type.Number(),
      maximum: Type.Number(),
      minLength: Type.Integer({ minimum: 0 }),
      maxLength: Type.Integer({ minimum: 0 }),
      pattern: Type.String(),
      minItems: Type.Integer({ minimum: 0 }),
      maxItems: Type.Integer({ minimum: 0 }),
    }),
    closed,
  ),
)

/**
 * What keeps a document from being OpenAPI 3.1: its form (for the parts of the specification that ours uses, all others are mistakes),
 * its schemas, references that lead nowhere, operations called alike, parameters of paths that are not described.
 */
export const openApiMistakes = (document: Json): string[] => {
  if (!Document.Check(document))
    return Document.Errors(document).map(({ instancePath, message }) => `${instancePath} ${message}`)
  const mistakes: string[] = []
  const known = new Set(Object.keys(document.components.schemas))
  const checkSchema = (place: string, schema: unknown): void => {
    if (typeof schema === 'boolean') return
    if (!isObject(schema)) {
      mistakes.push(`${place} is no schema`)
      return
    }
    const {
      properties = {},
      patternProperties = {},
      additionalProperties,
      items,
      anyOf: union,
      ...keywords
    } = schema
    if (!Keywords.Check(keywords)) mistakes.push(`${place}: ${JSON.stringify(Keywords.Errors(keywords))}`)
    const reference = keywords.$ref
    if (typeof reference === 'string' && !known.has(reference.replace('#/components/schemas/', '')))
      mistakes.push(`${place} refers to ${reference}, which is not there`)
    for (const [name, inner] of [
      ...Object.entries(properties ?? {}),
      ...Object.entries(patternProperties ?? {}),
    ])
      checkSchema(`${place}.${name}`, inner)
    if (additionalProperties !== undefined) checkSchema(`${place}.*`, additionalProperties)
    if (items !== undefined) checkSchema(`${place}[]`, items)
    if (union !== undefined) {
      if (!Array.isArray(union) || union.length === 0) mistakes.push(`${place} has an empty anyOf`)
      else for (const [index, inner] of union.entries()) checkSchema(`${place}|${index}`, inner)
    }
  }
  for (const [name, schema] of Object.entries(document.components.schemas)) checkSchema(name, schema)
  const ids = new Set<string>()
  for (const [path, item] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(item)) {
      const place = `${method} ${path}`
      if (ids.has(operation.operationId)) mistakes.push(`${place}: ${operation.operationId} is there twice`)
      ids.add(operation.operationId)
      const parameters = operation.parameters ?? []
      const inPath = parameters.filter((one) => one.in === 'path')
      if (inPath.map(({ name }) => `{${name}}`).join() !== (path.match(/\{\w+\}/g) ?? []).join())
        mistakes.push(`${place}: the parameters of the path are not those described`)
      if (inPath.some(({ required }) => !required))
        mistakes.push(`${place}: a parameter of the path is optional`)
      for (const { name, schema } of parameters) checkSchema(`${place} ${name}`, schema)
      for (const content of [
        operation.requestBody?.content ?? {},
        ...Object.values(operation.responses).map((one) => one.content ?? {}),
      ])
        for (const [type, { schema }] of Object.entries(content)) checkSchema(`${place} ${type}`, schema)
    }
  return mistakes
}

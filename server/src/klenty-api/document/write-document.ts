import type { Edition } from '#modules/accounts/index.ts'
import { nameSchemas } from '#platform/api/index.ts'
import { Failure } from './common-schemas.ts'
import type { Content, Operation, OperationGroup } from './operation.ts'

const BASE = '/apis/v1/user/{username}'

const DESCRIPTION = `The REST API of Klenty, as its clients know it: an integration written for Klenty works here when its base URL is changed.

- Send a key in the header \`x-api-key\`. \`{username}\` is the login mail of the member that the request acts for.
- Every key has an **edition**, which decides how answers are written: \`2017\`, the shapes of the API as it was published, or \`2023\`, those of
  today. The header \`x-api-edition\` asks for the other one.
- Paths match whatever their case. Unknown keys of a body are ignored and named in the answer's header \`x-ignored-fields\`.
- A POST with an \`Idempotency-Key\` is carried out once in 24 hours: a repeat gets the same answer, with \`idempotency-replayed: true\`. The same key
  with another request is a 422; a 409 says that the first is under way, or that the server stopped in the middle of it.
- Answers bear \`RateLimit-Limit\`, \`RateLimit-Remaining\` and \`RateLimit-Reset\`; a 429 says in \`Retry-After\` how many seconds to wait.
- Every error has the shape \`Failure\`, and every answer an \`x-request-id\`.`

const EDITION_HEADER = {
  name: 'x-api-edition',
  in: 'header',
  required: false,
  description: 'How the answer is written; that of the key when it is left out',
  schema: { type: 'string', enum: ['2017', '2023'] },
}
const IDEMPOTENCY_HEADER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Chosen by the caller, new for each thing to be done: a repeat with it does nothing twice',
  schema: { type: 'string' },
}

/** The document of the Klenty API, in OpenAPI 3.1. */
export const writeDocument = (groups: readonly OperationGroup[]): object => {
  const paths: Record<string, Record<string, object>> = {}
  for (const { tag, operations } of groups)
    for (const operation of operations)
      for (const { path, id } of [operation, ...(operation.alsoAt ?? [])]) {
        const written = `${BASE}${path.replaceAll(/:(\w+)/g, '{$1}')}`
        const described = writeOperation({ ...operation, path, id }, tag)
        paths[written] = { ...paths[written], [operation.method.toLowerCase()]: described }
      }
  return nameSchemas({
    openapi: '3.1.0',
    info: { title: 'Klenty API', version: 'v1', description: DESCRIPTION },
    servers: [{ url: '/' }],
    tags: groups.map(({ tag }) => ({ name: tag })),
    security: [{ apiKey: [] }],
    components: { securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' } } },
    paths,
  })
}

const writeOperation = (operation: Operation, tag: string): object => {
  const { method, path, id, summary, description, query = [], body, answer } = operation
  const inPath = ['username', ...(path.match(/(?<=:)\w+/g) ?? [])]
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    tags: [tag],
    parameters: [
      ...inPath.map((name) => ({
        name,
        in: 'path',
        required: true,
        description: name === 'username' ? 'A member’s login mail' : 'Mail address or id of a prospect',
        example: name === 'username' ? 'hello@klenty.com' : 'steve@tutecircle.com',
        schema: { type: 'string' },
      })),
      ...query.map(({ name, description: about, example, required = false }) => ({
        ...{ name, in: 'query', required, description: about },
        ...{ schema: { type: 'string', ...(example !== undefined && { examples: [example] }) } },
      })),
      EDITION_HEADER,
      ...(method === 'POST' ? [IDEMPOTENCY_HEADER] : []),
    ],
    ...(body && { requestBody: { required: !path.includes(':'), content: contentOf([['', body]]) } }),
    responses: {
      '200': { description: 'Success', content: contentOf(answersOf(answer)) },
      default: { description: 'Failure', content: { 'application/json': { schema: Failure } } },
    },
  }
}

const answersOf = (answer: Operation['answer']): [string, Content][] => {
  if ('schema' in answer) return [['', answer]]
  const editions: Edition[] = ['2017', '2023']
  return editions.map((edition) => [`${edition}: `, answer[edition]])
}

const contentOf = (contents: readonly [string, Content][]): object => {
  const schemas = contents.map(([, { schema }]) => schema)
  return {
    'application/json': {
      schema: schemas.length === 1 ? schemas[0] : { anyOf: schemas },
      examples: Object.fromEntries(
        contents.flatMap(([mark, { examples }]) =>
          Object.entries(examples).map(([name, value]) => [`${mark}${name}`, { value }]),
        ),
      ),
    },
  }
}

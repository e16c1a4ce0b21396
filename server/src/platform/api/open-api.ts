import swagger from '@fastify/swagger'
import type { HttpServer } from '#platform/http/index.ts'
import { nameSchemas } from './name-schemas.ts'

/**
 * Describes the routes that are added to this part of the server after it, in OpenAPI 3.1 at `openapi.json`, from the schemas that check
 * them. Schemas with a title become components. `failure` is what every answer is that is not a success.
 */
export const addOpenApi = async (
  server: HttpServer,
  about: { title: string; version: string; description: string; failure: object },
): Promise<void> => {
  const { failure, ...info } = about
  await server.register(swagger, {
    convertConstToEnum: false,
    openapi: {
      openapi: '3.1.0',
      info,
      servers: [{ url: '/' }],
      security: [{ apiKey: [] }, { session: [] }],
      components: {
        securitySchemes: {
          apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
          session: { type: 'apiKey', in: 'cookie', name: 'cadenza.session_token' },
        },
      },
    },
    transform: ({ schema, url }) => ({
      schema: {
        ...schema,
        response: { ...described(schema?.response), default: saying('Failure', failure) },
      },
      url,
    }),
  })
  let document: object | undefined
  server.get('/openapi.json', { schema: { hide: true } }, async () => {
    document ??= nameSchemas({ ...server.swagger() })
    return document
  })
}

/** OpenAPI asks every response for a description. */
const saying = (text: string, schema: object): object => ({ 'x-response-description': text, ...schema })

const described = (responses: unknown): object =>
  Object.fromEntries(
    Object.entries(responses ?? {}).map(([status, schema]) => [status, saying('Success', schema)]),
  )

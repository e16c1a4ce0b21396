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
    transform: ({ schema, url }) => {
      const response = typeof schema?.response === 'object' ? schema.response : {}
      return { schema: { ...schema, response: { ...response, default: failure } }, url }
    },
  })
  let document: object | undefined
  server.get('/openapi.json', { schema: { hide: true } }, async () => {
    document ??= nameSchemas({ ...server.swagger() })
    return document
  })
}

import { ApiKeyPage, CreatedApiKey, IdParams, NewApiKey, NoContent } from '@cadenza/contracts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Accounts } from './index.ts'
import { callerOf } from './require-caller.ts'

/** `/api-keys`: one's own, and for admins all. */
export const addApiKeyRoutes = (
  server: HttpServer,
  accounts: Pick<Accounts, 'listApiKeys' | 'createApiKey' | 'revokeApiKey'>,
): void => {
  const tags = ['API keys']

  server.get(
    '/api-keys',
    {
      schema: {
        operationId: 'listApiKeys',
        summary: 'Your keys, newest first, in one page; for admins every key of the company',
        tags,
        response: { 200: ApiKeyPage },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { companyId, userId, role } = caller
      const keys = await accounts.listApiKeys({ companyId, userId: role === 'admin' ? undefined : userId })
      const items = keys.map(({ createdAt, lastUsedAt, revokedAt, ...key }) => ({
        ...key,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
        revokedAt: revokedAt?.toISOString() ?? null,
      }))
      return { items, next: null }
    },
  )

  server.post(
    '/api-keys',
    {
      schema: {
        operationId: 'createApiKey',
        summary: 'Make a key; its text is shown this once. For others and for the company: admins',
        tags,
        body: NewApiKey,
        response: { 201: CreatedApiKey },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { userId = caller.userId, ...wanted } = request.body
      const created = await accounts.createApiKey({ companyId: caller.companyId, userId, ...wanted })
      return reply.code(201).send(created)
    },
  )

  server.delete(
    '/api-keys/:id',
    {
      schema: {
        operationId: 'revokeApiKey',
        summary: 'End a key of yours, or for admins any; the next request with it fails',
        tags,
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      await accounts.revokeApiKey({ companyId: caller.companyId, keyId: request.params.id })
      return reply.code(204).send(null)
    },
  )
}

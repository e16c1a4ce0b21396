import { Type } from 'typebox'
import { notFound } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Authenticate } from './authenticate.ts'

const Chosen = Type.Object({ companyId: Type.String({ pattern: '^[0-9a-f]{24}$' }) })
const YEAR_SECONDS = 31_536_000

/** `POST /api/company`: where a session goes on, for the pages of somebody who is a member of several companies. */
export const addChooseCompanyRoute = (
  server: HttpServer,
  deps: { authenticate: Pick<Authenticate, 'asUser'>; publicUrl: string | undefined },
): void => {
  server.post('/api/company', { schema: { body: Chosen } }, async (request, reply) => {
    const { companyId } = request.body
    const headers = { ...request.headers, 'x-company-id': companyId }
    const caller = await deps.authenticate.asUser({ method: request.method, headers })
    if (caller.companyId !== companyId) throw notFound('You are not a member of this company.', 'companyId')
    const secure = deps.publicUrl?.startsWith('https:') ? '; Secure' : ''
    reply.header(
      'set-cookie',
      `cadenza.company=${companyId}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${YEAR_SECONDS}${secure}`,
    )
    return { companyId }
  })
}

import { Type } from 'typebox'
import type { HttpServer } from '#platform/http/index.ts'
import type { AccountsDeps } from '../accounts-deps.ts'
import { claimInstance } from './claim-instance.ts'
import { isClaimToken, isUnclaimed } from './claim-token.ts'

const Token = Type.String({ maxLength: 200 })
const ClaimQuery = Type.Object({ token: Type.Optional(Token) })
const Claim = Type.Object({
  token: Token,
  name: Type.String(),
  company: Type.String(),
  email: Type.String(),
  password: Type.String(),
})

/** What the page behind the link `/claim?token=…` asks, with which the first user takes the instance: `/api/claim`. */
export const addClaimRoutes = (server: HttpServer, deps: AccountsDeps): void => {
  server.get('/api/claim', { schema: { querystring: ClaimQuery } }, async (request) => {
    if (!(await isUnclaimed(deps.db))) return { state: 'claimed' }
    return { state: (await isClaimToken(deps, request.query.token ?? '')) ? 'open' : 'wrong link' }
  })

  server.post('/api/claim', { schema: { body: Claim } }, async (request, reply) => {
    const { token, ...form } = request.body
    const { apiKey } = await claimInstance(deps, { token, form })
    return reply.code(201).send({ apiKey, email: form.email.trim().toLowerCase() })
  })
}

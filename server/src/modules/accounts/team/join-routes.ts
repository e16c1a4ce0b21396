import type { IncomingHttpHeaders } from 'node:http'
import { Type } from 'typebox'
import { invalidInput } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { AccountsDeps } from '../accounts-deps.ts'
import { checkOrigin } from '../check-origin.ts'
import type { Acceptance } from './accept-invitation.ts'
import type { Team } from './team.ts'

const TokenParams = Type.Object({ token: Type.String({ maxLength: 200 }) })
const Accept = Type.Object({
  name: Type.Optional(Type.String()),
  password: Type.Optional(Type.String()),
})
const NewPassword = Type.Object({ password: Type.String() })
const Forgotten = Type.Object({ email: Type.String() })

type Deps = Pick<AccountsDeps, 'publicUrl' | 'noteSignIn'> & {
  team: Team
  userOfSession(headers: IncomingHttpHeaders): Promise<string | undefined>
}

/** What works for who is not signed in, by links: `/api/invitations/…` and `/api/passwords/…`. */
export const addJoinRoutes = (server: HttpServer, deps: Deps): void => {
  const { team, publicUrl } = deps

  server.get('/api/invitations/:token', { schema: { params: TokenParams } }, async (request) => {
    const { expiresAt, ...shown } = await team.showInvitation(request.params.token)
    return { ...shown, expiresAt: expiresAt.toISOString() }
  })

  server.post(
    '/api/invitations/:token',
    { schema: { params: TokenParams, body: Accept } },
    async (request) => {
      checkOrigin({ method: request.method, headers: request.headers, publicUrl })
      const by = await acceptanceOf(request.body, () => deps.userOfSession(request.headers))
      const accepted = await team.acceptInvitation({ token: request.params.token, by })
      await deps.noteSignIn({
        action: 'invitation.accepted',
        who: { email: accepted.email },
        address: request.ip,
      })
      return accepted
    },
  )

  server.post('/api/passwords', { schema: { body: Forgotten } }, async (request, reply) => {
    checkOrigin({ method: request.method, headers: request.headers, publicUrl })
    // Without PUBLIC_URL the caller himself would say where the link in somebody else's mail leads.
    if (publicUrl !== undefined) await team.mailPasswordLink({ email: request.body.email, origin: publicUrl })
    return reply.code(202).send({})
  })

  server.get('/api/passwords/:token', { schema: { params: TokenParams } }, async (request) =>
    team.showPasswordLink(request.params.token),
  )

  server.post(
    '/api/passwords/:token',
    { schema: { params: TokenParams, body: NewPassword } },
    async (request) => {
      checkOrigin({ method: request.method, headers: request.headers, publicUrl })
      const { password } = request.body
      const { userId } = await team.usePasswordLink({ token: request.params.token, password })
      await deps.noteSignIn({ action: 'password.changed', who: { userId }, address: request.ip })
      return {}
    },
  )
}

const acceptanceOf = async (
  { name, password }: { name?: string | undefined; password?: string | undefined },
  userOfSession: () => Promise<string | undefined>,
): Promise<Acceptance> => {
  if (password !== undefined) return { name: name ?? '', password }
  const userId = await userOfSession()
  if (userId !== undefined) return { userId }
  throw invalidInput('password', 'password is missing. Choose one, or sign in first.')
}

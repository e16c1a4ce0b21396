import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError, invalidInput } from '#platform/errors/index.ts'
import { type HttpServer, PAGE_HEADERS } from '#platform/http/index.ts'
import type { AccountsDeps } from '../accounts-deps.ts'
import { type ClaimForm, checkClaim, claimInstance } from './claim-instance.ts'
import { claimedPage, claimFormPage, noClaimPage } from './claim-page.ts'
import { isClaimToken, isUnclaimed } from './claim-token.ts'

const EMPTY: ClaimForm = { name: '', company: '', email: '', password: '' }

/** `GET /claim?token=…` and what its form posts: the page with which the first user takes the instance. */
export const addClaimRoutes = (server: HttpServer, deps: AccountsDeps): void => {
  server.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 16_384 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )

    const sendPage = (reply: FastifyReply, status: number, text: string) =>
      reply.code(status).headers(PAGE_HEADERS).send(text)

    const refuse = async (reply: FastifyReply) => {
      const claimed = !(await isUnclaimed(deps.db))
      return sendPage(reply, claimed ? 410 : 403, noClaimPage(claimed))
    }

    const mayClaim = async (token: string): Promise<boolean> =>
      (await isUnclaimed(deps.db)) && (await isClaimToken(deps, token))

    scope.get('/claim', async (request, reply) => {
      const token = textOf(request.query, 'token')
      if (!(await mayClaim(token))) return refuse(reply)
      return sendPage(reply, 200, claimFormPage({ token, form: EMPTY, problems: {} }))
    })

    scope.post('/claim', async (request, reply) => {
      const token = textOf(request.body, 'token')
      if (!(await mayClaim(token))) return refuse(reply)
      const form = readForm(request.body)
      const problems = checkClaim(form)
      if (Object.keys(problems).length > 0)
        return sendPage(reply, 400, claimFormPage({ token, form, problems }))
      try {
        const { apiKey } = await claimInstance(deps, { token, form })
        const email = form.email.trim().toLowerCase()
        return sendPage(reply, 200, claimedPage({ apiKey, email, origin: originOf(request, deps.publicUrl) }))
      } catch (error) {
        // Somebody else was faster.
        if (error instanceof AppError && error.code === 'forbidden') return refuse(reply)
        throw error
      }
    })
  })
}

const textOf = (source: unknown, name: string): string => {
  if (typeof source !== 'object' || source === null) return ''
  const value: unknown = Reflect.get(source, name)
  return typeof value === 'string' ? value : ''
}

const readForm = (body: unknown): ClaimForm => {
  const form = {
    name: textOf(body, 'name'),
    company: textOf(body, 'company'),
    email: textOf(body, 'email'),
    password: textOf(body, 'password'),
  }
  if (Object.values(form).some((value) => value.includes('\u0000')))
    throw invalidInput('body', 'The form holds a NUL character. Take it out.')
  return form
}

const originOf = (request: FastifyRequest, publicUrl: string | undefined): string =>
  publicUrl ?? `${request.protocol}://${request.host}`

import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type HttpServer, PAGE_HEADERS, PAGE_STYLE } from '#platform/http/index.ts'
import { readToken } from './mail-token.ts'
import { type PageWords, pageWords } from './page-words.ts'
import type { TrackingDeps } from './tracking-deps.ts'
import { trackedMail } from './tracking-queries.ts'
import { isTest, unsubscribe } from './unsubscribe.ts'
import {
  invalidLinkPage,
  mailGonePage,
  testMailPage,
  unsubscribedPage,
  unsubscribePage,
} from './unsubscribe-page.ts'
import type { LinkWatch } from './watch-links.ts'

/** Much more than any mail program posts. */
const BODY_LIMIT = 16_384

const PARAMS = Type.Object({ token: Type.String() })

/**
 * `GET /u/…` asks and never unsubscribes; `POST /u/…` does, whether a mail program posts (RFC 8058) or the page's form. A signature that is
 * not ours gets 404.
 */
export const addUnsubscribeRoutes = (scope: HttpServer, deps: TrackingDeps, watch: LinkWatch): void => {
  const readLink = (token: string) => readToken(deps.secrets, { token, purpose: 'unsubscribe' })

  scope.route({
    method: ['GET', 'HEAD'],
    url: '/u/:token',
    schema: { params: PARAMS },
    handler: async (request, reply) => {
      const ref = readLink(request.params.token)
      if (!ref) return sendPage(reply, 404, invalidLinkPage())
      watch.sawUnsubscribePage(ref, request)
      const mail = await trackedMail(deps.db, ref)
      if (!mail) return sendPage(reply, 410, mailGonePage())
      if (isTest(mail)) return sendPage(reply, 200, testMailPage())
      const words = await wordsFor(deps, ref.companyId, request)
      return sendPage(reply, 200, unsubscribePage({ words, toAddress: mail.toAddress }))
    },
  })

  scope.get('/u/style.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=300').send(PAGE_STYLE),
  )

  scope.register(async (posts: HttpServer) => {
    // RFC 8058 allows two kinds of forms, and a wish is a wish in whatever form it comes: bodies are taken as text.
    posts.removeAllContentTypeParsers()
    posts.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    )
    posts.post('/u/:token', { schema: { params: PARAMS } }, async (request, reply) => {
      const ref = readLink(request.params.token)
      if (!ref) return sendPage(reply, 404, invalidLinkPage())
      const mail = await unsubscribe(deps, { ...ref, source: sourceOf(request.body) })
      if (!mail) return sendPage(reply, 410, mailGonePage())
      if (isTest(mail)) return sendPage(reply, 200, testMailPage())
      const words = await wordsFor(deps, ref.companyId, request)
      return sendPage(reply, 200, unsubscribedPage({ words, toAddress: mail.toAddress }))
    })
  })
}

const wordsFor = async (
  { ports }: TrackingDeps,
  companyId: string,
  { headers }: FastifyRequest,
): Promise<PageWords> => {
  const { name, unsubscribePage: page } = await ports.companySettings({ companyId })
  return pageWords({ company: name, page, acceptLanguage: headers['accept-language'] })
}

/** `List-Unsubscribe=One-Click`, url-encoded or as a part of multipart/form-data. */
const sourceOf = (body: unknown): 'link' | 'one-click' =>
  typeof body === 'string' && /\bList-Unsubscribe\b[\s\S]*\bOne-Click\b/i.test(body) ? 'one-click' : 'link'

export const sendPage = (reply: FastifyReply, status: number, text: string) =>
  reply.code(status).headers(PAGE_HEADERS).send(text)

import { Type } from 'typebox'
import { notFound } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { readClickLink } from './links.ts'
import { readToken } from './mail-token.ts'
import type { TrackingDeps } from './tracking-deps.ts'
import { invalidLinkPage } from './unsubscribe-page.ts'
import { addUnsubscribeRoutes, sendPage } from './unsubscribe-routes.ts'
import { watchLinks } from './watch-links.ts'

/** One transparent pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/** What the links in mails lead to: `/o/…` the pixel, `/c/…/…` a link's target, `/u/…` the unsubscribe page. A signature that is not ours gets 404. */
export const addTrackingRoutes = (server: HttpServer, deps: TrackingDeps): void => {
  server.register(async (scope: HttpServer) => {
    const watch = watchLinks(deps)
    scope.addHook('onClose', () => watch.close())
    addUnsubscribeRoutes(scope, deps, watch)

    scope.route({
      method: ['GET', 'HEAD'],
      url: '/o/:token',
      schema: { params: Type.Object({ token: Type.String() }) },
      handler: async (request, reply) => {
        const token = request.params.token.replace(/\.gif$/i, '')
        const mail = readToken(deps.secrets, { token, purpose: 'open' })
        if (!mail)
          throw notFound('This is no image of ours: its link is not complete, or was changed.', 'path')
        await watch.opened(mail, request)
        return reply.type('image/gif').send(PIXEL)
      },
    })

    scope.route({
      method: ['GET', 'HEAD'],
      url: '/c/:token/:target',
      schema: { params: Type.Object({ token: Type.String(), target: Type.String() }) },
      handler: async (request, reply) => {
        const link = readClickLink(deps.secrets, request.params)
        if (!link) return sendPage(reply, 404, invalidLinkPage('../../u/style.css'))
        watch.clicked(link.mail, request, link.target)
        return reply.redirect(link.target, 302)
      },
    })
  })
}

import type { FastifyRequest } from 'fastify'
import { callerOf, prepareCallers } from '#modules/accounts/index.ts'
import { addMetricsRoute } from '#modules/metrics/index.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { CALL_LIMITS, type CallLimitSettings, createCallLimits } from '#platform/rate-limits/index.ts'
import { addApiDocs } from './api-docs/index.ts'
import type { App } from './app.ts'
import { addAppApi } from './app-api.ts'
import { addKlentyApi, KLENTY_DOCUMENT_PATH, klentyFailureShape } from './klenty-api/index.ts'
import { createWebApp, WEB_APP_FOLDER } from './web-app/index.ts'

export type WebSettings = {
  metricsToken?: string | undefined
  callLimits?: CallLimitSettings
  trustedProxies?: number
  /** Where the web app was built. */
  webAppFolder?: string
}

/** The HTTP faces of an app: the public API, the app's own, tracking links, sign-in and pages. It listens to nothing yet. */
export const createWebServer = (
  app: App,
  { metricsToken, callLimits = CALL_LIMITS, trustedProxies, webAppFolder = WEB_APP_FOLDER }: WebSettings = {},
): HttpServer => {
  const webApp = createWebApp(webAppFolder)
  const server = createHttpServer({
    log: app.log,
    ready: async () => {
      await app.db.query('SELECT 1')
    },
    answerPage: webApp.answerPage,
    failureShapes: [klentyFailureShape],
    ...(trustedProxies !== undefined && { trustedProxies }),
  })
  addMetricsRoute(server, app.metrics, { token: metricsToken })
  prepareCallers(server)
  webApp.addRoutes(server)
  const limits = createCallLimits(server, {
    settings: callLimits,
    callerOf: (request) => {
      const { keyId, userId } = callerOf(request)
      return keyId ?? userId
    },
  })
  server.register(async (routes: HttpServer) => {
    routes.addHook('onRequest', async (request, reply) => {
      if (request.method === 'GET') return
      await (isSignIn(request) ? limits.signIn : limits.byAddress)(request, reply)
    })
    app.accounts.addRoutes(routes)
  })
  app.tracking.addRoutes(server)
  app.calls.addRoutes(server)
  addKlentyApi(server, { ...app, limits })
  addAppApi(server, { ...app, limits })
  addApiDocs(server, [
    { name: 'Klenty API', url: KLENTY_DOCUMENT_PATH },
    { name: 'Cadenza API', url: '/api/v1/openapi.json' },
  ])
  return server
}

/** What guesses could be made at: passwords, second factors and links. By the path as the router has read it: without escapes and doubled slashes. */
const isSignIn = ({ params, routeOptions }: FastifyRequest): boolean => {
  if (/^\/api\/(?:invitations|passwords)(?:\/|$)/.test(routeOptions.url ?? '')) return true
  const rest = typeof params === 'object' && params !== null && '*' in params ? String(params['*']) : ''
  return /^(?:sign-in\/|two-factor\/|change-password)/i.test(rest)
}

/** Health and metrics alone, for a port of their own: a process without the role api has them too. */
export const createOperationsServer = (
  app: App,
  { metricsToken }: { metricsToken: string | undefined },
): HttpServer => {
  const server = createHttpServer({
    log: app.log,
    ready: async () => {
      await app.db.query('SELECT 1')
    },
  })
  addMetricsRoute(server, app.metrics, { token: metricsToken })
  return server
}

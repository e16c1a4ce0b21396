import { prepareCallers } from '#modules/accounts/index.ts'
import { addMetricsRoute } from '#modules/metrics/index.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import type { App } from './app.ts'
import { addAppApi } from './app-api.ts'
import { addHomePage } from './home-page.ts'
import { addKlentyApi, klentyFailureShape } from './klenty-api/index.ts'

/** The HTTP faces of an app: the public API, the app's own, tracking links, sign-in and pages. It listens to nothing yet. */
export const createWebServer = (
  app: App,
  { metricsToken }: { metricsToken?: string | undefined } = {},
): HttpServer => {
  const server = createHttpServer({
    log: app.log,
    ready: async () => {
      await app.db.query('SELECT 1')
    },
    failureShapes: [klentyFailureShape],
  })
  addMetricsRoute(server, app.metrics, { token: metricsToken })
  prepareCallers(server)
  addHomePage(server, {
    claimPath: app.accounts.claimPath,
    isSendingHeld: async () => (await app.recovery.openHolds()).length > 0,
  })
  app.accounts.addRoutes(server)
  app.tracking.addRoutes(server)
  app.calls.addRoutes(server)
  addKlentyApi(server, app)
  addAppApi(server, app)
  return server
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

import { requireMember } from '#modules/accounts/index.ts'
import { type HttpServer, readJsonBody } from '#platform/http/index.ts'
import { addCadences } from './cadences.ts'
import { addCalls } from './calls.ts'
import { addContactPermission } from './contact-permission.ts'
import { addKlentyDocument } from './document/index.ts'
import { addGetProspects } from './get-prospects.ts'
import { addJourneys } from './journeys.ts'
import { addLists } from './lists.ts'
import type { KlentyDeps } from './ports.ts'
import { addPostProspects } from './post-prospects.ts'
import { addProspectStatus } from './prospect-status.ts'
import { addReports } from './reports.ts'
import { addWebhooks } from './webhooks.ts'

/**
 * The Klenty REST API under `/apis/v1/user/{username}`, and its document at `/apis/openapi.json`. Its input is read tolerantly, as that API's clients send it: any content type
 * counts as JSON, unknown keys are ignored and named, and the routes check their own input instead of a schema.
 */
export const addKlentyApi = (server: HttpServer, deps: KlentyDeps): void => {
  addKlentyDocument(server)
  server.register(
    async (routes: HttpServer) => {
      routes.removeAllContentTypeParsers()
      routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
        try {
          done(null, readJsonBody(body))
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)))
        }
      })
      const identify = requireMember(deps.accounts.authenticate)
      routes.addHook('onRequest', deps.limits?.around(identify) ?? identify)
      deps.idempotency.answerOnce(routes)
      addGetProspects(routes, deps)
      addPostProspects(routes, deps)
      addContactPermission(routes, deps)
      addProspectStatus(routes, deps)
      addLists(routes, deps)
      addCadences(routes, deps)
      addJourneys(routes, deps)
      addReports(routes, deps)
      addWebhooks(routes, deps)
      addCalls(routes, deps)
    },
    { prefix: '/apis/v1/user/:username' },
  )
}

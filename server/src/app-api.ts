import { Failure } from '@cadenza/contracts'
import { requireAccess } from '#modules/access/index.ts'
import { type Accounts, addAccountRoutes, requireUser } from '#modules/accounts/index.ts'
import { type Audit, addAuditRoutes, noteRequests } from '#modules/audit/index.ts'
import { addBulkActionRoutes, type BulkActions } from '#modules/bulk-actions/index.ts'
import { addCallRoutes, type Calls } from '#modules/calls/index.ts'
import { addCompanyFileRoutes, type CompanyFiles } from '#modules/company-files/index.ts'
import { addDemoRoutes, type DemoCompany } from '#modules/demo-company/index.ts'
import { addEnrolmentRoutes, type Engine } from '#modules/engine/index.ts'
import type { Idempotency } from '#modules/idempotency/index.ts'
import { addImportRoutes, type Imports } from '#modules/imports/index.ts'
import { addInboxRoutes, type Inbox } from '#modules/inbox/index.ts'
import type { Live } from '#modules/live/index.ts'
import { addMailAdviceRoutes, type MailAdvice } from '#modules/mail-advice/index.ts'
import { addMailDomainRoutes, type MailDomains } from '#modules/mail-domains/index.ts'
import { addMailboxRoutes, type Mailboxes } from '#modules/mailboxes/index.ts'
import { addNoteRoutes, type Notes } from '#modules/notes/index.ts'
import { addMailRoutes, type Outbound } from '#modules/outbound/index.ts'
import { addProspectPageRoutes, type ProspectPage } from '#modules/prospect-page/index.ts'
import { addProspectRoutes, type Prospects } from '#modules/prospects/index.ts'
import { addRecoveryRoutes, type Recovery } from '#modules/recovery/index.ts'
import { addReportRoutes, type Reports } from '#modules/reports/index.ts'
import { addSequenceRoutes, type Sequences } from '#modules/sequences/index.ts'
import { addTaskRoutes, type Tasks } from '#modules/tasks/index.ts'
import { addUnsubscribePageRoutes } from '#modules/tracking/index.ts'
import { addWebhookRoutes, type Webhooks } from '#modules/webhooks/index.ts'
import { addOpenApi, checkBodyIsWanted, refuseQueries } from '#platform/api/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { CallLimits } from '#platform/rate-limits/index.ts'

/** What the app's API is a face of: the modules, as `createApp` has built them. */
export type AppApiDeps = {
  db: Database
  /** Without it requests are not counted. */
  limits?: Pick<CallLimits, 'around'> | undefined
  idempotency: Pick<Idempotency, 'answerOnce'>
  accounts: Accounts
  audit: Audit
  bulkActions: BulkActions
  calls: Calls
  companyFiles: CompanyFiles
  demoCompany: DemoCompany
  engine: Engine
  imports: Imports
  inbox: Inbox
  mailAdvice: MailAdvice
  live: Live
  mailDomains: MailDomains
  mailboxes: Mailboxes
  outbound: Outbound
  notes: Notes
  prospectPage: ProspectPage
  prospects: Prospects
  reports: Reports
  recovery: Recovery
  sequences: Sequences
  tasks: Tasks
  webhooks: Webhooks
}

const DESCRIPTION = `Everything that Cadenza's own pages do. Send a key in the header x-api-key (a company key also names the member it
speaks for in x-user), or be signed in. Unknown fields and query keys are refused. Lists come in pages: give \`next\` of a page as \`cursor\`
of the one after it. Instants are ISO 8601 in UTC. Each operation says for which roles it is; a rep gets what is his or shared with him.

A POST or PATCH with an \`Idempotency-Key\` is carried out once in 24 hours: a repeat gets the same answer, with \`idempotency-replayed: true\`; the
same key with another request is a 422, and a 409 says that the first is under way, or that the server stopped in the middle of it. An
upload takes none. Answers bear \`RateLimit-Limit\`, \`RateLimit-Remaining\`, \`RateLimit-Reset\` and \`x-request-id\`.`

/**
 * The app's API under `/api/v1`, with its document at `/api/v1/openapi.json`. A key or a session is asked for before anything of a request
 * is read. Response schemas describe, and never filter: what a route returns is written whole. Wants `prepareCallers` to have been called.
 */
export const addAppApi = (server: HttpServer, app: AppApiDeps): void => {
  server.register(
    async (api: HttpServer) => {
      await addOpenApi(api, { title: 'Cadenza', version: '1', description: DESCRIPTION, failure: Failure })
      await api.register(async (routes: HttpServer) => addRoutes(routes, app))
    },
    { prefix: '/api/v1' },
  )
}

const addRoutes = (routes: HttpServer, app: AppApiDeps): void => {
  const identify = requireUser(app.accounts.authenticate)
  routes.addHook('onRequest', app.limits?.around(identify) ?? identify)
  requireAccess(routes, { db: app.db, findByEmail: app.prospects.findByEmail })
  app.idempotency.answerOnce(routes)
  noteRequests(routes, app.audit)
  routes.addHook('preValidation', checkBodyIsWanted)
  routes.addHook('onRoute', refuseQueries)
  routes.setSerializerCompiler(() => (answer) => JSON.stringify(answer))
  app.live.addRoutes(routes)
  addSequenceRoutes(routes, app.sequences)
  addEnrolmentRoutes(routes, app)
  addProspectRoutes(routes, app)
  addBulkActionRoutes(routes, app.bulkActions)
  addProspectPageRoutes(routes, app)
  addNoteRoutes(routes, app)
  addMailboxRoutes(routes, app.mailboxes)
  addMailDomainRoutes(routes, app)
  addTaskRoutes(routes, app)
  addReportRoutes(routes, app)
  addCallRoutes(routes, app.calls)
  addWebhookRoutes(routes, app)
  addImportRoutes(routes, app.imports)
  addMailRoutes(routes, app.outbound)
  addInboxRoutes(routes, app)
  addMailAdviceRoutes(routes, app.mailAdvice)
  addAccountRoutes(routes, app.accounts)
  addAuditRoutes(routes, app.audit)
  addUnsubscribePageRoutes(routes, app.accounts)
  addCompanyFileRoutes(routes, app.companyFiles)
  addRecoveryRoutes(routes, app.recovery)
  addDemoRoutes(routes, app.demoCompany)
}

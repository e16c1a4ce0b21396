import { AuditEntryPage, AuditQuery } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { byId, pageOf, readPage } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { AuditEntry } from './audit-queries.ts'
import type { Audit } from './index.ts'

/** `/audit-log` of the app's API. */
export const addAuditRoutes = (server: HttpServer, audit: Pick<Audit, 'listEntries'>): void => {
  server.get(
    '/audit-log',
    {
      schema: {
        operationId: 'listAuditLog',
        summary: 'Who changed keys, roles, settings and the like, and who signed in; newest first (admins)',
        tags: ['company'],
        querystring: AuditQuery,
        response: { 200: AuditEntryPage },
      },
    },
    async (request) => {
      const { after, limit, rows } = readPage(request.query)
      const { userId, action } = request.query
      const { companyId } = callerOf(request)
      const entries = await audit.listEntries({ companyId, userId, action, before: after?.[0], limit: rows })
      return pageOf(entries, { limit, placeOf: byId, view })
    },
  )
}

const view = ({ at, detail, ...entry }: AuditEntry) => ({
  ...entry,
  at: at.toISOString(),
  detail: { ...detail },
})

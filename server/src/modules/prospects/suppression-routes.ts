import { Readable } from 'node:stream'
import {
  NewSuppression,
  SuppressedMany,
  SuppressedProspects,
  SuppressionKey,
  SuppressionPage,
  SuppressionQuery,
  SuppressionText,
  type Suppression as SuppressionView,
} from '@cadenza/contracts'
import { Type } from 'typebox'
import { callerOf } from '#modules/accounts/index.ts'
import { pageOf, readPage, renameFields } from '#platform/api/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Prospects } from './index.ts'
import type { Suppression } from './list-suppressions.ts'
import { sourceOf } from './prospect-routes.ts'
import { suppressionsCsv } from './suppressions-csv.ts'

/** `/suppressions`: addresses and domains that may not be mailed, whether or not there is a prospect. */
export const addSuppressionRoutes = (
  server: HttpServer,
  {
    db,
    prospects,
  }: {
    db: Database
    prospects: Pick<Prospects, 'listSuppressions' | 'suppress' | 'suppressMany' | 'unsuppress'>
  },
): void => {
  const tags = ['suppressions']
  server.register(async (routes: HttpServer) => {
    renameFields(
      routes,
      new Map([
        ['Email', 'value'],
        ['domain', 'value'],
      ]),
    )

    routes.get(
      '/suppressions',
      {
        schema: {
          operationId: 'listSuppressions',
          summary: 'Who may not be mailed: addresses first, then domains',
          tags,
          querystring: SuppressionQuery,
          response: { 200: SuppressionPage },
        },
      },
      async (request) => {
        const { companyId } = callerOf(request)
        const { after, limit, rows } = readPage(request.query, 3)
        const [kind = '', value = '', reason = ''] = after ?? []
        const found = await prospects.listSuppressions({
          companyId,
          kind: request.query.kind,
          search: request.query.search,
          reason: request.query.reason,
          after: { kind, value, reason },
          limit: rows,
        })
        return pageOf(found, { limit, placeOf, view })
      },
    )

    routes.post(
      '/suppressions',
      {
        schema: {
          operationId: 'suppress',
          summary: 'Mail nobody at this address, or in this domain, any more; whatever runs for them ends',
          tags,
          body: NewSuppression,
          response: { 200: SuppressedProspects },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { companyId, userId } = caller
        const { kind, value, reason = 'do_not_contact', detail } = request.body
        const { prospectIds } = await db.transaction((tx) =>
          prospects.suppress({
            tx,
            companyId,
            userId,
            source: sourceOf(caller),
            kind,
            value,
            reason,
            detail,
          }),
        )
        return { prospects: prospectIds.length }
      },
    )

    routes.post(
      '/suppressions/many',
      {
        schema: {
          operationId: 'suppressMany',
          summary:
            'Suppress the addresses and domains of a text, one a line; lines that are neither are answered',
          tags,
          body: SuppressionText,
          response: { 200: SuppressedMany },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { companyId, userId } = caller
        const source = caller.keyId === null ? 'app' : 'api'
        return prospects.suppressMany({ companyId, userId, source, text: request.body.text })
      },
    )

    routes.get(
      '/suppressions/export.csv',
      {
        schema: {
          operationId: 'exportSuppressions',
          summary: 'All suppressions as a CSV (admins and managers)',
          tags,
          produces: ['text/csv'],
          response: { 200: Type.Unsafe<Readable>({ type: 'string', description: 'A CSV' }) },
        },
      },
      async (request, reply) => {
        const { companyId } = callerOf(request)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="suppressions.csv"')
          .send(
            Readable.from(suppressionsCsv((input) => prospects.listSuppressions({ companyId, ...input }))),
          )
      },
    )

    routes.delete(
      '/suppressions',
      {
        schema: {
          operationId: 'unsuppress',
          summary: 'Take one reason back (admins and managers); what else suppresses the address stays',
          tags,
          querystring: SuppressionKey,
          response: { 200: SuppressedProspects },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { companyId, userId } = caller
        const { prospectIds } = await db.transaction((tx) =>
          prospects.unsuppress({ tx, companyId, userId, ...request.query }),
        )
        return { prospects: prospectIds.length }
      },
    )
  })
}

const placeOf = ({ kind, value, reason }: Suppression): string[] => [kind, value, reason]

const view = ({ createdAt, ...suppression }: Suppression): SuppressionView => ({
  ...suppression,
  createdAt: createdAt.toISOString(),
})

import {
  NewSuppression,
  SuppressedProspects,
  SuppressionKey,
  SuppressionPage,
  SuppressionQuery,
  type Suppression as SuppressionView,
} from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { pageOf, readPage, renameFields } from '#platform/api/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Prospects } from './index.ts'
import type { Suppression } from './list-suppressions.ts'
import { sourceOf } from './prospect-routes.ts'

/** `/suppressions`: addresses and domains that may not be mailed, whether or not there is a prospect. */
export const addSuppressionRoutes = (
  server: HttpServer,
  {
    db,
    prospects,
  }: { db: Database; prospects: Pick<Prospects, 'listSuppressions' | 'suppress' | 'unsuppress'> },
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

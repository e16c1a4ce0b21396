import { ProspectContext, ProspectParams } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { type Prospects, requireProspect } from '#modules/prospects/index.ts'
import { renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { ProspectPage } from './index.ts'

/** What is known of a prospect beside his fields. */
export const addContextRoute = (
  server: HttpServer,
  deps: {
    prospects: Pick<Prospects, 'findById' | 'findByEmail'>
    prospectPage: Pick<ProspectPage, 'contextOf'>
  },
): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(routes, new Map([['Email', 'prospect']]))
    routes.get(
      '/prospects/:prospect/context',
      {
        schema: {
          operationId: 'getProspectContext',
          summary: 'His time zone, and why he may not be mailed if that is so',
          tags: ['prospects'],
          params: ProspectParams,
          response: { 200: ProspectContext },
        },
      },
      async (request) => {
        const { companyId } = callerOf(request)
        const prospect = await requireProspect(deps.prospects, { companyId, ref: request.params.prospect })
        const { zone, suppressions } = await deps.prospectPage.contextOf({ companyId, prospect })
        return {
          zone,
          suppressions: suppressions.map(({ createdAt, ...suppression }) => ({
            ...suppression,
            createdAt: createdAt.toISOString(),
          })),
        }
      },
    )
  })
}

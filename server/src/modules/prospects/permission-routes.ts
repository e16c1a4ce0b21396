import { Prospect, ProspectParams } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { PermissionRequest } from './contact-permission.ts'
import type { Prospects } from './index.ts'
import { sourceOf } from './prospect-routes.ts'
import { OUR_NAMES, prospectView } from './prospect-view.ts'
import { requireProspect } from './require-prospect.ts'

/** Whether a prospect may be mailed. */
export const addPermissionRoutes = (
  server: HttpServer,
  prospects: Pick<
    Prospects,
    'findById' | 'findByEmail' | 'unsubscribeProspect' | 'changeToDoNotContact' | 'revertDoNotContact'
  >,
): void => {
  const cases: {
    method: 'POST' | 'DELETE'
    path: string
    operationId: string
    summary: string
    act: (request: PermissionRequest) => Promise<{ id: string }>
  }[] = [
    {
      method: 'POST',
      path: 'unsubscribe',
      operationId: 'unsubscribeProspect',
      summary: 'He asked for no more mail; whatever runs for him ends',
      act: prospects.unsubscribeProspect,
    },
    {
      method: 'POST',
      path: 'do-not-contact',
      operationId: 'setDoNotContact',
      summary: 'Nobody of the company is to contact him; whatever runs for him ends',
      act: prospects.changeToDoNotContact,
    },
    {
      method: 'DELETE',
      path: 'do-not-contact',
      operationId: 'revertDoNotContact',
      summary: 'Take do-not-contact back; what else suppresses him stays',
      act: prospects.revertDoNotContact,
    },
  ]
  server.register(async (routes: HttpServer) => {
    renameFields(routes, OUR_NAMES)
    for (const { method, path, operationId, summary, act } of cases)
      routes.route({
        method,
        url: `/prospects/:prospect/${path}`,
        schema: {
          operationId,
          summary,
          tags: ['prospects'],
          params: ProspectParams,
          response: { 200: Prospect },
        },
        handler: async (request) => {
          const caller = callerOf(request)
          const { companyId, userId } = caller
          const ref = request.params.prospect
          const { id } = await act({ companyId, userId, ref, source: sourceOf(caller) })
          return prospectView(await requireProspect(prospects, { companyId, ref: id }))
        },
      })
  })
}

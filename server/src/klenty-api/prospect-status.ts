import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { requireProspect } from './find-prospect.ts'
import type { KlentyDeps } from './ports.ts'
import { cadenceStatusWords, PROSPECT_STATUS_WORDS } from './status-words.ts'

/** GET /prospects/{email or id}/status: the same in both editions. */
export const addProspectStatus = (server: HttpServer, deps: KlentyDeps): void => {
  server.get<{ Params: { email: string } }>('/prospects/:email/status', async (request) => {
    const caller = callerOf(request)
    const { id, status } = await requireProspect(deps, caller, request.params.email.trim())
    const cadenceStatus = await deps.engine.cadenceStatusOf({ companyId: caller.companyId, prospectId: id })
    return { cadenceStatus: cadenceStatusWords(cadenceStatus), prospectStatus: PROSPECT_STATUS_WORDS[status] }
  })
}

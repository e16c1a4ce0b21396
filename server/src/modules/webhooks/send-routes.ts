import { ProspectParams, SentToWebhook } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { Prospects } from '#modules/prospects/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { isId } from '#platform/ids/index.ts'
import type { Webhooks } from './index.ts'

/** A user sends a prospect to the webhooks of `sendProspect`. */
export const addSendRoutes = (
  server: HttpServer,
  deps: {
    webhooks: Pick<Webhooks, 'sendToWebhook'>
    prospects: Pick<Prospects, 'findById' | 'findByEmail'>
  },
): void => {
  server.post(
    '/prospects/:prospect/send-to-webhook',
    {
      schema: {
        operationId: 'sendToWebhook',
        summary: 'Send him to every webhook of the event sendProspect',
        tags: ['webhooks'],
        params: ProspectParams,
        response: { 200: SentToWebhook },
      },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      const ref = request.params.prospect.trim()
      const prospect = isId(ref)
        ? await deps.prospects.findById({ companyId, id: ref })
        : await deps.prospects.findByEmail({ companyId, email: ref })
      if (!prospect) throw notFound(`There is no prospect ${JSON.stringify(ref)}.`, 'prospect')
      return deps.webhooks.sendToWebhook({ companyId, userId, prospectIds: [prospect.id] })
    },
  )
}

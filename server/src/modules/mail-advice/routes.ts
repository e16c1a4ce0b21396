import { CadenceChecks, IdParams, MailCheck, MailFindings, MailVariables } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { MailAdvice } from './index.ts'

/** What an editor of mails asks: which variables there are, and what is better changed. */
export const addMailAdviceRoutes = (server: HttpServer, advice: MailAdvice): void => {
  server.get(
    '/mails/variables',
    {
      schema: {
        operationId: 'listMailVariables',
        summary: 'What may stand between {{ and }} in a mail, with the custom fields of the newest prospects',
        tags: ['mails'],
        response: { 200: MailVariables },
      },
    },
    async (request) => ({
      variables: await advice.variables({ companyId: callerOf(request).companyId }),
    }),
  )

  server.post(
    '/mails/check',
    {
      schema: {
        operationId: 'checkMail',
        summary: 'Words, links and variables of a mail that are better changed before it goes',
        tags: ['mails'],
        body: MailCheck,
        response: { 200: MailFindings },
      },
    },
    async (request) => {
      const { unsubscribe = true, ...mail } = request.body
      const { companyId } = callerOf(request)
      return { findings: await advice.checkMail({ companyId, mail: { ...mail, unsubscribe } }) }
    },
  )

  server.get(
    '/cadences/:id/checks',
    {
      schema: {
        operationId: 'checkCadence',
        summary: 'What keeps the draft of a cadence from being published, and what is better changed in it',
        tags: ['cadences'],
        params: IdParams,
        response: { 200: CadenceChecks },
      },
    },
    async (request) =>
      advice.checkCadence({ companyId: callerOf(request).companyId, sequenceId: request.params.id }),
  )
}

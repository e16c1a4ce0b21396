import { Dialling, NewTwilioAccount, OwnPhone } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Calls } from './index.ts'

type Deps = Pick<Calls, 'dialling' | 'storeTwilioAccount' | 'removeTwilioAccount' | 'storeOwnPhone'>

/** How calls are made: the company's provider, and each user's own phone. The provider's token is never answered. */
export const addDiallingRoutes = (server: HttpServer, calls: Deps): void => {
  const tags = ['calls']
  const response = { 200: Dialling }

  server.get(
    '/dialling',
    { schema: { operationId: 'getDialling', summary: 'How calls are made', tags, response } },
    async (request) => calls.dialling(callerOf(request)),
  )

  server.put(
    '/dialling/phone',
    {
      schema: {
        operationId: 'setOwnPhone',
        summary: 'Your own phone, which a provider rings first; null forgets it',
        tags,
        body: OwnPhone,
        response,
      },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      await calls.storeOwnPhone({ companyId, userId, number: request.body.number })
      return calls.dialling({ companyId, userId })
    },
  )

  server.put(
    '/dialling/twilio',
    {
      schema: {
        operationId: 'setTwilioAccount',
        summary: 'Make calls by an account with Twilio (admins)',
        tags,
        body: NewTwilioAccount,
        response,
      },
    },
    async (request) => {
      const caller = callerOf(request)
      await calls.storeTwilioAccount({ companyId: caller.companyId, ...request.body })
      return calls.dialling(caller)
    },
  )

  server.delete(
    '/dialling/twilio',
    {
      schema: {
        operationId: 'removeTwilioAccount',
        summary: 'Make calls by tel: links only (admins)',
        tags,
        response,
      },
    },
    async (request) => {
      const caller = callerOf(request)
      await calls.removeTwilioAccount({ companyId: caller.companyId })
      return calls.dialling(caller)
    },
  )
}

import { DayAhead, DayQuery } from '@cadenza/contracts'
import { callerOf, ownOnly } from '#modules/accounts/index.ts'
import { readInstant } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Engine } from '../index.ts'

/** `/day`: what leaves today, and what waits for somebody. */
export const addDayAheadRoute = (server: HttpServer, engine: Pick<Engine, 'dayAhead'>): void => {
  server.get(
    '/day',
    {
      schema: {
        operationId: 'getDay',
        summary: 'How many mails left today and are due, and how many prospects are held; a rep his own',
        tags: ['enrolments'],
        querystring: DayQuery,
        response: { 200: DayAhead },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      return engine.dayAhead({
        companyId: caller.companyId,
        ownerId: ownOnly(caller),
        until: readInstant('until', request.query.until),
      })
    },
  )
}

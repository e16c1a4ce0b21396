import type { FastifyReply, FastifyRequest } from 'fastify'
import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { shapesOf } from './editions.ts'
import { noteIgnored } from './ignored-fields.ts'
import { ownerOf, resumeIn, startIn, stopIn } from './move-prospects.ts'
import { ownOnlyHere } from './own-only.ts'
import type { KlentyDeps } from './ports.ts'
import { readBody, readQuery } from './request-input.ts'

/** GET /journeys, names in both editions; start, stop and resume, which leave cadences alone. */
export const addJourneys = (server: HttpServer, deps: KlentyDeps): void => {
  server.get('/journeys', async (request, reply) => {
    const caller = callerOf(request)
    const query = readQuery(request.query)
    const username = query.text('username')
    noteIgnored(reply, query.ignored())
    const journeys = await deps.sequences.listSequences({
      companyId: caller.companyId,
      kind: 'journey',
      ownerId: await ownerOf(deps, caller, username),
      publishedOnly: true,
      seenBy: ownOnlyHere(caller),
    })
    return journeys.map(({ name }) => name)
  })

  const handle = (act: typeof startIn) => async (request: FastifyRequest, reply: FastifyReply) => {
    const caller = callerOf(request)
    const body = readBody(request.body)
    await act(deps, caller, body, 'journey')
    noteIgnored(reply, body.ignored())
    return shapesOf(caller.edition).success()
  }
  server.post('/journey/start', handle(startIn))
  server.post('/journey/stop', handle(stopIn))
  server.post('/journey/resume', handle(resumeIn))
}

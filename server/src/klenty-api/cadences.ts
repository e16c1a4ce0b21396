import type { FastifyReply, FastifyRequest } from 'fastify'
import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { shapesOf } from './editions.ts'
import { noteIgnored } from './ignored-fields.ts'
import { ownerOf, resumeIn, startIn, stopIn } from './move-prospects.ts'
import { ownOnlyHere } from './own-only.ts'
import type { KlentyDeps } from './ports.ts'
import { readBody, readQuery } from './request-input.ts'

/** GET /cadences; start, stop and resume under each of their names. */
export const addCadences = (server: HttpServer, deps: KlentyDeps): void => {
  server.get('/cadences', async (request, reply) => {
    const caller = callerOf(request)
    const { companyId, edition } = caller
    const query = readQuery(request.query)
    const username = query.text('username')
    noteIgnored(reply, query.ignored())
    const ownerId = await ownerOf(deps, caller, username)
    const cadences = await deps.sequences.listSequences({
      companyId,
      kind: 'cadence',
      ownerId,
      publishedOnly: true,
      seenBy: ownOnlyHere(caller),
    })
    return shapesOf(edition).cadences(cadences)
  })

  const handle = (act: typeof startIn) => async (request: FastifyRequest, reply: FastifyReply) => {
    const caller = callerOf(request)
    const body = readBody(request.body)
    await act(deps, caller, body, 'cadence')
    noteIgnored(reply, body.ignored())
    return shapesOf(caller.edition).success()
  }
  server.post('/cadences/start', handle(startIn))
  server.post('/startcadence', handle(startIn))
  server.post('/stopCadence', handle(stopIn))
  server.post('/resumeCadence', handle(resumeIn))
  server.post('/cadences/resume', handle(resumeIn))
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Caller, callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { shapesOf } from './editions.ts'
import { readRef, requireProspect } from './find-prospect.ts'
import { noteIgnored } from './ignored-fields.ts'
import type { KlentyDeps } from './ports.ts'
import { readBody } from './request-input.ts'

/**
 * What ends or reopens mail to a prospect: unsubscribe, stop, do not contact and back. Each is there with the address in the path, and with
 * it in the body.
 */
export const addContactPermission = (server: HttpServer, deps: KlentyDeps): void => {
  const { prospects, engine } = deps
  type Act = (caller: Caller, ref: string) => Promise<unknown>

  const handle = (act: Act) => async (request: FastifyRequest, reply: FastifyReply) => {
    const caller = callerOf(request)
    const body = readBody(request.body)
    const ref = readRef(request.params, body)
    noteIgnored(reply, body.ignored())
    await act(caller, ref)
    return shapesOf(caller.edition).success()
  }

  const add = (name: string, act: Act): void => {
    server.post(`/prospects/${name}`, handle(act))
    server.post(`/prospects/:email/${name}`, handle(act))
  }

  add('unsubscribe', ({ companyId, userId }, ref) =>
    prospects.unsubscribeProspect({ companyId, userId, ref, source: 'api' }),
  )
  add('changeStatusToDoNotContact', ({ companyId, userId }, ref) =>
    prospects.changeToDoNotContact({ companyId, userId, ref, source: 'api' }),
  )
  add('revertStatusToDoNotContact', ({ companyId, userId }, ref) =>
    prospects.revertDoNotContact({ companyId, userId, ref, source: 'api' }),
  )
  add('stop', async (caller, ref) => {
    const { companyId, userId } = caller
    const { id } = await requireProspect(deps, caller, ref)
    return engine.stopMails({ companyId, userId, prospectIds: [id] })
  })
}

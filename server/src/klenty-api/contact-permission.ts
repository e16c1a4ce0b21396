import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Caller, callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { shapesOf } from './editions.ts'
import { readRef, requireProspect, requireSeen } from './find-prospect.ts'
import { noteIgnored } from './ignored-fields.ts'
import { requireTeam } from './own-only.ts'
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

  add('unsubscribe', async (caller, ref) =>
    prospects.unsubscribeProspect({ ...whose(caller), ref: await requireSeen(deps, caller, ref) }),
  )
  add('changeStatusToDoNotContact', async (caller, ref) =>
    prospects.changeToDoNotContact({ ...whose(caller), ref: await requireSeen(deps, caller, ref) }),
  )
  add('revertStatusToDoNotContact', async (caller, ref) => {
    requireTeam(caller)
    return prospects.revertDoNotContact({ ...whose(caller), ref })
  })
  add('stop', async (caller, ref) => {
    const { companyId, userId } = caller
    const { id } = await requireProspect(deps, caller, ref)
    return engine.stopMails({ companyId, userId, prospectIds: [id] })
  })
}

const whose = ({ companyId, userId }: Caller) => ({ companyId, userId, source: 'api' }) as const

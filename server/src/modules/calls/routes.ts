import {
  Call,
  CallChange,
  CallPage,
  CallQuery,
  CallToDial,
  DialledCall,
  IdParams,
  NewCall,
} from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { pageOf, readInstant, readPage } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { callView, listedCallView } from './call-view.ts'
import { addDiallingRoutes } from './dialling-routes.ts'
import type { Calls } from './index.ts'
import type { ListedCall } from './list-calls.ts'

/** `/calls` and `/dialling` of the app's API. */
export const addCallRoutes = (server: HttpServer, calls: Calls): void => {
  addReads(server, calls)
  addWrites(server, calls)
  addDiallingRoutes(server, calls)
}

const tags = ['calls']

const addReads = (server: HttpServer, calls: Pick<Calls, 'listCalls' | 'callById'>): void => {
  server.get(
    '/calls',
    {
      schema: {
        operationId: 'listCalls',
        summary: 'Calls, newest first',
        tags,
        querystring: CallQuery,
        response: { 200: CallPage },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { prospectId, userId, state, disposition } = request.query
      const { after, limit, rows } = readPage(request.query, 2)
      const [at, id] = after ?? []
      const found = await calls.listCalls({
        companyId,
        prospectId,
        userId,
        state,
        disposition,
        after:
          at === undefined || id === undefined ? undefined : { startedAt: readInstant('cursor', at), id },
        limit: rows,
      })
      return pageOf(found, { limit, placeOf, view: listedCallView })
    },
  )

  server.get(
    '/calls/:id',
    {
      schema: {
        operationId: 'getCall',
        summary: 'One call',
        tags,
        params: IdParams,
        response: { 200: Call },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return callView(await calls.callById({ companyId, callId: request.params.id }))
    },
  )
}

const placeOf = ({ startedAt, id }: ListedCall): string[] => [startedAt.toISOString(), id]

const startOf = (startedAt: string | undefined): Date | undefined =>
  startedAt === undefined ? undefined : readInstant('startedAt', startedAt)

const addWrites = (server: HttpServer, calls: Pick<Calls, 'logCall' | 'changeCall' | 'dial'>): void => {
  server.post(
    '/calls',
    {
      schema: {
        operationId: 'logCall',
        summary: 'Write down a call that was made elsewhere',
        tags,
        body: NewCall,
        response: { 201: Call },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const { startedAt, ...call } = request.body
      const made = await calls.logCall({ companyId, userId, ...call, startedAt: startOf(startedAt) })
      return reply.code(201).send(callView(made))
    },
  )

  server.patch(
    '/calls/:id',
    {
      schema: {
        operationId: 'changeCall',
        summary: 'Say or correct how a call went; a disposition completes an open one',
        tags,
        params: IdParams,
        body: CallChange,
        response: { 200: Call },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { startedAt, ...details } = request.body
      const which = { companyId, callId: request.params.id }
      return callView(
        await calls.changeCall({ ...which, details: { ...details, startedAt: startOf(startedAt) } }),
      )
    },
  )

  server.post(
    '/calls/dial',
    {
      schema: {
        operationId: 'dial',
        summary:
          'Call a prospect: by a tel: link that your device dials, or by a provider that rings your phone',
        tags,
        body: CallToDial,
        response: { 201: DialledCall },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const { call, url } = await calls.dial({ companyId, userId, ...request.body })
      return reply.code(201).send({ call: callView(call), url })
    },
  )
}

import {
  NewProspect,
  NoContent,
  Prospect,
  ProspectChange,
  ProspectPage,
  ProspectParams,
  ProspectQuery,
  TagNames,
  TagQuery,
} from '@cadenza/contracts'
import { type Caller, callerOf, isHeldToOwn } from '#modules/accounts/index.ts'
import { pageOf, readPage, renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { checkPlace, partsOfPlace, placeIn } from './filter/prospect-order.ts'
import { readFilter } from './filter/read-filter.ts'
import type { Prospects } from './index.ts'
import { inputOf, OUR_NAMES, prospectView } from './prospect-view.ts'
import { requireProspect } from './require-prospect.ts'

type ProspectCases = Pick<
  Prospects,
  | 'findById'
  | 'findByEmail'
  | 'listProspects'
  | 'upsertProspect'
  | 'updateProspect'
  | 'deleteProspects'
  | 'removeTags'
>

/** Where a change comes from. */
export const sourceOf = ({ keyId }: Caller): 'app' | 'api' => (keyId === null ? 'app' : 'api')

/** `/prospects`: list, add, read, change, and their tags. */
export const addProspectResource = (server: HttpServer, prospects: ProspectCases): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(routes, OUR_NAMES)
    addCollection(routes, prospects)
    addOne(routes, prospects)
    addTags(routes, prospects)
  })
}

const tags = ['prospects']

const addCollection = (server: HttpServer, prospects: ProspectCases): void => {
  server.get(
    '/prospects',
    {
      schema: {
        operationId: 'listProspects',
        summary: 'Prospects for which every given condition holds, oldest first unless sorted otherwise',
        tags,
        querystring: ProspectQuery,
        response: { 200: ProspectPage },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { sort = 'createdAt' } = request.query
      const { after, limit, rows } = readPage(request.query, partsOfPlace(sort))
      checkPlace(sort, after)
      const filter = readFilter(request.query)
      const found = await prospects.listProspects({ companyId, filter, sort, after, limit: rows })
      return pageOf(found, { limit, placeOf: placeIn(sort), view: prospectView })
    },
  )

  server.post(
    '/prospects',
    {
      schema: {
        operationId: 'saveProspect',
        summary:
          'Add a prospect (201), or merge into the one of that address (200); empty values are ignored',
        tags,
        body: NewProspect,
        response: { 200: Prospect, 201: Prospect },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { companyId, userId } = caller
      const source = sourceOf(caller)
      const input = inputOf(request.body)
      const { id, outcome } = await prospects.upsertProspect({
        ...{ companyId, userId, source, input },
        heldToOwn: isHeldToOwn(caller),
      })
      const saved = await requireProspect(prospects, { companyId, ref: id })
      return reply.code(outcome === 'added' ? 201 : 200).send(prospectView(saved))
    },
  )
}

const addOne = (server: HttpServer, prospects: ProspectCases): void => {
  server.get(
    '/prospects/:prospect',
    {
      schema: {
        operationId: 'getProspect',
        summary: 'One prospect',
        tags,
        params: ProspectParams,
        response: { 200: Prospect },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return prospectView(await requireProspect(prospects, { companyId, ref: request.params.prospect }))
    },
  )

  server.patch(
    '/prospects/:prospect',
    {
      schema: {
        operationId: 'changeProspect',
        summary: 'Change what is given; an email renames',
        tags,
        params: ProspectParams,
        body: ProspectChange,
        response: { 200: Prospect },
      },
    },
    async (request) => change(prospects, callerOf(request), request.params.prospect, inputOf(request.body)),
  )

  server.delete(
    '/prospects/:prospect',
    {
      schema: {
        operationId: 'deleteProspect',
        summary:
          'Delete him with his mails, notes, tasks and calls; whatever runs ends, and who may not be mailed stays so',
        tags,
        params: ProspectParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const { id } = await requireProspect(prospects, { companyId, ref: request.params.prospect })
      await prospects.deleteProspects({ companyId, userId, prospectIds: [id] })
      return reply.code(204).send(null)
    },
  )
}

const addTags = (server: HttpServer, prospects: ProspectCases): void => {
  server.post(
    '/prospects/:prospect/tags',
    {
      schema: {
        operationId: 'addProspectTags',
        summary: 'Add tags; those that do not exist are made',
        tags,
        params: ProspectParams,
        body: TagNames,
        response: { 200: Prospect },
      },
    },
    async (request) =>
      change(prospects, callerOf(request), request.params.prospect, { Tags: request.body.tags }),
  )

  server.delete(
    '/prospects/:prospect/tags',
    {
      schema: {
        operationId: 'removeProspectTags',
        summary: 'Take tags off; those he has not are no error',
        tags,
        params: ProspectParams,
        querystring: TagQuery,
        response: { 200: Prospect },
      },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      const { id } = await prospects.removeTags({
        companyId,
        userId,
        ref: request.params.prospect,
        tags: request.query.tag,
      })
      return prospectView(await requireProspect(prospects, { companyId, ref: id }))
    },
  )
}

const change = async (
  prospects: ProspectCases,
  caller: Caller,
  ref: string,
  changes: object,
): Promise<Prospect> => {
  const { companyId, userId } = caller
  const { id } = await prospects.updateProspect({
    ...{ companyId, userId, source: sourceOf(caller), ref, changes },
    heldToOwn: isHeldToOwn(caller),
  })
  return prospectView(await requireProspect(prospects, { companyId, ref: id }))
}

import { IdParams, List, NewName, NoContent, Tag, TagMerge } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Prospects } from '../index.ts'

type Deps = Pick<Prospects, 'renameTag' | 'mergeTag' | 'deleteTag' | 'renameList' | 'deleteList'>

/** What managers do with lists and tags that are there: they are everybody's. */
export const addLabelRoutes = (server: HttpServer, prospects: Deps): void => {
  const tags = ['lists']
  server.register(async (routes: HttpServer) => {
    renameFields(routes, new Map([['listId', 'id']]))

    routes.patch(
      '/lists/:id',
      {
        schema: {
          operationId: 'renameList',
          summary: 'Rename a list (admins and managers)',
          tags,
          params: IdParams,
          body: NewName,
          response: { 200: List },
        },
      },
      async (request) => {
        const { companyId } = callerOf(request)
        const { createdAt, ...list } = await prospects.renameList({
          ...{ companyId, listId: request.params.id, name: request.body.name },
        })
        return { ...list, createdAt: createdAt.toISOString() }
      },
    )

    routes.delete(
      '/lists/:id',
      {
        schema: {
          operationId: 'deleteList',
          summary: 'Delete a list in which nobody is (admins and managers)',
          tags,
          params: IdParams,
          response: { 204: NoContent },
        },
      },
      async (request, reply) => {
        const { companyId } = callerOf(request)
        await prospects.deleteList({ companyId, listId: request.params.id })
        return reply.code(204).send(null)
      },
    )

    routes.patch(
      '/tags/:id',
      {
        schema: {
          operationId: 'renameTag',
          summary: 'Rename a tag (admins and managers)',
          tags,
          params: IdParams,
          body: NewName,
          response: { 200: Tag },
        },
      },
      async (request) => {
        const { companyId } = callerOf(request)
        return prospects.renameTag({ companyId, tagId: request.params.id, name: request.body.name })
      },
    )

    routes.post(
      '/tags/:id/merge',
      {
        schema: {
          operationId: 'mergeTag',
          summary:
            'Give everybody who has this tag another one instead; this one is gone (admins and managers)',
          tags,
          params: IdParams,
          body: TagMerge,
          response: { 204: NoContent },
        },
      },
      async (request, reply) => {
        const { companyId } = callerOf(request)
        await prospects.mergeTag({ companyId, tagId: request.params.id, intoId: request.body.tagId })
        return reply.code(204).send(null)
      },
    )

    routes.delete(
      '/tags/:id',
      {
        schema: {
          operationId: 'deleteTag',
          summary: 'Take a tag off everybody, and delete it (admins and managers)',
          tags,
          params: IdParams,
          response: { 204: NoContent },
        },
      },
      async (request, reply) => {
        const { companyId } = callerOf(request)
        await prospects.deleteTag({ companyId, tagId: request.params.id })
        return reply.code(204).send(null)
      },
    )
  })
}

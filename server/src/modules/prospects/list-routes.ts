import { List, ListPage, NewList, PageQuery, TagPage } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { pageOf, readPage, renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Prospects } from './index.ts'
import type { List as StoredList } from './lists.ts'
import { nameKey } from './names.ts'

/** `/lists` and `/tags`. */
export const addListRoutes = (
  server: HttpServer,
  prospects: Pick<Prospects, 'companyLists' | 'createList' | 'companyTags'>,
): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(routes, new Map([['List', 'name']]))

    routes.get(
      '/lists',
      {
        schema: {
          operationId: 'listLists',
          summary: 'Lists, by name',
          tags: ['lists'],
          querystring: PageQuery,
          response: { 200: ListPage },
        },
      },
      async (request) => {
        const { companyId } = callerOf(request)
        const { after, limit, rows } = readPage(request.query)
        const lists = await prospects.companyLists({ companyId, after: after?.[0], limit: rows })
        return pageOf(lists, { limit, placeOf: byName, view: listView })
      },
    )

    routes.post(
      '/lists',
      {
        schema: {
          operationId: 'saveList',
          summary: 'The list of that name, made when there is none',
          tags: ['lists'],
          body: NewList,
          response: { 200: List },
        },
      },
      async (request) => {
        const { companyId, userId } = callerOf(request)
        return listView(await prospects.createList({ companyId, userId, name: request.body.name }))
      },
    )

    routes.get(
      '/tags',
      {
        schema: {
          operationId: 'listTags',
          summary: 'Tags, by name',
          tags: ['lists'],
          querystring: PageQuery,
          response: { 200: TagPage },
        },
      },
      async (request) => {
        const { companyId } = callerOf(request)
        const { after, limit, rows } = readPage(request.query)
        const tags = await prospects.companyTags({ companyId, after: after?.[0], limit: rows })
        return pageOf(tags, { limit, placeOf: byName, view: (tag) => tag })
      },
    )
  })
}

const byName = ({ name }: { name: string }): string[] => [nameKey(name)]

const listView = ({ createdAt, ...list }: StoredList): List => ({
  ...list,
  createdAt: createdAt.toISOString(),
})

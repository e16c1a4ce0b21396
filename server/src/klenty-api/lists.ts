import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { shapesOf } from './editions.ts'
import type { KlentyDeps } from './ports.ts'

/** GET /lists: those that the user in the path made, imported into or has prospects in, and `default`; in the order they were made. */
export const addLists = (server: HttpServer, deps: KlentyDeps): void => {
  server.get('/lists', async (request) => {
    const { companyId, userId, edition } = callerOf(request)
    const lists = await deps.prospects.listsOfUser({ companyId, userId })
    return shapesOf(edition).lists(lists.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
  })
}

import { IdParams, NewProspectView, NoContent, ProspectView, ProspectViews } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Prospects } from '../index.ts'
import type { View } from './views.ts'

const tags = ['prospects']

/** `/prospect-views`: how members like to look at prospects. */
export const addViewRoutes = (
  server: HttpServer,
  prospects: Pick<Prospects, 'listViews' | 'addView' | 'replaceView' | 'removeView'>,
): void => {
  server.get(
    '/prospect-views',
    {
      schema: {
        operationId: 'listProspectViews',
        summary: 'Your saved views and those that are shared, by name',
        tags,
        response: { 200: ProspectViews },
      },
    },
    async (request) => ({ items: (await prospects.listViews(callerOf(request))).map(viewView) }),
  )
  server.post(
    '/prospect-views',
    {
      schema: {
        operationId: 'addProspectView',
        summary: 'Save a view',
        tags,
        body: NewProspectView,
        response: { 201: ProspectView },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      return reply.code(201).send(viewView(await prospects.addView({ companyId, userId, ...request.body })))
    },
  )
  server.put(
    '/prospect-views/:id',
    {
      schema: {
        operationId: 'replaceProspectView',
        summary: 'Change a view of yours',
        tags,
        params: IdParams,
        body: NewProspectView,
        response: { 200: ProspectView },
      },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      return viewView(
        await prospects.replaceView({ companyId, userId, id: request.params.id, ...request.body }),
      )
    },
  )
  server.delete(
    '/prospect-views/:id',
    {
      schema: {
        operationId: 'removeProspectView',
        summary: 'Remove a view of yours',
        tags,
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      await prospects.removeView({ companyId, userId, id: request.params.id })
      return reply.code(204).send(null)
    },
  )
}

const viewView = ({ createdAt, updatedAt, ...view }: View): ProspectView => ({
  ...view,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})

import { ProspectParams, TimelineQuery, ToldTimelinePage } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { StoredEvent } from '#modules/events/index.ts'
import { type Prospects, requireProspect } from '#modules/prospects/index.ts'
import { pageOf, readInstant, readPage, renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { ProspectPage } from './index.ts'
import { kindsIn } from './timeline-groups.ts'
import { toldEventView } from './told-event-view.ts'

/** Everything that happened with a prospect. */
export const addTimelineRoute = (
  server: HttpServer,
  deps: {
    prospects: Pick<Prospects, 'findById' | 'findByEmail'>
    prospectPage: Pick<ProspectPage, 'toldEvents'>
  },
): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(routes, new Map([['Email', 'prospect']]))
    routes.get(
      '/prospects/:prospect/timeline',
      {
        schema: {
          operationId: 'getTimeline',
          summary: 'Everything that happened with a prospect, newest first, or of it some groups',
          tags: ['prospects'],
          params: ProspectParams,
          querystring: TimelineQuery,
          response: { 200: ToldTimelinePage },
        },
      },
      async (request) => {
        const { companyId } = callerOf(request)
        const { group } = request.query
        const { after, limit, rows } = readPage(request.query, 2)
        const { id: prospectId } = await requireProspect(deps.prospects, {
          companyId,
          ref: request.params.prospect,
        })
        const [at, id] = after ?? []
        const before =
          at === undefined || id === undefined ? undefined : { occurredAt: readInstant('cursor', at), id }
        const events = await deps.prospectPage.toldEvents({
          ...{ companyId, prospectId, before, limit: rows },
          kinds: group && kindsIn(group),
        })
        return pageOf(events, { limit, placeOf, view: toldEventView })
      },
    )
  })
}

const placeOf = ({ occurredAt, id }: StoredEvent): string[] => [occurredAt.toISOString(), id]

import { PageQuery, ProspectParams, type TimelineEvent, TimelinePage } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { Events, StoredEvent } from '#modules/events/index.ts'
import { pageOf, readInstant, readPage, renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Prospects } from './index.ts'
import { OUR_NAMES } from './prospect-view.ts'
import { requireProspect } from './require-prospect.ts'

/** Everything that happened with a prospect. */
export const addTimelineRoutes = (
  server: HttpServer,
  deps: { prospects: Pick<Prospects, 'findById' | 'findByEmail'>; events: Pick<Events, 'timeline'> },
): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(routes, OUR_NAMES)
    routes.get(
      '/prospects/:prospect/timeline',
      {
        schema: {
          operationId: 'getTimeline',
          summary: 'Everything that happened with a prospect, newest first',
          tags: ['prospects'],
          params: ProspectParams,
          querystring: PageQuery,
          response: { 200: TimelinePage },
        },
      },
      async (request) => {
        const { companyId } = callerOf(request)
        const { after, limit, rows } = readPage(request.query, 2)
        const { id: prospectId } = await requireProspect(deps.prospects, {
          companyId,
          ref: request.params.prospect,
        })
        const [at, id] = after ?? []
        const before =
          at === undefined || id === undefined ? undefined : { occurredAt: readInstant('cursor', at), id }
        const events = await deps.events.timeline({ companyId, prospectId, before, limit: rows })
        return pageOf(events, { limit, placeOf, view: eventView })
      },
    )
  })
}

const placeOf = ({ occurredAt, id }: StoredEvent): string[] => [occurredAt.toISOString(), id]

const eventView = ({ occurredAt, sequenceId, ...event }: StoredEvent): TimelineEvent => ({
  ...event,
  occurredAt: occurredAt.toISOString(),
  cadenceId: sequenceId,
})

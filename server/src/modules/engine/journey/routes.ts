import {
  ChangedEnrolments,
  IdParams,
  JourneyPause,
  ListInJourney,
  ProspectsInJourney,
  StartedEnrolments,
} from '@cadenza/contracts'
import { callerOf, ownOnly } from '#modules/accounts/index.ts'
import type { Prospects } from '#modules/prospects/index.ts'
import type { Sequences } from '#modules/sequences/index.ts'
import { readInstant, renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Engine } from '../index.ts'
import { startList, summed } from '../start-routes.ts'

type Deps = {
  engine: Pick<Engine, 'start' | 'stop' | 'resume' | 'pause'>
  sequences: Pick<Sequences, 'sequenceById'>
  prospects: Pick<Prospects, 'requireProspects' | 'listById' | 'streamProspects'>
}

const tags = ['enrolments']
const kind = 'journey'

/** Prospects in journeys: start, stop, pause, resume. The path names the journey. */
export const addJourneyEnrolmentRoutes = (server: HttpServer, deps: Deps): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(routes, new Map([['sequenceId', 'id']]))
    addRoutes(routes, deps)
  })
}

const addRoutes = (server: HttpServer, deps: Deps): void => {
  const { engine, sequences, prospects } = deps
  /** The journey and the prospects of a request, all of which exist, so that nothing is half done. */
  const scopeOf = async (which: { companyId: string; sequenceId: string; prospectIds: string[] }) => {
    const { companyId, sequenceId, prospectIds } = which
    await sequences.sequenceById({ companyId, sequenceId, kind })
    await prospects.requireProspects({ companyId, prospectIds })
    return which
  }

  server.post(
    '/journeys/:id/enrolments',
    {
      schema: {
        operationId: 'startInJourney',
        summary: 'Start prospects in a published journey',
        tags,
        params: IdParams,
        body: ProspectsInJourney,
        response: { 200: StartedEnrolments },
      },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      const { prospectIds } = request.body
      const scope = await scopeOf({ companyId, sequenceId: request.params.id, prospectIds })
      return summed(await engine.start({ ...scope, userId }))
    },
  )

  server.post(
    '/journeys/:id/enrolments/list',
    {
      schema: {
        operationId: 'startListInJourney',
        summary: 'Start everybody in a list; sent again after it was cut off, it starts the rest',
        tags,
        params: IdParams,
        body: ListInJourney,
        response: { 200: StartedEnrolments },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { companyId, userId } = caller
      const sequenceId = request.params.id
      await sequences.sequenceById({ companyId, sequenceId, kind })
      return startList(deps, {
        ...{ companyId, userId, sequenceId, listId: request.body.listId },
        ownerId: ownOnly(caller),
      })
    },
  )

  const cases = [
    ['stop', 'Stop prospects; when this is answered, no mail of theirs starts any more', engine.stop],
    ['resume', 'Let stopped and paused prospects go on where they can', engine.resume],
  ] as const
  for (const [verb, summary, act] of cases)
    server.post(
      `/journeys/:id/enrolments/${verb}`,
      {
        schema: {
          operationId: `${verb}InJourney`,
          summary,
          tags,
          params: IdParams,
          body: ProspectsInJourney,
          response: { 200: ChangedEnrolments },
        },
      },
      async (request) => {
        const { companyId, userId } = callerOf(request)
        const { prospectIds } = request.body
        const scope = await scopeOf({ companyId, sequenceId: request.params.id, prospectIds })
        return { changed: await act({ ...scope, userId }) }
      },
    )

  server.post(
    '/journeys/:id/enrolments/pause',
    {
      schema: {
        operationId: 'pauseInJourney',
        summary: 'Pause prospects until a moment, or until they are resumed',
        tags,
        params: IdParams,
        body: JourneyPause,
        response: { 200: ChangedEnrolments },
      },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      const { prospectIds, until } = request.body
      const scope = await scopeOf({ companyId, sequenceId: request.params.id, prospectIds })
      const moment = until ? readInstant('until', until) : null
      return { changed: await engine.pause({ ...scope, userId, until: moment }) }
    },
  )
}

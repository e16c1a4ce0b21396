import { ChangedEnrolments, EnrolmentPause, EnrolmentScope } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { Prospects } from '#modules/prospects/index.ts'
import type { Sequences } from '#modules/sequences/index.ts'
import { readInstant, renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { addDayAheadRoute } from './day-ahead/route.ts'
import { addForecastRoutes } from './forecast-start/routes.ts'
import type { Engine } from './index.ts'
import { addJourneyEnrolmentRoutes } from './journey/routes.ts'
import { addProspectEnrolmentsRoute } from './prospect-enrolments-route.ts'
import { addReportRoutes } from './report-routes.ts'
import { addStartRoutes } from './start-routes.ts'

type Deps = {
  engine: Engine
  sequences: Pick<Sequences, 'sequenceById' | 'runnableSequence'>
  prospects: Pick<
    Prospects,
    'requireProspects' | 'findById' | 'findByEmail' | 'listById' | 'streamProspects' | 'listIds'
  >
}

/** Prospects in cadences, in the app's API: where they are, start, stop, pause, resume. */
export const addEnrolmentRoutes = (server: HttpServer, deps: Deps): void => {
  addReportRoutes(server, deps)
  addProspectEnrolmentsRoute(server, deps)
  addJourneyEnrolmentRoutes(server, deps)
  addForecastRoutes(server, deps)
  addDayAheadRoute(server, deps.engine)
  server.register(async (routes: HttpServer) => {
    renameFields(routes, NAMES)
    addStartRoutes(routes, deps)
    addScopeRoutes(routes, deps)
  })
}

/** What requests call the ids that the modules name otherwise; lists are named in paths, cadences in bodies. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['id', 'cadenceId'],
  ['sequenceId', 'cadenceId'],
  ['listId', 'id'],
])

const tags = ['enrolments']

const addScopeRoutes = (server: HttpServer, deps: Deps): void => {
  const { engine } = deps
  const cases = [
    ['stop', 'Stop prospects; when this is answered, no mail of theirs starts any more', engine.stop],
    ['resume', 'Let stopped and paused prospects go on where they can', engine.resume],
  ] as const
  for (const [verb, summary, act] of cases)
    server.post(
      `/enrolments/${verb}`,
      {
        schema: {
          operationId: `${verb}Enrolments`,
          summary,
          tags,
          body: EnrolmentScope,
          response: { 200: ChangedEnrolments },
        },
      },
      async (request) => {
        const { companyId, userId } = callerOf(request)
        return { changed: await act({ ...(await scopeOf(deps, companyId, request.body)), userId }) }
      },
    )

  server.post(
    '/enrolments/pause',
    {
      schema: {
        operationId: 'pauseEnrolments',
        summary: 'Pause prospects until a moment, or until they are resumed',
        tags,
        body: EnrolmentPause,
        response: { 200: ChangedEnrolments },
      },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      const { until, ...scope } = request.body
      const changed = await engine.pause({
        ...(await scopeOf(deps, companyId, scope)),
        userId,
        until: until ? readInstant('until', until) : null,
      })
      return { changed }
    },
  )
}

/** Whose enrolments are meant. Throws `not_found` where a prospect or the cadence does not exist, so that nothing is half done. */
const scopeOf = async (
  deps: Deps,
  companyId: string,
  { prospectIds, cadenceId }: EnrolmentScope,
): Promise<{ companyId: string; prospectIds: string[]; sequenceId?: string }> => {
  if (cadenceId) await deps.sequences.sequenceById({ companyId, sequenceId: cadenceId, kind: 'cadence' })
  await deps.prospects.requireProspects({ companyId, prospectIds })
  return { companyId, prospectIds, ...(cadenceId && { sequenceId: cadenceId }) }
}

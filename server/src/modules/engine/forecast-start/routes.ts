import { IdParams, MOST_FORECAST, StartForecast, StartForecastInput } from '@cadenza/contracts'
import { type Caller, callerOf, ownOnly } from '#modules/accounts/index.ts'
import type { Prospects } from '#modules/prospects/index.ts'
import type { Sequences } from '#modules/sequences/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Engine } from '../index.ts'

type Deps = {
  engine: Pick<Engine, 'forecastStart'>
  sequences: Pick<Sequences, 'runnableSequence'>
  prospects: Pick<Prospects, 'requireProspects' | 'listById' | 'streamProspects'>
}

const FACES = [
  { kind: 'cadence', path: '/cadences', suffix: '' },
  { kind: 'journey', path: '/journeys', suffix: 'InJourney' },
] as const

/** Ten thousand ids have 270 kB. */
const BODY_LIMIT = 1_000_000

/** What would come of a start, before it. */
export const addForecastRoutes = (server: HttpServer, deps: Deps): void => {
  for (const { kind, path, suffix } of FACES)
    server.post(
      `${path}/:id/start-forecast`,
      {
        bodyLimit: BODY_LIMIT,
        schema: {
          operationId: `forecastStart${suffix}`,
          summary:
            'The days on which mails to these prospects would go, and who would not start; nothing is started',
          tags: ['enrolments'],
          params: IdParams,
          body: StartForecastInput,
          response: { 200: StartForecast },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { companyId, userId } = caller
        const { of } = request.body
        const sequence = await deps.sequences.runnableSequence({
          ...{ companyId, kind, of },
          sequenceId: request.params.id,
        })
        const prospectIds = await prospectsOf(deps, caller, request.body)
        const forecast = await deps.engine.forecastStart({ companyId, userId, sequence, prospectIds })
        const { firstAt, lastAt, ...rest } = forecast
        return {
          ...rest,
          firstAt: firstAt?.toISOString() ?? null,
          lastAt: lastAt?.toISOString() ?? null,
        }
      },
    )
}

const prospectsOf = async (
  { prospects }: Deps,
  caller: Caller,
  { prospectIds, listId }: StartForecastInput,
): Promise<string[]> => {
  if (prospectIds === undefined && listId === undefined)
    throw invalidInput('prospectIds', 'Name prospects, a list, or both.')
  const { companyId } = caller
  const found: string[] = [...(prospectIds ?? [])]
  await prospects.requireProspects({ companyId, prospectIds: found })
  if (listId === undefined) return found
  await prospects.listById({ companyId, listId })
  for await (const page of prospects.streamProspects({
    companyId,
    filter: { listId, ownerId: ownOnly(caller) },
  })) {
    found.push(...page.map(({ id }) => id))
    if (found.length >= MOST_FORECAST) break
  }
  return [...new Set(found)].slice(0, MOST_FORECAST)
}

import { IdParams, MOST_LOOKED_AT, StartForecast, StartForecastInput } from '@cadenza/contracts'
import { type Caller, callerOf, ownOnly } from '#modules/accounts/index.ts'
import { type Prospects, readFilter } from '#modules/prospects/index.ts'
import type { Sequences } from '#modules/sequences/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Engine } from '../index.ts'

type Deps = {
  engine: Pick<Engine, 'forecastStart'>
  sequences: Pick<Sequences, 'runnableSequence'>
  prospects: Pick<Prospects, 'requireProspects' | 'listById' | 'listIds'>
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
        const { prospectIds, areAll } = await prospectsOf(deps, caller, request.body)
        const forecast = await deps.engine.forecastStart({ companyId, userId, sequence, prospectIds })
        const { firstAt, lastAt, ...rest } = forecast
        return {
          ...rest,
          areAll,
          firstAt: firstAt?.toISOString() ?? null,
          lastAt: lastAt?.toISOString() ?? null,
        }
      },
    )
}

/** In the order in which a start takes them. */
const prospectsOf = async (
  { prospects }: Deps,
  caller: Caller,
  { prospectIds: named = [], listId, filter }: StartForecastInput,
): Promise<{ prospectIds: string[]; areAll: boolean }> => {
  if (named.length === 0 && listId === undefined && filter === undefined)
    throw invalidInput('prospectIds', 'Name prospects, a list, or a filter.')
  const { companyId } = caller
  await prospects.requireProspects({ companyId, prospectIds: named })
  if (listId !== undefined) await prospects.listById({ companyId, listId })
  const found = [...named]
  for (const some of [
    ...(listId === undefined ? [] : [{ listId }]),
    ...(filter ? [readFilter(filter)] : []),
  ]) {
    const own = ownOnly(caller)
    found.push(
      ...(await prospects.listIds({
        companyId,
        filter: { ...some, ...(own !== undefined && { ownerId: own }) },
        limit: MOST_LOOKED_AT + 1,
      })),
    )
  }
  const prospectIds = [...new Set(found)]
  return {
    prospectIds: prospectIds.slice(0, MOST_LOOKED_AT),
    areAll: prospectIds.length <= MOST_LOOKED_AT,
  }
}

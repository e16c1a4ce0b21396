import { IdParams, StartEnrolments, StartedEnrolments, StartList } from '@cadenza/contracts'
import { callerOf, ownOnly } from '#modules/accounts/index.ts'
import type { Prospects } from '#modules/prospects/index.ts'
import type { Sequences } from '#modules/sequences/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Engine } from './index.ts'
import type { StartOutcome } from './start-prospects.ts'

type Deps = {
  engine: Pick<Engine, 'start'>
  sequences: Pick<Sequences, 'sequenceById'>
  prospects: Pick<Prospects, 'requireProspects' | 'listById' | 'streamProspects'>
}

/** Refusals that one answer names. */
const MOST_REFUSALS = 1000

/** Starts prospects by their ids, or a whole list. */
export const addStartRoutes = (server: HttpServer, { engine, sequences, prospects }: Deps): void => {
  const tags = ['enrolments']

  server.post(
    '/enrolments',
    {
      schema: {
        operationId: 'startEnrolments',
        summary: 'Start prospects in a published cadence',
        tags,
        body: StartEnrolments,
        response: { 200: StartedEnrolments },
      },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      const { cadenceId: sequenceId, prospectIds } = request.body
      await sequences.sequenceById({ companyId, sequenceId, kind: 'cadence' })
      await prospects.requireProspects({ companyId, prospectIds })
      return summed(await engine.start({ companyId, userId, sequenceId, prospectIds }))
    },
  )

  server.post(
    '/lists/:id/enrolments',
    {
      schema: {
        operationId: 'startList',
        summary: 'Start everybody in a list; sent again after it was cut off, it starts the rest',
        tags,
        params: IdParams,
        body: StartList,
        response: { 200: StartedEnrolments },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { companyId, userId } = caller
      const { id: listId } = request.params
      const { cadenceId: sequenceId } = request.body
      await sequences.sequenceById({ companyId, sequenceId, kind: 'cadence' })
      return startList(
        { engine, prospects },
        {
          ...{ companyId, userId, sequenceId, listId },
          ownerId: ownOnly(caller),
        },
      )
    },
  )
}

/** Starts everybody in a list, or of them one member's prospects. */
export const startList = async (
  { engine, prospects }: Pick<Deps, 'engine' | 'prospects'>,
  which: {
    companyId: string
    userId: string
    sequenceId: string
    listId: string
    ownerId?: string | undefined
  },
): Promise<StartedEnrolments> => {
  const { listId, ownerId, ...start } = which
  const { companyId } = start
  await prospects.listById({ companyId, listId })
  const answer = nobody()
  for await (const page of prospects.streamProspects({ companyId, filter: { listId, ownerId } }))
    count(answer, await engine.start({ ...start, prospectIds: page.map(({ id }) => id) }))
  return answer
}

/** How many were started, and who was not, with the reasons. */
export const summed = (outcomes: readonly StartOutcome[]): StartedEnrolments => {
  const answer = nobody()
  count(answer, outcomes)
  return answer
}

const nobody = (): StartedEnrolments => ({ started: 0, notStarted: 0, refusals: [] })

const count = (answer: StartedEnrolments, outcomes: readonly StartOutcome[]): void => {
  for (const outcome of outcomes) {
    if (outcome.outcome === 'started') answer.started += 1
    else {
      answer.notStarted += 1
      if (answer.refusals.length < MOST_REFUSALS) answer.refusals.push(outcome)
    }
  }
}

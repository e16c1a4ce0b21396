import { StartEnrolments, StartedEnrolments } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { Prospects } from '#modules/prospects/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Engine } from './index.ts'
import { requireProspects } from './require-prospects.ts'
import type { StartOutcome } from './start-prospects.ts'

type Deps = {
  engine: Pick<Engine, 'start'>
  prospects: Pick<Prospects, 'findById' | 'listById' | 'streamProspects'>
}

/** Refusals that one answer names. */
const MOST_REFUSALS = 1000

/** Starts named prospects, or a whole list page by page: a request that was cut off can be sent again, for nobody is started twice. */
export const addStartRoute = (server: HttpServer, deps: Deps): void => {
  server.post(
    '/enrolments',
    {
      schema: {
        operationId: 'startEnrolments',
        summary: 'Start prospects, or everybody in a list, in a published cadence',
        tags: ['enrolments'],
        body: StartEnrolments,
        response: { 200: StartedEnrolments },
      },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      const { cadenceId: sequenceId, ...whom } = request.body
      const answer: StartedEnrolments = { started: 0, notStarted: 0, refusals: [] }
      for await (const prospectIds of pagesOf(deps, companyId, whom))
        count(answer, await deps.engine.start({ companyId, userId, sequenceId, prospectIds }))
      return answer
    },
  )
}

/** Whom a start is about, in pages. Throws `invalid_input` unless exactly one of the two is given, `not_found` for what does not exist. */
async function* pagesOf(
  { prospects }: Deps,
  companyId: string,
  { prospectIds, listId }: { prospectIds?: string[]; listId?: string },
): AsyncGenerator<string[], void, void> {
  if ((prospectIds === undefined) === (listId === undefined))
    throw invalidInput('prospectIds', 'Give either prospectIds, or listId for everybody in a list.')
  if (prospectIds !== undefined) {
    await requireProspects(prospects, { companyId, prospectIds })
    yield prospectIds
  }
  if (listId !== undefined) {
    await prospects.listById({ companyId, listId })
    for await (const page of prospects.streamProspects({ companyId, filter: { listId } }))
      yield page.map(({ id }) => id)
  }
}

const count = (answer: StartedEnrolments, outcomes: readonly StartOutcome[]): void => {
  for (const outcome of outcomes) {
    if (outcome.outcome === 'started') answer.started += 1
    else {
      answer.notStarted += 1
      if (answer.refusals.length < MOST_REFUSALS) answer.refusals.push(outcome)
    }
  }
}

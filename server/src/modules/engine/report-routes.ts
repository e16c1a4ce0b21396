import { CadenceCounts, type Enrolment, EnrolmentPage, EnrolmentQuery, IdParams } from '@cadenza/contracts'
import { callerOf, ownOnly } from '#modules/accounts/index.ts'
import type { Sequences } from '#modules/sequences/index.ts'
import { readPage, writeCursor, wrongCursor } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { STATUSES } from './core/index.ts'
import type { Engine } from './index.ts'
import type { WaitingCursor, WaitingProspect } from './waiting-report.ts'

const FACES = [
  { kind: 'cadence', path: '/cadences', suffix: '' },
  { kind: 'journey', path: '/journeys', suffix: 'OfJourney' },
] as const

/** Where everyone in a cadence or journey is. */
export const addReportRoutes = (
  server: HttpServer,
  {
    engine,
    sequences,
  }: {
    engine: Pick<Engine, 'waitingReport' | 'sequenceCounts' | 'sequencePhases'>
    sequences: Pick<Sequences, 'sequenceById'>
  },
): void => {
  const tags = ['enrolments']
  for (const { kind, path, suffix } of FACES) {
    server.get(
      `${path}/:id/enrolments`,
      {
        schema: {
          operationId: `listEnrolments${suffix}`,
          summary: `Everybody who is or was in a ${kind}, with a sentence of what each one waits for`,
          tags,
          params: IdParams,
          querystring: EnrolmentQuery,
          response: { 200: EnrolmentPage },
        },
      },
      async (request) => {
        const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id }
        const { status, phase, stepId, search } = request.query
        const { after, limit } = readPage(request.query, 2)
        await sequences.sequenceById({ ...which, kind })
        const { prospects, next } = await engine.waitingReport({
          ...which,
          ownerId: ownOnly(callerOf(request)),
          ...{ status, phase, stepId, search },
          after: after && cursorOf(after),
          limit,
        })
        return {
          items: prospects.map(enrolmentView),
          next: next && writeCursor([next.status, next.enrolmentId]),
        }
      },
    )

    server.get(
      `${path}/:id/counts`,
      {
        schema: {
          operationId: `countEnrolments${suffix}`,
          summary: `How many prospects a ${kind} has of each status, those under way first`,
          tags,
          params: IdParams,
          response: { 200: CadenceCounts },
        },
      },
      async (request) => {
        const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id }
        await sequences.sequenceById({ ...which, kind })
        const whose = { ...which, ownerId: ownOnly(callerOf(request)) }
        const [counts, phases] = await Promise.all([
          engine.sequenceCounts(whose),
          engine.sequencePhases(whose),
        ])
        return { counts, phases }
      },
    )
  }
}

const cursorOf = ([text, enrolmentId = '']: string[]): WaitingCursor => {
  const status = STATUSES.find((known) => known === text)
  if (status === undefined) throw wrongCursor()
  return { status, enrolmentId }
}

const enrolmentView = ({
  startedAt,
  expectedAt,
  expectedAfter,
  ...prospect
}: WaitingProspect): Enrolment => ({
  ...prospect,
  startedAt: startedAt.toISOString(),
  expectedAt: expectedAt?.toISOString() ?? null,
  expectedAfter: expectedAfter?.toISOString() ?? null,
})

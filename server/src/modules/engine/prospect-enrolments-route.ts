import {
  PageQuery,
  ProspectEnrolmentPage,
  type ProspectEnrolment as ProspectEnrolmentView,
  ProspectParams,
} from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { type Prospects, requireProspect } from '#modules/prospects/index.ts'
import { pageOf, readPage, renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Engine } from './index.ts'
import type { ProspectEnrolment } from './prospect-enrolments.ts'

/** Where one prospect is and was. */
export const addProspectEnrolmentsRoute = (
  server: HttpServer,
  {
    engine,
    prospects,
  }: { engine: Pick<Engine, 'prospectEnrolments'>; prospects: Pick<Prospects, 'findById' | 'findByEmail'> },
): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(routes, new Map([['Email', 'prospect']]))
    routes.get(
      '/prospects/:prospect/enrolments',
      {
        schema: {
          operationId: 'listEnrolmentsOfProspect',
          summary:
            'The cadences and journeys that a prospect is or was in, newest first, with what he waits for',
          tags: ['enrolments'],
          params: ProspectParams,
          querystring: PageQuery,
          response: { 200: ProspectEnrolmentPage },
        },
      },
      async (request) => {
        const { companyId } = callerOf(request)
        const { after, limit, rows } = readPage(request.query)
        const { id: prospectId } = await requireProspect(prospects, {
          companyId,
          ref: request.params.prospect,
        })
        const found = await engine.prospectEnrolments({
          companyId,
          prospectId,
          before: after?.[0],
          limit: rows,
        })
        return pageOf(found, { limit, placeOf: ({ enrolment }) => [enrolment.id], view })
      },
    )
  })
}

const view = ({ enrolment, waiting, ...named }: ProspectEnrolment): ProspectEnrolmentView => ({
  enrolmentId: enrolment.id,
  sequence: {
    id: enrolment.sequenceId,
    name: named.sequenceName,
    kind: named.sequenceKind,
    state: named.sequenceState,
  },
  stepNumber: waiting.stepNumber,
  status: waiting.status,
  statusLabel: waiting.statusLabel,
  phase: waiting.phase,
  canResume: waiting.phase === 'paused' || (waiting.phase === 'ended' && enrolment.state.resumable),
  pausedUntil: enrolment.state.pausedUntil?.toISOString() ?? null,
  sentence: waiting.sentence,
  expectedAt: waiting.expectedAt?.toISOString() ?? null,
  mailbox: named.mailbox,
  startedAt: enrolment.startedAt.toISOString(),
  endedAt: named.endedAt?.toISOString() ?? null,
})

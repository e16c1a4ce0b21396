import { ArchivedCadence, Cadence, IdParams, PauseReason } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { cadenceView } from './cadence-view.ts'
import type { Sequences } from './index.ts'

const tags = ['cadences']

/** What moves a cadence between draft, live, paused and archived. */
export const addCadenceStateRoutes = (
  server: HttpServer,
  sequences: Pick<
    Sequences,
    | 'sequenceById'
    | 'publishSequence'
    | 'pauseSequence'
    | 'resumeSequence'
    | 'archiveSequence'
    | 'restoreSequence'
  >,
): void => {
  const moves = [
    ['publish', 'Make the draft live; every mistake in it is named', sequences.publishSequence],
    ['resume', 'Go on where it was paused', sequences.resumeSequence],
    ['restore', 'Bring an archived cadence back, paused', sequences.restoreSequence],
  ] as const
  for (const [verb, summary, move] of moves)
    server.post(
      `/cadences/:id/${verb}`,
      {
        schema: {
          operationId: `${verb}Cadence`,
          summary,
          tags,
          params: IdParams,
          response: { 200: Cadence },
        },
      },
      async (request) => {
        const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id }
        await move(which)
        return cadenceView(await sequences.sequenceById(which))
      },
    )

  server.post(
    '/cadences/:id/pause',
    {
      schema: {
        operationId: 'pauseCadence',
        summary: 'Nothing leaves until it is resumed; prospects keep their places',
        tags,
        params: IdParams,
        body: PauseReason,
        response: { 200: Cadence },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id }
      await sequences.pauseSequence({ ...which, reason: request.body.reason })
      return cadenceView(await sequences.sequenceById(which))
    },
  )

  server.post(
    '/cadences/:id/archive',
    {
      schema: {
        operationId: 'archiveCadence',
        summary: 'Take a cadence out of use; one that was never published is deleted',
        tags,
        params: IdParams,
        response: { 200: ArchivedCadence },
      },
    },
    async (request) =>
      sequences.archiveSequence({
        companyId: callerOf(request).companyId,
        sequenceId: request.params.id,
      }),
  )
}

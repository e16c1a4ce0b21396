import { ArchivedCadence, Cadence, IdParams, Journey, PauseReason } from '@cadenza/contracts'
import type { TSchema } from 'typebox'
import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { cadenceView } from './cadence-view.ts'
import type { Sequences } from './index.ts'
import { journeyView } from './journey-view.ts'
import type { SequenceKind } from './sequence.ts'

type Which = { companyId: string; sequenceId: string; kind: SequenceKind }

/** How a kind of sequence is named and answered. */
type Face = {
  kind: SequenceKind
  path: string
  noun: string
  schema: TSchema
  answer(which: Which): Promise<unknown>
}

/** What moves a cadence or a journey between draft, live, paused and archived. */
export const addStateRoutes = (
  server: HttpServer,
  sequences: Pick<
    Sequences,
    | 'cadenceById'
    | 'journeyById'
    | 'publishSequence'
    | 'pauseSequence'
    | 'resumeSequence'
    | 'archiveSequence'
    | 'restoreSequence'
  >,
): void => {
  const faces: Face[] = [
    {
      kind: 'cadence',
      path: '/cadences',
      noun: 'Cadence',
      schema: Cadence,
      answer: async (which) => cadenceView(await sequences.cadenceById(which)),
    },
    {
      kind: 'journey',
      path: '/journeys',
      noun: 'Journey',
      schema: Journey,
      answer: async (which) => journeyView(await sequences.journeyById(which)),
    },
  ]
  for (const face of faces) addMoves(server, sequences, face)
}

const addMoves = (
  server: HttpServer,
  sequences: Parameters<typeof addStateRoutes>[1],
  { kind, path, noun, schema, answer }: Face,
): void => {
  const tags = [path.slice(1)]
  const moves = [
    ['publish', 'Make the draft live; every mistake in it is named', sequences.publishSequence],
    ['resume', 'Go on where it was paused', sequences.resumeSequence],
    ['restore', `Bring an archived ${kind} back, paused`, sequences.restoreSequence],
  ] as const
  for (const [verb, summary, move] of moves)
    server.post(
      `${path}/:id/${verb}`,
      {
        schema: {
          operationId: `${verb}${noun}`,
          summary,
          tags,
          params: IdParams,
          response: { 200: schema },
        },
      },
      async (request) => {
        const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id, kind }
        await move(which)
        return answer(which)
      },
    )

  server.post(
    `${path}/:id/pause`,
    {
      schema: {
        operationId: `pause${noun}`,
        summary: 'Nothing leaves until it is resumed; prospects keep their places',
        tags,
        params: IdParams,
        body: PauseReason,
        response: { 200: schema },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id, kind }
      await sequences.pauseSequence({ ...which, reason: request.body.reason })
      return answer(which)
    },
  )

  server.post(
    `${path}/:id/archive`,
    {
      schema: {
        operationId: `archive${noun}`,
        summary: `Take a ${kind} out of use; one that was never published is deleted`,
        tags,
        params: IdParams,
        response: { 200: ArchivedCadence },
      },
    },
    async (request) =>
      sequences.archiveSequence({
        companyId: callerOf(request).companyId,
        sequenceId: request.params.id,
        kind,
      }),
  )
}

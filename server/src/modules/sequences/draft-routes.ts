import { Cadence, DraftChanges, IdParams, SequenceCopy } from '@cadenza/contracts'
import { callerOf, ownOnly } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { cadenceView } from './cadence-view.ts'
import type { Sequences } from './index.ts'

/** Where cadences begin besides an empty draft, and what a draft would change. */
export const addDraftRoutes = (
  server: HttpServer,
  sequences: Pick<Sequences, 'cadenceById' | 'duplicateSequence' | 'createExample' | 'draftChanges'>,
): void => {
  const tags = ['cadences']
  const answer = async (which: { companyId: string; sequenceId: string }): Promise<Cadence> =>
    cadenceView(await sequences.cadenceById(which))

  server.post(
    '/cadences/:id/duplicate',
    {
      schema: {
        operationId: 'duplicateCadence',
        summary: 'Make a draft that says the same; it belongs to whoever makes it',
        tags,
        params: IdParams,
        body: SequenceCopy,
        response: { 201: Cadence },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { companyId, userId } = caller
      const { sequenceId } = await sequences.duplicateSequence({
        ...{ companyId, userId, kind: 'cadence' },
        sequenceId: request.params.id,
        name: request.body.name,
        heldToOwn: ownOnly(caller) !== undefined,
      })
      return reply.code(201).send(await answer({ companyId, sequenceId }))
    },
  )

  server.post(
    '/cadences/example',
    {
      schema: {
        operationId: 'createExampleCadence',
        summary: 'Make a draft of the example: mails, waits, a call and a touch on LinkedIn',
        tags,
        response: { 201: Cadence },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const { sequenceId } = await sequences.createExample({ companyId, userId })
      return reply.code(201).send(await answer({ companyId, sequenceId }))
    },
  )

  server.get(
    '/cadences/:id/changes',
    {
      schema: {
        operationId: 'listCadenceChanges',
        summary: 'What publishing the draft would change, and what that means for prospects under way',
        tags,
        params: IdParams,
        response: { 200: DraftChanges },
      },
    },
    async (request) => ({
      changes: await sequences.draftChanges({
        companyId: callerOf(request).companyId,
        sequenceId: request.params.id,
      }),
    }),
  )
}

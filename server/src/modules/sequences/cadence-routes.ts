import {
  Cadence,
  CadencePage,
  CadenceQuery,
  IdParams,
  NewCadence,
  SavedDraft,
  SequenceChange,
} from '@cadenza/contracts'
import { callerOf, ownOnly } from '#modules/accounts/index.ts'
import { byId, pageOf, readInstant, readPage } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { cadenceView, draftOf, summaryView } from './cadence-view.ts'
import type { Sequences } from './index.ts'

/** A definition holds the bodies of all its mails. */
export const DEFINITION_LIMIT = 8 * 1024 * 1024

const tags = ['cadences']

type Which = { companyId: string; sequenceId: string }
const kind = 'cadence'

/** `/cadences`: list, make, read, rename, edit. */
export const addCadenceRoutes = (
  server: HttpServer,
  sequences: Pick<
    Sequences,
    'listSequences' | 'cadenceById' | 'createSequence' | 'changeSequence' | 'saveDraft' | 'discardDraft'
  >,
): void => {
  const answer = async (which: Which): Promise<Cadence> => cadenceView(await sequences.cadenceById(which))

  server.get(
    '/cadences',
    {
      schema: {
        operationId: 'listCadences',
        summary: 'Cadences without their definitions',
        tags,
        querystring: CadenceQuery,
        response: { 200: CadencePage },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { companyId } = caller
      const { state, ownerId, search, order } = request.query
      const { after, limit, rows } = readPage(request.query)
      const cadences = await sequences.listSequences({
        companyId,
        kind,
        ownerId,
        states: state,
        search,
        newestFirst: order === 'newest',
        seenBy: ownOnly(caller),
        after: after?.[0],
        limit: rows,
      })
      return pageOf(cadences, { limit, placeOf: byId, view: summaryView })
    },
  )

  server.post(
    '/cadences',
    {
      bodyLimit: DEFINITION_LIMIT,
      schema: {
        operationId: 'createCadence',
        summary: 'Make a cadence; it is a draft until it is published',
        tags,
        body: NewCadence,
        response: { 201: Cadence },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const { name, definition } = request.body
      const { sequenceId } = await sequences.createSequence({
        companyId,
        userId,
        name,
        ...(definition && { definition: draftOf(definition) }),
      })
      return reply.code(201).send(await answer({ companyId, sequenceId }))
    },
  )

  server.get(
    '/cadences/:id',
    {
      schema: {
        operationId: 'getCadence',
        summary: 'A cadence with what is published and its draft',
        tags,
        params: IdParams,
        response: { 200: Cadence },
      },
    },
    async (request) => answer({ companyId: callerOf(request).companyId, sequenceId: request.params.id }),
  )

  server.patch(
    '/cadences/:id',
    {
      schema: {
        operationId: 'changeCadence',
        summary: 'Rename a cadence, share it, or give it to another member, at once',
        tags,
        params: IdParams,
        body: SequenceChange,
        response: { 200: Cadence },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id }
      await sequences.changeSequence({ ...which, kind, ...request.body })
      return answer(which)
    },
  )

  server.put(
    '/cadences/:id/draft',
    {
      bodyLimit: DEFINITION_LIMIT,
      schema: {
        operationId: 'saveCadenceDraft',
        summary: 'Replace the draft, which may be incomplete; nothing goes live before it is published',
        tags,
        params: IdParams,
        body: SavedDraft,
        response: { 200: Cadence },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id }
      const { basedOn, ...draft } = request.body
      await sequences.saveDraft({
        ...{ ...which, kind },
        definition: draftOf(draft),
        basedOn: basedOn === undefined ? undefined : readInstant('basedOn', basedOn),
      })
      return answer(which)
    },
  )

  server.delete(
    '/cadences/:id/draft',
    {
      schema: {
        operationId: 'discardCadenceDraft',
        summary: 'Throw the draft away and keep what is published',
        tags,
        params: IdParams,
        response: { 200: Cadence },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id }
      await sequences.discardDraft({ ...which, kind })
      return answer(which)
    },
  )
}

import {
  CadenceFileQuery,
  CadenceQuery,
  IdParams,
  ImportedJourney,
  Journey,
  JourneyFile,
  JourneyPage,
  JourneyProblems,
  NewJourney,
  SavedJourneyDraft,
  SequenceChange,
  SequenceCopy,
} from '@cadenza/contracts'
import { Type } from 'typebox'
import { callerOf, ownOnly } from '#modules/accounts/index.ts'
import { byId, pageOf, readInstant, readPage } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { DEFINITION_LIMIT } from './cadence-routes.ts'
import { summaryView } from './cadence-view.ts'
import type { Sequences } from './index.ts'
import { journeyDraftOf, journeyView } from './journey-view.ts'

const tags = ['journeys']
const kind = 'journey'

type Which = { companyId: string; sequenceId: string }

/** `/journeys`: list, make, read, rename, edit, and as files. */
export const addJourneyRoutes = (
  server: HttpServer,
  sequences: Pick<
    Sequences,
    | 'listSequences'
    | 'journeyById'
    | 'createSequence'
    | 'changeSequence'
    | 'saveDraft'
    | 'discardDraft'
    | 'importJourneyFile'
    | 'exportJourneyFile'
    | 'journeyProblems'
    | 'createExampleJourney'
    | 'duplicateSequence'
  >,
): void => {
  const answer = async (which: Which): Promise<Journey> => journeyView(await sequences.journeyById(which))

  server.get(
    '/journeys',
    {
      schema: {
        operationId: 'listJourneys',
        summary: 'Journeys without their definitions',
        tags,
        querystring: CadenceQuery,
        response: { 200: JourneyPage },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { companyId } = caller
      const { state, ownerId, search, order } = request.query
      const { after, limit, rows } = readPage(request.query)
      const journeys = await sequences.listSequences({
        ...{ companyId, kind, ownerId },
        states: state,
        search,
        newestFirst: order === 'newest',
        seenBy: ownOnly(caller),
        after: after?.[0],
        limit: rows,
      })
      return pageOf(journeys, { limit, placeOf: byId, view: summaryView })
    },
  )

  server.post(
    '/journeys',
    {
      bodyLimit: DEFINITION_LIMIT,
      schema: {
        operationId: 'createJourney',
        summary: 'Make a journey; it is a draft until it is published',
        tags,
        body: NewJourney,
        response: { 201: Journey },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const { name, definition } = request.body
      const { sequenceId } = await sequences.createSequence({
        ...{ companyId, userId, kind, name },
        ...(definition && { definition: journeyDraftOf(definition) }),
      })
      return reply.code(201).send(await answer({ companyId, sequenceId }))
    },
  )

  server.post(
    '/journeys/example',
    {
      schema: {
        operationId: 'createExampleJourney',
        summary: 'Make a draft of the example, which has every kind of node that most need',
        tags,
        response: { 201: Journey },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const { sequenceId } = await sequences.createExampleJourney({ companyId, userId })
      return reply.code(201).send(await answer({ companyId, sequenceId }))
    },
  )

  server.post(
    '/journeys/:id/duplicate',
    {
      schema: {
        operationId: 'duplicateJourney',
        summary: 'Make a draft that says the same; it belongs to whoever makes it',
        tags,
        params: IdParams,
        body: SequenceCopy,
        response: { 201: Journey },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { companyId, userId } = caller
      const { sequenceId } = await sequences.duplicateSequence({
        ...{ companyId, userId, kind },
        sequenceId: request.params.id,
        name: request.body.name,
        heldToOwn: ownOnly(caller) !== undefined,
      })
      return reply.code(201).send(await answer({ companyId, sequenceId }))
    },
  )

  server.get(
    '/journeys/:id',
    {
      schema: {
        operationId: 'getJourney',
        summary: 'A journey with what is published and its draft',
        tags,
        params: IdParams,
        response: { 200: Journey },
      },
    },
    async (request) => answer({ companyId: callerOf(request).companyId, sequenceId: request.params.id }),
  )

  server.patch(
    '/journeys/:id',
    {
      schema: {
        operationId: 'changeJourney',
        summary: 'Rename a journey, share it, or give it to another member, at once',
        tags,
        params: IdParams,
        body: SequenceChange,
        response: { 200: Journey },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id }
      await sequences.changeSequence({ ...which, kind, ...request.body })
      return answer(which)
    },
  )

  server.put(
    '/journeys/:id/draft',
    {
      bodyLimit: DEFINITION_LIMIT,
      schema: {
        operationId: 'saveJourneyDraft',
        summary: 'Replace the draft, which may be incomplete; nothing goes live before it is published',
        tags,
        params: IdParams,
        body: SavedJourneyDraft,
        response: { 200: Journey },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id }
      const { basedOn, ...draft } = request.body
      await sequences.saveDraft({
        ...{ ...which, kind },
        definition: journeyDraftOf(draft),
        basedOn: basedOn === undefined ? undefined : readInstant('basedOn', basedOn),
      })
      return answer(which)
    },
  )

  server.delete(
    '/journeys/:id/draft',
    {
      schema: {
        operationId: 'discardJourneyDraft',
        summary: 'Throw the draft away and keep what is published',
        tags,
        params: IdParams,
        response: { 200: Journey },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id }
      await sequences.discardDraft({ ...which, kind })
      return answer(which)
    },
  )

  server.get(
    '/journeys/:id/problems',
    {
      schema: {
        operationId: 'listJourneyProblems',
        summary: 'What keeps the draft from being published, by node',
        tags,
        params: IdParams,
        response: { 200: JourneyProblems },
      },
    },
    async (request) => ({
      problems: await sequences.journeyProblems({
        companyId: callerOf(request).companyId,
        sequenceId: request.params.id,
      }),
    }),
  )

  server.post(
    '/journeys/import',
    {
      bodyLimit: DEFINITION_LIMIT,
      schema: {
        operationId: 'importJourney',
        summary:
          'Make a journey of a file, or change the one of the same name; mistakes name line and column',
        tags,
        body: JourneyFile,
        response: { 200: ImportedJourney },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { companyId, userId } = caller
      const { text, publish = false } = request.body
      const { sequenceId, ...imported } = await sequences.importJourneyFile({
        ...{ companyId, userId, text, publish },
        ownerId: ownOnly(caller),
      })
      return { journeyId: sequenceId, ...imported }
    },
  )

  server.get(
    '/journeys/:id/file',
    {
      schema: {
        operationId: 'exportJourney',
        summary: 'A journey as a file; importing it again changes nothing',
        tags,
        params: IdParams,
        querystring: CadenceFileQuery,
        produces: ['application/yaml'],
        response: { 200: Type.String({ description: 'YAML' }) },
      },
    },
    async (request, reply) => {
      const which = { companyId: callerOf(request).companyId, sequenceId: request.params.id }
      const text = await sequences.exportJourneyFile({ ...which, ...request.query })
      return reply.type('application/yaml; charset=utf-8').send(text)
    },
  )
}

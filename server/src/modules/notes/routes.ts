import {
  IdParams,
  NewNote,
  NoContent,
  Note,
  NoteChange,
  NotePage,
  PageQuery,
  ProspectParams,
} from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { type Prospects, requireProspect } from '#modules/prospects/index.ts'
import { byId, pageOf, readPage, renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Notes } from './index.ts'
import type { Note as StoredNote } from './note.ts'

type Deps = { notes: Notes; prospects: Pick<Prospects, 'findById' | 'findByEmail'> }

const tags = ['notes']

/** Notes about prospects. */
export const addNoteRoutes = (server: HttpServer, deps: Deps): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(routes, new Map([['Email', 'prospect']]))
    addOfProspect(routes, deps)
  })
  addOne(server, deps.notes)
}

const addOfProspect = (server: HttpServer, { notes, prospects }: Deps): void => {
  server.get(
    '/prospects/:prospect/notes',
    {
      schema: {
        operationId: 'listNotes',
        summary: 'Notes about a prospect, newest first',
        tags,
        params: ProspectParams,
        querystring: PageQuery,
        response: { 200: NotePage },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { after, limit, rows } = readPage(request.query)
      const { id: prospectId } = await requireProspect(prospects, {
        companyId,
        ref: request.params.prospect,
      })
      const found = await notes.notesOfProspect({ companyId, prospectId, before: after?.[0], limit: rows })
      return pageOf(found, { limit, placeOf: byId, view: noteView })
    },
  )

  server.post(
    '/prospects/:prospect/notes',
    {
      schema: {
        operationId: 'addNote',
        summary: 'Write a note about a prospect',
        tags,
        params: ProspectParams,
        body: NewNote,
        response: { 201: Note },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const { id: prospectId } = await requireProspect(prospects, {
        companyId,
        ref: request.params.prospect,
      })
      const note = await notes.addNote({ companyId, userId, prospectId, text: request.body.text })
      return reply.code(201).send(noteView(note))
    },
  )
}

const addOne = (server: HttpServer, notes: Notes): void => {
  server.patch(
    '/notes/:id',
    {
      schema: {
        operationId: 'changeNote',
        summary: 'Write a note of your own anew',
        tags,
        params: IdParams,
        body: NoteChange,
        response: { 200: Note },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return noteView(
        await notes.changeNote({ companyId, noteId: request.params.id, text: request.body.text }),
      )
    },
  )

  server.delete(
    '/notes/:id',
    {
      schema: {
        operationId: 'deleteNote',
        summary: 'Delete a note of your own; the timeline goes on saying that there was one',
        tags,
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { companyId } = callerOf(request)
      await notes.deleteNote({ companyId, noteId: request.params.id })
      return reply.code(204).send(null)
    },
  )
}

const noteView = ({ createdAt, editedAt, ...note }: StoredNote): Note => ({
  ...note,
  createdAt: createdAt.toISOString(),
  editedAt: editedAt?.toISOString() ?? null,
})

import { Readable } from 'node:stream'
import {
  IdParams,
  Import,
  ImportPage,
  ImportPreview,
  ImportPreviewRequest,
  NewImport,
  PageQuery,
  StartedImport,
} from '@cadenza/contracts'
import { Type } from 'typebox'
import { callerOf, ownOnly } from '#modules/accounts/index.ts'
import { byId, pageOf, readPage, renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Import as StoredImport } from './import.ts'
import type { Imports } from './index.ts'
import { unknownImport } from './unknown-import.ts'
import { addUploadRoute } from './upload-route.ts'

/** `/imports` of the app's API: upload a CSV, look at it, start, watch. */
export const addImportRoutes = (server: HttpServer, imports: Imports): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(
      routes,
      new Map([
        ['List', 'list'],
        ['importId', 'id'],
      ]),
    )
    addUploadRoute(routes, imports)
    addStart(routes, imports)
    addReads(routes, imports)
  })
}

const tags = ['imports']

const addStart = (server: HttpServer, imports: Pick<Imports, 'prepareImport' | 'startImport'>): void => {
  server.post(
    '/imports/preview',
    {
      schema: {
        operationId: 'previewImport',
        summary: 'How an upload is written, where its columns would go, and what its first rows would do',
        tags,
        body: ImportPreviewRequest,
        response: { 200: ImportPreview },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { uploadId, ...choices } = request.body
      return imports.prepareImport({ companyId, source: { uploadId }, ...choices })
    },
  )

  server.post(
    '/imports',
    {
      schema: {
        operationId: 'startImport',
        summary: 'Import an upload in the background; one that was not finished goes on',
        tags,
        body: NewImport,
        response: { 202: StartedImport },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const { uploadId, onExisting = 'update', fileName = 'upload.csv', ...choices } = request.body
      const started = await imports.startImport({
        companyId,
        userId,
        source: { uploadId },
        fileName,
        onExisting,
        inBackground: true,
        ...choices,
      })
      return reply.code(202).send(started)
    },
  )
}

const addReads = (
  server: HttpServer,
  imports: Pick<Imports, 'listImports' | 'importById' | 'rejectedRowsCsv'>,
): void => {
  const requireImport = async (which: { companyId: string; importId: string }): Promise<StoredImport> => {
    const found = await imports.importById(which)
    if (!found) throw unknownImport(which.importId)
    return found
  }

  server.get(
    '/imports',
    {
      schema: {
        operationId: 'listImports',
        summary: 'Imports, newest first',
        tags,
        querystring: PageQuery,
        response: { 200: ImportPage },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { companyId } = caller
      const { after, limit, rows } = readPage(request.query)
      const found = await imports.listImports({
        companyId,
        userId: ownOnly(caller),
        before: after?.[0],
        limit: rows,
      })
      return pageOf(found, { limit, placeOf: byId, view: importView })
    },
  )

  server.get(
    '/imports/:id',
    {
      schema: {
        operationId: 'getImport',
        summary: 'An import and how far it is',
        tags,
        params: IdParams,
        response: { 200: Import },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return importView(await requireImport({ companyId, importId: request.params.id }))
    },
  )

  server.get(
    '/imports/:id/rejected.csv',
    {
      schema: {
        operationId: 'getRejectedRows',
        summary: 'The rejected rows with their reasons; corrected, they can be imported as they are',
        tags,
        params: IdParams,
        produces: ['text/csv'],
        response: { 200: Type.Unsafe<Readable>({ type: 'string', description: 'CSV' }) },
      },
    },
    async (request, reply) => {
      const which = { companyId: callerOf(request).companyId, importId: request.params.id }
      await requireImport(which)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="rejected-${which.importId}.csv"`)
        .send(Readable.from(imports.rejectedRowsCsv(which)))
    },
  )
}

const importView = ({ createdAt, finishedAt, ...rest }: StoredImport): Import => ({
  ...rest,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
})

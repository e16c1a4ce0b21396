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
import { callerOf, isHeldToOwn, ownOnly } from '#modules/accounts/index.ts'
import { byId, pageOf, readPage, renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Import as StoredImport } from './import.ts'
import type { Imports } from './index.ts'
import { addRejectionRoutes } from './rejection-routes.ts'
import { unknownImport } from './unknown-import.ts'
import { addUploadRoute } from './upload-route.ts'

/** `/imports` of the app's API: upload a CSV, look at it, start, watch. */
export const addImportRoutes = (server: HttpServer, imports: Imports): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(
      routes,
      new Map([
        ['List', 'list'],
        ['Owner', 'owner'],
        ['importId', 'id'],
      ]),
    )
    addUploadRoute(routes, imports)
    addStart(routes, imports)
    addReads(routes, imports)
    addRejectionRoutes(routes, imports)
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
      const caller = callerOf(request)
      const { companyId, userId } = caller
      const { uploadId, ...choices } = request.body
      const importer = { userId, heldToOwn: isHeldToOwn(caller) }
      return imports.prepareImport({ companyId, importer, source: { uploadId }, ...choices })
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
  imports: Pick<Imports, 'listImports' | 'importById' | 'retryImport'>,
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

  server.post(
    '/imports/:id/retry',
    {
      schema: {
        operationId: 'retryImport',
        summary: 'Let an import that failed go on from the row it had reached',
        tags,
        params: IdParams,
        response: { 200: Import },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, importId: request.params.id }
      await imports.retryImport(which)
      return importView(await requireImport(which))
    },
  )
}

const importView = ({ createdAt, finishedAt, ...rest }: StoredImport): Import => ({
  ...rest,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
})

import { Readable } from 'node:stream'
import { IdParams, PageQuery, RejectedRowPage } from '@cadenza/contracts'
import { Type } from 'typebox'
import { callerOf } from '#modules/accounts/index.ts'
import { pageOf, readPage, wrongCursor } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Imports } from './index.ts'
import { unknownImport } from './unknown-import.ts'

const tags = ['imports']

/** The rows that an import did not take. */
export const addRejectionRoutes = (
  server: HttpServer,
  imports: Pick<Imports, 'importById' | 'rejectedRows' | 'rejectedRowsCsv'>,
): void => {
  const requireImport = async (which: { companyId: string; importId: string }): Promise<void> => {
    if (!(await imports.importById(which))) throw unknownImport(which.importId)
  }

  server.get(
    '/imports/:id/rejections',
    {
      schema: {
        operationId: 'listRejectedRows',
        summary: 'The rejected rows with their reasons, in the order of the file',
        tags,
        params: IdParams,
        querystring: PageQuery,
        response: { 200: RejectedRowPage },
      },
    },
    async (request) => {
      const { after, limit, rows } = readPage(request.query)
      const place = after === undefined ? 0 : Number(after[0])
      if (!Number.isSafeInteger(place)) throw wrongCursor()
      const found = await imports.rejectedRows({
        companyId: callerOf(request).companyId,
        importId: request.params.id,
        after: place,
        limit: rows,
      })
      return pageOf(found, { limit, placeOf: ({ row }) => [String(row)], view: (rejection) => rejection })
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

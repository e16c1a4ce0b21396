import type { Readable } from 'node:stream'
import { Type } from 'typebox'
import { callerOf } from '#modules/accounts/index.ts'
import { conflict } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { CompanyFiles } from './index.ts'

/** An export holds one view of the database as long as it runs, and old rows cannot be cleaned up behind it. */
const LONGEST_EXPORT = 60 * 60_000

/** `/company/export` of the app's API, for admins. */
export const addCompanyFileRoutes = (
  server: HttpServer,
  files: Pick<CompanyFiles, 'exportAsStream'>,
): void => {
  const running = new Set<string>()
  server.get(
    '/company/export',
    {
      schema: {
        operationId: 'exportCompany',
        summary:
          'All that the company has, as a zip of JSON Lines that another installation can import (admins)',
        tags: ['company'],
        produces: ['application/zip'],
        response: {
          200: Type.Unsafe<Readable>({ type: 'string', format: 'binary', description: 'A zip file' }),
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { companyId } = caller
      if (running.has(companyId))
        throw conflict('The company is being exported at this moment. Wait until that has ended.')
      running.add(companyId)
      const stream = files.exportAsStream({ companyId, signal: AbortSignal.timeout(LONGEST_EXPORT) })
      stream.once('close', () => running.delete(companyId))
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="cadenza-company-${companyId}.zip"`)
        .send(stream)
    },
  )
}

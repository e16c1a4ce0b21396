import { CadenceFile, CadenceFileQuery, IdParams, ImportedCadence } from '@cadenza/contracts'
import { Type } from 'typebox'
import { callerOf, ownOnly } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Sequences } from '../index.ts'

/** Files of cadences hold all their mails' bodies. */
const FILE_LIMIT = 8 * 1024 * 1024

/** Cadences as files that people keep in git. */
export const addCadenceFileRoutes = (
  server: HttpServer,
  sequences: Pick<Sequences, 'importCadenceFile' | 'exportCadenceFile'>,
): void => {
  const tags = ['cadences']

  server.post(
    '/cadences/import',
    {
      bodyLimit: FILE_LIMIT,
      schema: {
        operationId: 'importCadence',
        summary:
          'Make a cadence of a file, or change the one of the same name; mistakes name line and column',
        tags,
        body: CadenceFile,
        response: { 200: ImportedCadence },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { companyId, userId } = caller
      const { text, publish = false, newOnly } = request.body
      const { sequenceId, ...imported } = await sequences.importCadenceFile({
        companyId,
        userId,
        text,
        publish,
        newOnly,
        ownerId: ownOnly(caller),
      })
      return { cadenceId: sequenceId, ...imported }
    },
  )

  server.get(
    '/cadences/:id/file',
    {
      schema: {
        operationId: 'exportCadence',
        summary: 'A cadence as a file; importing it again changes nothing',
        tags,
        params: IdParams,
        querystring: CadenceFileQuery,
        produces: ['application/yaml'],
        response: { 200: Type.String({ description: 'YAML' }) },
      },
    },
    async (request, reply) => {
      const { companyId } = callerOf(request)
      const text = await sequences.exportCadenceFile({
        companyId,
        sequenceId: request.params.id,
        ...request.query,
      })
      return reply.type('application/yaml; charset=utf-8').send(text)
    },
  )
}

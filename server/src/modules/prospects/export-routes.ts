import { Readable } from 'node:stream'
import { ProspectCount, ProspectFilterQuery } from '@cadenza/contracts'
import { Type } from 'typebox'
import { callerOf } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { readFilter } from './filter/read-filter.ts'
import type { Prospects } from './index.ts'

const tags = ['prospects']

/** What is asked of all prospects of a filter: how many, and all of them as a file. */
export const addExportRoutes = (
  server: HttpServer,
  prospects: Pick<Prospects, 'countProspects' | 'prospectsCsv' | 'customNames'>,
): void => {
  server.get(
    '/prospect-count',
    {
      schema: {
        operationId: 'countProspects',
        summary: 'How many prospects a filter has; large numbers are estimated',
        tags,
        querystring: ProspectFilterQuery,
        response: { 200: ProspectCount },
      },
    },
    async (request) =>
      prospects.countProspects({ companyId: callerOf(request).companyId, filter: readFilter(request.query) }),
  )
  server.get(
    '/prospect-export',
    {
      schema: {
        operationId: 'exportProspects',
        summary: 'All prospects of a filter as a CSV that is safe to open and can be imported again',
        tags,
        querystring: ProspectFilterQuery,
        produces: ['text/csv'],
        response: { 200: Type.Unsafe<Readable>({ type: 'string', description: 'CSV' }) },
      },
    },
    async (request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="prospects.csv"')
        .send(
          Readable.from(
            prospects.prospectsCsv({
              companyId: callerOf(request).companyId,
              filter: readFilter(request.query),
            }),
          ),
        ),
  )
  server.get(
    '/custom-fields',
    {
      schema: {
        operationId: 'listCustomFields',
        summary: 'Names of the custom fields that prospects have',
        tags,
        response: { 200: Type.Object({ items: Type.Array(Type.String()) }) },
      },
    },
    async (request) => ({ items: await prospects.customNames(callerOf(request).companyId) }),
  )
}

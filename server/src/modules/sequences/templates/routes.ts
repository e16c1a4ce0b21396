import {
  IdParams,
  NewTemplate,
  NoContent,
  Template,
  TemplateChange,
  TemplatePage,
  TemplateQuery,
} from '@cadenza/contracts'
import { callerOf, ownOnly } from '#modules/accounts/index.ts'
import { byId, pageOf, readPage } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Sequences } from '../index.ts'
import type { Template as StoredTemplate } from './template-queries.ts'

type TemplateCases = Pick<
  Sequences,
  'listTemplates' | 'templateById' | 'createTemplate' | 'updateTemplate' | 'deleteTemplate'
>

/** `/templates`: saved subjects and bodies. */
export const addTemplateRoutes = (server: HttpServer, sequences: TemplateCases): void => {
  const tags = ['templates']

  server.get(
    '/templates',
    {
      schema: {
        operationId: 'listTemplates',
        summary: 'Templates, oldest first',
        tags,
        querystring: TemplateQuery,
        response: { 200: TemplatePage },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { after, limit, rows } = readPage(request.query)
      const templates = await sequences.listTemplates({
        companyId: caller.companyId,
        seenBy: ownOnly(caller),
        search: request.query.search,
        after: after?.[0],
        limit: rows,
      })
      return pageOf(templates, { limit, placeOf: byId, view: templateView })
    },
  )

  server.post(
    '/templates',
    {
      schema: {
        operationId: 'createTemplate',
        summary: 'Make a template',
        tags,
        body: NewTemplate,
        response: { 201: Template },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const template = await sequences.createTemplate({ companyId, userId, ...request.body })
      return reply.code(201).send(templateView(template))
    },
  )

  server.get(
    '/templates/:id',
    {
      schema: {
        operationId: 'getTemplate',
        summary: 'One template',
        tags,
        params: IdParams,
        response: { 200: Template },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return templateView(await sequences.templateById({ companyId, templateId: request.params.id }))
    },
  )

  server.patch(
    '/templates/:id',
    {
      schema: {
        operationId: 'updateTemplate',
        summary: 'Change what is given; cadences keep the text that they were published with',
        tags,
        params: IdParams,
        body: TemplateChange,
        response: { 200: Template },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const template = await sequences.updateTemplate({
        companyId,
        templateId: request.params.id,
        ...request.body,
      })
      return templateView(template)
    },
  )

  server.delete(
    '/templates/:id',
    {
      schema: {
        operationId: 'deleteTemplate',
        summary: 'Delete a template; cadences keep its text',
        tags,
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { companyId } = callerOf(request)
      await sequences.deleteTemplate({ companyId, templateId: request.params.id })
      return reply.code(204).send(null)
    },
  )
}

const templateView = ({ createdAt, updatedAt, ...template }: StoredTemplate): Template => ({
  ...template,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})

import {
  IdParams,
  NewMail,
  NoContent,
  Preview,
  PreviewRequest,
  QueuedLetter,
  QueuedMail,
  Settlement,
  TestMail,
  UncertainMailPage,
  type UncertainMail as UncertainMailView,
} from '@cadenza/contracts'
import { callerOf, ownOnly } from '#modules/accounts/index.ts'
import { renameFields } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Outbound, UncertainMail } from './index.ts'

type MailCases = Pick<
  Outbound,
  'preview' | 'sendTest' | 'listUncertain' | 'settleMessage' | 'writeManualMail' | 'takeLetterBack'
>

/** `/mails` of the app's API: previews, test mails, and mails of which nobody knows whether they left. */
export const addMailRoutes = (server: HttpServer, outbound: MailCases): void => {
  server.register(async (routes: HttpServer) => {
    renameFields(routes, new Map([['messageId', 'id']]))
    addTrials(routes, outbound)
    addJudgement(routes, outbound)
    addLetters(routes, outbound)
  })
}

const tags = ['mails']

const addTrials = (server: HttpServer, outbound: MailCases): void => {
  server.post(
    '/mails/preview',
    {
      schema: {
        operationId: 'previewMail',
        summary: 'A mail as a prospect would get it; nothing is sent',
        tags,
        body: PreviewRequest,
        response: { 200: Preview },
      },
    },
    async (request) => outbound.preview({ companyId: callerOf(request).companyId, ...request.body }),
  )

  server.post(
    '/mails/test',
    {
      schema: {
        operationId: 'sendTestMail',
        summary: 'Send a mail to yourself or a colleague, filled in with a prospect where one is given',
        tags,
        body: TestMail,
        response: { 202: QueuedMail },
      },
    },
    async (request, reply) => {
      const { companyId } = callerOf(request)
      return reply.code(202).send(await outbound.sendTest({ companyId, ...request.body }))
    },
  )
}

const addJudgement = (server: HttpServer, outbound: MailCases): void => {
  server.get(
    '/mails/uncertain',
    {
      schema: {
        operationId: 'listUncertainMails',
        summary: 'Mails of which nobody knows whether they left, in one page',
        tags,
        response: { 200: UncertainMailPage },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const mails = await outbound.listUncertain({ companyId: caller.companyId, userId: ownOnly(caller) })
      return { items: mails.map(uncertainView), next: null }
    },
  )

  server.post(
    '/mails/:id/settle',
    {
      schema: {
        operationId: 'settleMail',
        summary: 'Decide what became of an uncertain mail: it was sent, or it is sent again',
        tags,
        params: IdParams,
        body: Settlement,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      await outbound.settleMessage({ companyId, userId, messageId: request.params.id, as: request.body.as })
      return reply.code(204).send(null)
    },
  )
}

const addLetters = (server: HttpServer, outbound: MailCases): void => {
  server.post(
    '/mails',
    {
      schema: {
        operationId: 'writeMail',
        summary: 'Send a mail of your own to a prospect, which begins a thread',
        tags,
        body: NewMail,
        response: { 202: QueuedLetter },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const queued = await outbound.writeManualMail({ companyId, userId, ...request.body })
      return reply.code(202).send({ ...queued, sendsAt: queued.sendsAt.toISOString() })
    },
  )

  server.delete(
    '/mails/:id',
    {
      schema: {
        operationId: 'takeMailBack',
        summary: 'Take a mail or an answer back that has not begun to leave',
        tags,
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      await outbound.takeLetterBack({ companyId, userId, messageId: request.params.id })
      return reply.code(204).send(null)
    },
  )
}

const uncertainView = ({ since, ...mail }: UncertainMail): UncertainMailView => ({
  ...mail,
  since: since.toISOString(),
})

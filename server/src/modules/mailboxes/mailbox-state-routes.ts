import { IdParams, Mailbox, MailboxCheck, MailboxPause, MailboxToTry } from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { readInstant } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Mailboxes } from './index.ts'
import { mailboxView } from './mailbox-view.ts'
import { serversOf } from './servers-of.ts'

/** Checks a mailbox, pauses it, lets it go on. */
export const addMailboxStateRoutes = (
  server: HttpServer,
  mailboxes: Pick<
    Mailboxes,
    'mailboxById' | 'checkMailbox' | 'tryMailbox' | 'pauseMailbox' | 'resumeMailbox'
  >,
): void => {
  const tags = ['mailboxes']

  server.post(
    '/mailboxes/try',
    {
      schema: {
        operationId: 'tryMailbox',
        summary: 'Connect to the servers of a mailbox that is not added yet, and sign in; nothing is kept',
        tags,
        body: MailboxToTry,
        response: { 200: MailboxCheck },
      },
    },
    async (request) => {
      const { from, ...servers } = request.body
      return mailboxes.tryMailbox({ ...serversOf(servers), from })
    },
  )

  server.post(
    '/mailboxes/:id/check',
    {
      schema: {
        operationId: 'checkMailbox',
        summary: 'Connect to both servers and sign in; names the stage that fails, and what to do',
        tags,
        params: IdParams,
        response: { 200: MailboxCheck },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return mailboxes.checkMailbox({ companyId, mailboxId: request.params.id })
    },
  )

  server.post(
    '/mailboxes/:id/pause',
    {
      schema: {
        operationId: 'pauseMailbox',
        summary: 'Nothing is sent until it is resumed, or until `resumeAt`; it goes on reading',
        tags,
        params: IdParams,
        body: MailboxPause,
        response: { 200: Mailbox },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { reason, resumeAt } = request.body
      const which = { companyId, mailboxId: request.params.id }
      await mailboxes.pauseMailbox({
        ...which,
        reason,
        resumeAt: resumeAt ? readInstant('resumeAt', resumeAt) : null,
      })
      return mailboxView(await mailboxes.mailboxById(which))
    },
  )

  server.post(
    '/mailboxes/:id/resume',
    {
      schema: {
        operationId: 'resumeMailbox',
        summary: 'Go on sending',
        tags,
        params: IdParams,
        response: { 200: Mailbox },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, mailboxId: request.params.id }
      await mailboxes.resumeMailbox(which)
      return mailboxView(await mailboxes.mailboxById(which))
    },
  )
}

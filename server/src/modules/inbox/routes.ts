import {
  AttachmentQuery,
  CutMail,
  IdParams,
  MailFrameQuery,
  MailImages,
  MailImagesQuery,
  NewAnswer,
  NoContent,
  QueuedLetter,
  Thread,
  ThreadCounts,
  ThreadImages,
  ThreadPage,
  ThreadQuery,
  ThreadsChange,
} from '@cadenza/contracts'
import { create as contentDisposition } from 'content-disposition'
import { Type } from 'typebox'
import { callerOf, isHeldToOwn, ownOnly } from '#modules/accounts/index.ts'
import type { Outbound } from '#modules/outbound/index.ts'
import { pageOf, readInstant, readPage } from '#platform/api/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Inbox } from './index.ts'
import { FRAME_HEADERS, mailFrame } from './mail-frame.ts'
import type { ListedThread } from './thread.ts'
import { listedThreadView, threadView } from './thread-view.ts'

type Deps = { inbox: Inbox; outbound: Pick<Outbound, 'listUncertain'> }

const tags = ['inbox']

/** `/threads` of the app's API: the inbox. */
export const addInboxRoutes = (server: HttpServer, deps: Deps): void => {
  addLists(server, deps)
  addThread(server, deps.inbox)
  addMailParts(server, deps.inbox)
}

const addLists = (server: HttpServer, { inbox, outbound }: Deps): void => {
  server.get(
    '/threads',
    {
      schema: {
        operationId: 'listThreads',
        summary: 'Threads that somebody wrote into, what came last first; open ones unless told otherwise',
        tags,
        querystring: ThreadQuery,
        response: { 200: ThreadPage },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { state = 'open', kind, assigneeId, mailboxId, prospectId, unread, q } = request.query
      const { after, limit, rows } = readPage(request.query, 2)
      const [at, id] = after ?? []
      const found = await inbox.listThreads({
        companyId: caller.companyId,
        userId: ownOnly(caller),
        state: state === 'all' ? undefined : state,
        kind,
        assigneeId: assigneeId === 'none' ? null : assigneeId,
        mailboxId,
        prospectId,
        unread: unread === 'only',
        search: q,
        after: at === undefined || id === undefined ? undefined : { sortAt: readInstant('cursor', at), id },
        limit: rows,
      })
      return pageOf(found, { limit, placeOf, view: listedThreadView })
    },
  )

  server.get(
    '/threads/counts',
    {
      schema: {
        operationId: 'countThreads',
        summary: 'How many threads wait, by kind',
        tags,
        response: { 200: ThreadCounts },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const whose = { companyId: caller.companyId, userId: ownOnly(caller) }
      const [counts, uncertain] = await Promise.all([
        inbox.countThreads(whose),
        outbound.listUncertain(whose),
      ])
      return { ...counts, uncertain: uncertain.length }
    },
  )

  server.patch(
    '/threads',
    {
      schema: {
        operationId: 'changeThreads',
        summary: 'Mark threads done, open or read, put them off, or give them to a member',
        tags,
        body: ThreadsChange,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { companyId } = callerOf(request)
      const { threadIds, snoozedUntil, ...change } = request.body
      const until =
        typeof snoozedUntil === 'string' ? readInstant('snoozedUntil', snoozedUntil) : snoozedUntil
      await inbox.changeThreads({ companyId, threadIds, change: { ...change, snoozedUntil: until } })
      return reply.code(204).send(null)
    },
  )
}

const placeOf = ({ sortAt, id }: ListedThread): string[] => [sortAt.toISOString(), id]

const addThread = (server: HttpServer, inbox: Inbox): void => {
  server.get(
    '/threads/:id',
    {
      schema: {
        operationId: 'getThread',
        summary: 'A thread with its mails, theirs and ours',
        tags,
        params: IdParams,
        querystring: ThreadImages,
        response: { 200: Thread },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const thread = await inbox.readThread({
        companyId: caller.companyId,
        threadId: request.params.id,
        remoteImages: request.query.images === 'remote',
      })
      return threadView(thread, caller)
    },
  )

  server.get(
    '/threads/:id/frame',
    {
      schema: {
        operationId: 'frameMail',
        summary:
          'A mail that came as a page to be framed, with pictures of other servers, which lets them know',
        tags,
        params: IdParams,
        querystring: MailFrameQuery,
        produces: ['text/html'],
        response: {
          200: Type.String({ description: 'HTML, sanitised, under a policy that runs no scripts' }),
        },
      },
    },
    async (request, reply) => {
      const mail = await inbox.mailToFrame({
        companyId: callerOf(request).companyId,
        threadId: request.params.id,
        receivedId: request.query.mail,
        attached: request.query.attached === 'also',
      })
      if (!mail) throw notFound('There is no such mail in this thread.', 'mail')
      return reply.headers(FRAME_HEADERS).type('text/html; charset=utf-8').send(mailFrame(mail))
    },
  )

  server.post(
    '/threads/:id/answers',
    {
      schema: {
        operationId: 'answerThread',
        summary: 'Answer from here: threaded, and from the mailbox that the mail came to',
        tags,
        params: IdParams,
        body: NewAnswer,
        response: { 202: QueuedLetter },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const queued = await inbox.answerThread({
        companyId: caller.companyId,
        userId: caller.userId,
        heldToOwn: isHeldToOwn(caller),
        threadId: request.params.id,
        ...request.body,
      })
      return reply.code(202).send({ ...queued, sendsAt: queued.sendsAt.toISOString() })
    },
  )
}

/**
 * For a file that somebody else made: nothing that it holds may run here, whatever a browser takes it for. What it is saved under is written
 * as RFC 6266 and RFC 8187 say.
 */
const fileHeaders = (name: string): Record<string, string> => ({
  'content-disposition': contentDisposition(name),
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
})

/** What only the mailbox has of a mail; fetching it takes as long as its server takes. */
const addMailParts = (server: HttpServer, inbox: Inbox): void => {
  server.get(
    '/threads/:id/attachment',
    {
      schema: {
        operationId: 'downloadAttachment',
        summary: 'An attachment of a mail that came, fetched from its mailbox',
        tags,
        params: IdParams,
        querystring: AttachmentQuery,
        produces: ['application/octet-stream'],
        response: {
          200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary', description: 'The file' }),
        },
      },
    },
    async (request, reply) => {
      const { name, type, content } = await inbox.readAttachment({
        companyId: callerOf(request).companyId,
        threadId: request.params.id,
        receivedId: request.query.mail,
        index: request.query.index,
      })
      return reply
        .headers(fileHeaders(name))
        .type(type)
        .send(Buffer.from(content.buffer, content.byteOffset, content.length))
    },
  )

  server.post(
    '/threads/:id/attachments',
    {
      schema: {
        operationId: 'completeAttachments',
        summary: 'List all attachments of a mail of which only the beginning was read when it came',
        tags,
        params: IdParams,
        body: CutMail,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      await inbox.completeAttachments({
        companyId: callerOf(request).companyId,
        threadId: request.params.id,
        receivedId: request.body.mail,
      })
      return reply.code(204).send(null)
    },
  )

  server.get(
    '/threads/:id/images',
    {
      schema: {
        operationId: 'showMailImages',
        summary:
          'The HTML of a mail that came with the pictures that were sent along in it, fetched from its mailbox',
        tags,
        params: IdParams,
        querystring: MailImagesQuery,
        response: { 200: MailImages },
      },
    },
    async (request) => {
      const { html, missingImages } = await inbox.mailWithImages({
        companyId: callerOf(request).companyId,
        threadId: request.params.id,
        receivedId: request.query.mail,
      })
      return { html, missingImages }
    },
  )
}

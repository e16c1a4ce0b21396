import { NoContent, type Notice, NoticePage, PageQuery, ReadNotices } from '@cadenza/contracts'
import { byId, pageOf, readPage } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Accounts } from './index.ts'
import type { Notice as StoredNotice } from './notices.ts'
import { callerOf } from './require-caller.ts'

/** `/notices`: what happened without the user. */
export const addNoticeRoutes = (
  server: HttpServer,
  accounts: Pick<Accounts, 'listNotices' | 'markNoticesRead'>,
): void => {
  const tags = ['notices']

  server.get(
    '/notices',
    {
      schema: {
        operationId: 'listNotices',
        summary: 'Your notices, newest first; admins also see those for all admins',
        tags,
        querystring: PageQuery,
        response: { 200: NoticePage },
      },
    },
    async (request) => {
      const { companyId, userId, role } = callerOf(request)
      const { after, limit, rows } = readPage(request.query)
      const [before] = after ?? []
      const notices = await accounts.listNotices({
        companyId,
        userId,
        role,
        limit: rows,
        ...(before !== undefined && { before }),
      })
      return pageOf(notices, { limit, placeOf: byId, view: noticeView })
    },
  )

  server.post(
    '/notices/read',
    {
      schema: {
        operationId: 'markNoticesRead',
        summary: 'Mark notices as read; ids that are not yours are passed over',
        tags,
        body: ReadNotices,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { companyId, userId, role } = callerOf(request)
      await accounts.markNoticesRead({ companyId, userId, role, ids: request.body.ids })
      return reply.code(204).send(null)
    },
  )
}

const noticeView = ({ data, createdAt, readAt, ...notice }: StoredNotice): Notice => ({
  ...notice,
  data: { ...data },
  createdAt: createdAt.toISOString(),
  readAt: readAt?.toISOString() ?? null,
})

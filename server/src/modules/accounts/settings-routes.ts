import { MemberPage, Settings, SettingsChange } from '@cadenza/contracts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Accounts } from './index.ts'
import { callerOf } from './require-caller.ts'

/** `/members` and `/settings`. */
export const addSettingsRoutes = (
  server: HttpServer,
  accounts: Pick<Accounts, 'listMembers' | 'getSettings' | 'changeSettings'>,
): void => {
  const tags = ['company']

  server.get(
    '/members',
    {
      schema: {
        operationId: 'listMembers',
        summary: 'Everybody of the company, in one page (admins and managers)',
        tags,
        response: { 200: MemberPage },
      },
    },
    async (request) => {
      const members = await accounts.listMembers({ companyId: callerOf(request).companyId })
      return {
        items: members.map(({ companyId: _, joinedAt, lastSignInAt, ...member }) => ({
          ...member,
          joinedAt: joinedAt.toISOString(),
          lastSignInAt: lastSignInAt?.toISOString() ?? null,
        })),
        next: null,
      }
    },
  )

  server.get(
    '/settings',
    {
      schema: {
        operationId: 'getSettings',
        summary: 'What the company decides for all its users',
        tags,
        response: { 200: Settings },
      },
    },
    async (request) => accounts.getSettings({ companyId: callerOf(request).companyId }),
  )

  server.patch(
    '/settings',
    {
      schema: {
        operationId: 'changeSettings',
        summary: 'Change the given settings (admins)',
        tags,
        body: SettingsChange,
        response: { 200: Settings },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      return accounts.changeSettings({ companyId: caller.companyId, change: request.body })
    },
  )
}

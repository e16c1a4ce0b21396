import {
  MailboxDaysQuery,
  MailboxDaysReport,
  MailboxesReport,
  MailboxHealthReport,
  OverviewQuery,
  OverviewReport,
  ReportDays,
  TeamReport,
} from '@cadenza/contracts'
import { type Accounts, callerOf, ownOnly } from '#modules/accounts/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Reports } from './index.ts'
import { readDays } from './read-days.ts'
import { mailboxesView, overviewView } from './report-view.ts'
import { mailboxDaysView, mailboxHealthView, teamView } from './wide-report-view.ts'

type Deps = {
  reports: Pick<Reports, 'overview' | 'days' | 'mailboxes' | 'mailboxDays' | 'mailboxesNow' | 'team'>
  accounts: Pick<Accounts, 'getSettings'>
}

const tags = ['reports']

/** Reports of more than one cadence: over all of them, and of mailboxes and people. */
export const addWideReportRoutes = (server: HttpServer, { reports, accounts }: Deps): void => {
  server.get(
    '/reports/overview',
    {
      schema: {
        operationId: 'reportOverview',
        summary: 'What came of all cadences and journeys, one by one and day by day',
        tags,
        querystring: OverviewQuery,
        response: { 200: OverviewReport },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { ownerId } = request.query
      const which = { companyId: caller.companyId, ownerId, seenBy: ownOnly(caller) }
      const days = readDays(request.query)
      return overviewView(await reports.overview({ ...which, days }), await reports.days({ ...which, days }))
    },
  )

  server.get(
    '/reports/mailboxes',
    {
      schema: {
        operationId: 'reportMailboxes',
        summary: 'What each mailbox and each user sent, over all cadences and journeys and by hand',
        tags,
        querystring: ReportDays,
        response: { 200: MailboxesReport },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const which = { companyId: caller.companyId, userId: ownOnly(caller) }
      return mailboxesView(await reports.mailboxes({ ...which, days: readDays(request.query) }))
    },
  )

  server.get(
    '/reports/mailboxes/days',
    {
      schema: {
        operationId: 'reportMailboxDays',
        summary: 'What mailboxes sent, day by day: all together, or one',
        tags,
        querystring: MailboxDaysQuery,
        response: { 200: MailboxDaysReport },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { mailboxId } = request.query
      const which = { companyId: caller.companyId, userId: ownOnly(caller), mailboxId }
      return mailboxDaysView(await reports.mailboxDays({ ...which, days: readDays(request.query) }))
    },
  )

  server.get(
    '/reports/mailboxes/health',
    {
      schema: {
        operationId: 'reportMailboxHealth',
        summary: 'How each mailbox does now, and what of it wants somebody',
        tags,
        response: { 200: MailboxHealthReport },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { companyId } = caller
      const { bouncePausePercent } = await accounts.getSettings({ companyId })
      const { mailboxes, now } = await reports.mailboxesNow({ companyId, userId: ownOnly(caller) })
      return mailboxHealthView(mailboxes, { now, bouncePausePercent })
    },
  )

  server.get(
    '/reports/team',
    {
      schema: {
        operationId: 'reportTeam',
        summary: 'What each member sent, rang, did, and how his tasks ended',
        tags,
        querystring: ReportDays,
        response: { 200: TeamReport },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { companyId } = caller
      const { zone } = await accounts.getSettings({ companyId })
      const days = readDays(request.query)
      return teamView(await reports.team({ companyId, days, zone, userId: ownOnly(caller) }))
    },
  )
}

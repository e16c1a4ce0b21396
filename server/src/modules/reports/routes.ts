import {
  CohortReport,
  EngagementReport,
  MailboxesReport,
  ReportDays,
  ReportQuery,
  StepsReport,
} from '@cadenza/contracts'
import type { FastifyRequest } from 'fastify'
import { type Accounts, callerOf, ownOnly } from '#modules/accounts/index.ts'
import type { Sequences } from '#modules/sequences/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Reports } from './index.ts'
import { readDays } from './read-days.ts'
import type { ReportInput } from './report-range.ts'
import { cohortView, engagementView, mailboxesView, stepsView } from './report-view.ts'

type Deps = {
  reports: Reports
  accounts: Pick<Accounts, 'getSettings'>
  sequences: Pick<Sequences, 'sequenceById'>
}

const tags = ['reports']

/** `/reports` of the app's API. */
export const addReportRoutes = (server: HttpServer, { reports, accounts, sequences }: Deps): void => {
  /** Throws `not_found` for a sequence that the company does not have. */
  const inputOf = async (
    request: FastifyRequest,
    { sequenceId, ...query }: { sequenceId: string; from?: string; to?: string },
  ): Promise<ReportInput> => {
    const { companyId } = callerOf(request)
    const days = readDays(query)
    await sequences.sequenceById({ companyId, sequenceId })
    const { zone } = await accounts.getSettings({ companyId })
    return { companyId, sequenceId, days, zone }
  }

  server.get(
    '/reports/cohort',
    {
      schema: {
        operationId: 'reportCohort',
        summary: 'Where those stand who were started in a cadence or journey, by the day of their start',
        tags,
        querystring: ReportQuery,
        response: { 200: CohortReport },
      },
    },
    async (request) => cohortView(await reports.cohort(await inputOf(request, request.query))),
  )

  server.get(
    '/reports/engagement',
    {
      schema: {
        operationId: 'reportEngagement',
        summary: 'What came of the mails that a cadence or journey sent',
        tags,
        querystring: ReportQuery,
        response: { 200: EngagementReport },
      },
    },
    async (request) => engagementView(await reports.engagement(await inputOf(request, request.query))),
  )

  server.get(
    '/reports/steps',
    {
      schema: {
        operationId: 'reportSteps',
        summary: 'The same by step and option, with the tasks of steps',
        tags,
        querystring: ReportQuery,
        response: { 200: StepsReport },
      },
    },
    async (request) => stepsView(await reports.steps(await inputOf(request, request.query))),
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
}

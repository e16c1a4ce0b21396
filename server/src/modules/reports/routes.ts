import {
  CohortReport,
  EngagementReport,
  NumbersQuery,
  NumbersReport,
  ReportQuery,
  StepsReport,
} from '@cadenza/contracts'
import type { FastifyRequest } from 'fastify'
import { type Accounts, callerOf } from '#modules/accounts/index.ts'
import type { Engine } from '#modules/engine/index.ts'
import type { Sequences } from '#modules/sequences/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Reports } from './index.ts'
import { readDays } from './read-days.ts'
import type { ReportInput } from './report-range.ts'
import { cohortView, engagementView, numbersView, stepsView } from './report-view.ts'
import { addWideReportRoutes } from './wide-report-routes.ts'

type Deps = {
  reports: Reports
  accounts: Pick<Accounts, 'getSettings'>
  engine: Pick<Engine, 'heldInSequences'>
  sequences: Pick<Sequences, 'sequenceById'>
}

const tags = ['reports']

/** `/reports` of the app's API. */
export const addReportRoutes = (server: HttpServer, { reports, accounts, engine, sequences }: Deps): void => {
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
    '/reports/numbers',
    {
      schema: {
        operationId: 'reportNumbers',
        summary:
          'All that came of some cadences and journeys since they were made, as a list of them shows it',
        tags,
        querystring: NumbersQuery,
        response: { 200: NumbersReport },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, sequenceIds: request.query.sequenceId }
      const [numbers, held] = await Promise.all([reports.numbers(which), engine.heldInSequences(which)])
      return numbersView(numbers, held)
    },
  )

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
    async (request) => {
      const input = await inputOf(request, request.query)
      return engagementView(await reports.engagement(input), await reports.days(input))
    },
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

  addWideReportRoutes(server, { reports, accounts })
}

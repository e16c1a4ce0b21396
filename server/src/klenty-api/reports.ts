import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Caller, callerOf } from '#modules/accounts/index.ts'
import { daysOf, type ReportInput } from '#modules/reports/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { noteIgnored } from './ignored-fields.ts'
import { ownOnlyHere } from './own-only.ts'
import type { KlentyDeps } from './ports.ts'
import { readDateRange } from './read-dates.ts'
import { cohortShape, engagementShape, stepsShape } from './report-shapes.ts'
import { type Fields, readBody, requireText } from './request-input.ts'

/** POST /dailyCohortMetrics, /emailEngagments (the name it was published under) and its right spelling, /stepWiseEngagements. */
export const addReports = (server: HttpServer, deps: KlentyDeps): void => {
  const { reports } = deps
  const handle =
    (report: (input: ReportInput, caller: Caller) => Promise<object>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const caller = callerOf(request)
      const body = readBody(request.body)
      const input = await readInput(deps, caller, body)
      noteIgnored(reply, body.ignored())
      return report(input, caller)
    }
  const engagement = handle(async (input, { edition }) =>
    engagementShape(edition, await reports.engagement(input)),
  )
  server.post('/emailEngagments', engagement)
  server.post('/emailEngagements', engagement)
  server.post(
    '/dailyCohortMetrics',
    handle(async (input) => cohortShape(await reports.cohort(input), input.days.from?.slice(0, 4) ?? null)),
  )
  server.post(
    '/stepWiseEngagements',
    handle(async (input, { edition }) => stepsShape(edition, await reports.steps(input))),
  )
}

/** The days in the company's zone on which a range begins and ends count whole. Edition 2023 may leave the dates out. */
const readInput = async (
  { accounts, sequences, clock }: KlentyDeps,
  caller: Caller,
  body: Fields,
): Promise<ReportInput> => {
  const { companyId, edition } = caller
  const name = requireText(body, 'cadenceName')
  const start = edition === '2017' ? requireText(body, 'startDate') : body.text('startDate')
  const end = edition === '2017' ? requireText(body, 'endDate') : body.text('endDate')
  const { zone } = await accounts.getSettings({ companyId })
  const range = readDateRange({
    start: { name: 'startDate', text: start ?? (end === undefined ? undefined : EVER) },
    end: { name: 'endDate', text: end },
    zone,
    now: clock.now(),
  })
  const { id: sequenceId } = await sequences.sequenceByName({
    ...{ companyId, kind: 'cadence', name },
    seenBy: ownOnlyHere(caller),
  })
  const days = daysOf(range, zone)
  return { companyId, sequenceId, days: start === undefined ? { ...days, from: null } : days, zone }
}

/** An end alone: from the beginning on. */
const EVER = '1900-01-01'

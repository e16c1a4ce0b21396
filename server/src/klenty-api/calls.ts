import { DateTime } from 'luxon'
import { callerOf } from '#modules/accounts/index.ts'
import type { CompletedCall } from '#modules/calls/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { noteIgnored } from './ignored-fields.ts'
import { ownOnlyHere } from './own-only.ts'
import type { KlentyDeps } from './ports.ts'
import { readDate } from './read-dates.ts'
import { type Fields, readCount, readQuery } from './request-input.ts'

const PAGE_SIZE = 100
/** Days back from today that a start must be younger than. */
const OLDEST_START = 30

/**
 * GET /calls: everybody's completed calls of a range of days in the company's zone, oldest first; the end is exclusive, and tomorrow when it is not
 * given. A range that is not allowed and one without calls are answered with 200, as this API does nowhere else. The same in both editions.
 */
export const addCalls = (server: HttpServer, deps: KlentyDeps): void => {
  server.get('/calls', async (request, reply) => {
    const caller = callerOf(request)
    const { companyId } = caller
    const query = readQuery(request.query)
    const { zone } = await deps.accounts.getSettings({ companyId })
    const today = DateTime.fromJSDate(deps.clock.now(), { zone }).startOf('day')
    const range = readRange(query, { zone, today })
    const page = readCount(query, 'page', 2_147_483_647) ?? 1
    noteIgnored(reply, query.ignored())
    const mistake = mistakeOf(range, today)
    if (mistake !== null) return failure('K2002', mistake)
    const found = await deps.calls.completedCalls({
      companyId,
      userId: ownOnlyHere(caller),
      from: range.start.toJSDate(),
      before: range.end.toJSDate(),
      offset: (page - 1) * PAGE_SIZE,
      limit: PAGE_SIZE + 1,
    })
    if (found.length === 0)
      return failure(
        'K2003',
        page === 1 ? 'There are no calls in this range.' : `There is no page ${page} of calls in this range.`,
      )
    const callData = found.slice(0, PAGE_SIZE).map(recordOf)
    return { status: true, data: { callData, hasMore: found.length > PAGE_SIZE } }
  })
}

type Range = { start: DateTime; end: DateTime }

/** Throws `invalid_input` where a date is missing or none. */
const readRange = (query: Fields, { zone, today }: { zone: string; today: DateTime }): Range => {
  const start = query.text('startDate')
  const end = query.text('endDate')
  if (start === undefined)
    throw invalidInput('startDate', 'startDate is missing. Write ?startDate=2026-03-01&endDate=2026-03-08.')
  return {
    start: readDate('startDate', start, zone),
    end: end === undefined ? today.plus({ days: 1 }) : readDate('endDate', end, zone),
  }
}

const mistakeOf = ({ start, end }: Range, today: DateTime): string | null => {
  if (start.startOf('day') <= today.minus({ days: OLDEST_START }))
    return `startDate is ${OLDEST_START} or more days back; ask for days since ${today.minus({ days: OLDEST_START - 1 }).toISODate()}.`
  return end <= start ? 'endDate is not after startDate; it is exclusive.' : null
}

const failure = (code: 'K2002' | 'K2003', errorMessage: string) => ({
  status: false,
  errors: [{ code, errorMessage }],
})

/** What has no value is left out. */
const recordOf = (call: CompletedCall): object => ({
  username: call.username,
  status: 'COMPLETED',
  callSid: call.callSid ?? call.id,
  disposition: call.disposition.toUpperCase(),
  type: 'OUTBOUND',
  duration: call.durationSeconds,
  startTime: call.startedAt.toISOString(),
  endTime: call.endedAt.toISOString(),
  ...given('prospectPhoneNo', call.toNumber),
  ...given('fromNumber', call.fromNumber),
  ...given('toNumber', call.toNumber),
  ...given('firstName', call.firstName),
  ...given('lastName', call.lastName),
  email: call.email,
  ...given('company', call.company),
  tags: call.tags,
  list: call.list,
  prospectOwner: call.prospectOwner,
})

const given = (name: string, value: string | null): object => (value === null ? {} : { [name]: value })

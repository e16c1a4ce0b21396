import { type EnrolmentPhase, type EnrolmentStatus, STATUSES } from './core/index.ts'
import { describeWaiting, type WaitingProspect } from './describe-waiting.ts'
import type { EngineDeps } from './engine-deps.ts'
import { enrolmentsOfStatus, type ReportedEnrolment } from './waiting-queries.ts'

export type { WaitingProspect } from './describe-waiting.ts'

/** The last prospect of the page before. */
export type WaitingCursor = { status: EnrolmentStatus; enrolmentId: string }

const DEFAULT_LIMIT = 50

/**
 * A page of everybody who is or was in a sequence: those under way first, then by how they ended; within a status in the order of their
 * starts. `next` begins the page after, null on the last.
 */
export const waitingReport = async (
  deps: EngineDeps,
  input: {
    companyId: string
    sequenceId: string
    /** Default: all. */
    status?: EnrolmentStatus | undefined
    /** Only this member's prospects. */
    ownerId?: string | undefined
    phase?: EnrolmentPhase | undefined
    /** Who stands at this step or node. */
    stepId?: string | undefined
    /** A part of the address or of the name. */
    search?: string | undefined
    after?: WaitingCursor | undefined
    limit?: number | undefined
  },
): Promise<{ prospects: WaitingProspect[]; next: WaitingCursor | null }> => {
  const limit = input.limit ?? DEFAULT_LIMIT
  const found = await pageOf(deps, { ...input, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)?.enrolment
  return {
    prospects: await describeWaiting(deps, input, page),
    next: last && found.length > limit ? { status: last.state.status, enrolmentId: last.id } : null,
  }
}

const pageOf = async (
  deps: EngineDeps,
  input: Omit<Parameters<typeof enrolmentsOfStatus>[1], 'status' | 'after'> & {
    status?: EnrolmentStatus | undefined
    after?: WaitingCursor | undefined
  },
): Promise<ReportedEnrolment[]> => {
  const { after, limit, phase } = input
  const wanted = STATUSES.filter(
    (status) =>
      (input.status ?? status) === status &&
      (phase === undefined || (phase === 'ended') === (status !== 'in_cadence')),
  )
  const begin = after ? STATUSES.indexOf(after.status) : 0
  const page: ReportedEnrolment[] = []
  for (const status of wanted) {
    if (STATUSES.indexOf(status) < begin) continue
    if (page.length === limit) break
    const from = after?.status === status ? after.enrolmentId : ''
    page.push(
      ...(await enrolmentsOfStatus(deps.db, { ...input, status, after: from, limit: limit - page.length })),
    )
  }
  return page
}

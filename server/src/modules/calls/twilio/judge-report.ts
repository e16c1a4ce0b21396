import type { AnsweredBy, Call } from '../call.ts'

/** What Twilio tells of a call: the end of the user's or the prospect's leg, or who answered at the prospect's. */
export type CallReport =
  | { about: 'user' | 'prospect'; status: string; seconds: number }
  | { about: 'machine'; answeredBy: AnsweredBy | null }

type Judged = Pick<
  Call,
  'state' | 'disposition' | 'answeredBy' | 'judgedByUser' | 'durationSeconds' | 'endedAt' | 'failure'
>

/** What ends a leg, as Twilio names it; all else is on its way. */
const ENDS = new Set(['completed', 'busy', 'no-answer', 'failed', 'canceled'])

/**
 * A call after a report of its provider. The reports come in any order: the prospect's leg has the say over the user's, what a person has said
 * stands against both, and the same report again changes nothing.
 */
export const judgeReport = <Given extends Judged>(call: Given, report: CallReport, now: Date): Given => {
  if (report.about === 'machine') return heard(call, report.answeredBy)
  if (!ENDS.has(report.status)) return call
  return report.about === 'user' ? userLegEnded(call, report, now) : prospectLegEnded(call, report, now)
}

type Leg = { status: string; seconds: number }

/** Nobody was dialled where the user's own phone did not answer. Else the prospect's leg tells more, unless there never was one. */
const userLegEnded = <Given extends Judged>(call: Given, { status }: Leg, now: Date): Given => {
  if (call.state !== 'open') return call
  if (status === 'completed')
    return { ...call, state: 'completed', disposition: 'not_answered', endedAt: now }
  return { ...call, state: 'failed', endedAt: now, failure: `Your own phone was not reached: ${status}.` }
}

const prospectLegEnded = <Given extends Judged>(call: Given, leg: Leg, now: Date): Given => {
  const changes = call.judgedByUser ? { durationSeconds: leg.seconds } : endOf(leg, call.answeredBy)
  const after = { ...call, ...changes }
  const isRepeated =
    after.state === call.state &&
    after.disposition === call.disposition &&
    after.durationSeconds === call.durationSeconds &&
    call.endedAt !== null
  return isRepeated ? call : { ...after, endedAt: now }
}

const endOf = (
  { status, seconds }: Leg,
  answeredBy: AnsweredBy | null,
): Pick<Judged, 'state' | 'disposition' | 'durationSeconds' | 'failure'> => {
  if (status === 'failed')
    return {
      state: 'failed',
      disposition: null,
      durationSeconds: 0,
      failure: 'The number could not be reached; most likely there is no such number.',
    }
  const disposition = status === 'completed' ? dispositionOf(answeredBy) : 'not_answered'
  return { state: 'completed', disposition, durationSeconds: seconds, failure: null }
}

const heard = <Given extends Judged>(call: Given, answeredBy: AnsweredBy | null): Given => {
  if (answeredBy === null) return call
  const isOpenToIt = call.state === 'completed' && call.disposition === 'answered' && !call.judgedByUser
  return { ...call, answeredBy, ...(isOpenToIt && { disposition: dispositionOf(answeredBy) }) }
}

const dispositionOf = (answeredBy: AnsweredBy | null): 'answered' | 'voice_mail' | 'not_answered' => {
  if (answeredBy === 'machine') return 'voice_mail'
  return answeredBy === 'fax' ? 'not_answered' : 'answered'
}

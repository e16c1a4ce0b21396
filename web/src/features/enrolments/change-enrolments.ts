import { api } from '#api/index.ts'
import type { SequenceRef } from './types.ts'

export type EnrolmentChange = { verb: 'stop' } | { verb: 'resume' } | { verb: 'pause'; until: string | null }

/** Most prospects that one request may name. */
const AT_ONCE = 1000

/** Stops, resumes or pauses prospects in a cadence or journey; answers how many changed. */
export const changeEnrolments = async (
  sequence: SequenceRef,
  prospectIds: readonly string[],
  change: EnrolmentChange,
): Promise<number> => {
  let total = 0
  for (let from = 0; from < prospectIds.length; from += AT_ONCE) {
    const { changed } = await changeSome(sequence, prospectIds.slice(from, from + AT_ONCE), change)
    total += changed
  }
  return total
}

const changeSome = ({ kind, id }: SequenceRef, prospectIds: string[], change: EnrolmentChange) => {
  if (kind === 'cadence') {
    const body = { prospectIds, cadenceId: id }
    if (change.verb === 'pause')
      return api.post('/enrolments/pause', { body: { ...body, until: change.until } })
    return change.verb === 'stop'
      ? api.post('/enrolments/stop', { body })
      : api.post('/enrolments/resume', { body })
  }
  const params = { path: { id } }
  if (change.verb === 'pause')
    return api.post('/journeys/{id}/enrolments/pause', { params, body: { prospectIds, until: change.until } })
  return change.verb === 'stop'
    ? api.post('/journeys/{id}/enrolments/stop', { params, body: { prospectIds } })
    : api.post('/journeys/{id}/enrolments/resume', { params, body: { prospectIds } })
}

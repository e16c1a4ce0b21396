import { api } from '#api/index.ts'
import type { SequenceRef, StartProspects } from './types.ts'

export type Started = { started: number; notStarted: number }

/** Most prospects that one request may name. */
const AT_ONCE = 1000

/** Starts prospects in a cadence or journey. What was cut off can be done again: who runs already is left as he is. */
export const startIn = async ({ kind, id }: SequenceRef, prospects: StartProspects): Promise<Started> => {
  if ('listId' in prospects) {
    const { listId } = prospects
    return kind === 'cadence'
      ? api.post('/lists/{id}/enrolments', { params: { path: { id: listId } }, body: { cadenceId: id } })
      : api.post('/journeys/{id}/enrolments/list', { params: { path: { id } }, body: { listId } })
  }
  const total: Started = { started: 0, notStarted: 0 }
  for (let from = 0; from < prospects.prospectIds.length; from += AT_ONCE) {
    const prospectIds = prospects.prospectIds.slice(from, from + AT_ONCE)
    const { started, notStarted } =
      kind === 'cadence'
        ? await api.post('/enrolments', { body: { cadenceId: id, prospectIds } })
        : await api.post('/journeys/{id}/enrolments', { params: { path: { id } }, body: { prospectIds } })
    total.started += started
    total.notStarted += notStarted
  }
  return total
}

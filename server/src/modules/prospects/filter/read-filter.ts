import type { ProspectFilter as AskedFilter } from '@cadenza/contracts'
import { readInstant } from '#platform/api/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import { readFieldCondition } from './field-condition.ts'
import type { ProspectFilter } from './prospect-filter.ts'

const INSTANTS = [
  'createdFrom',
  'createdBefore',
  'updatedFrom',
  'updatedBefore',
  'contactedFrom',
  'contactedBefore',
] as const

/** The filter that a request asks for. Throws `invalid_input` naming what cannot be taken. */
export const readFilter = (asked: AskedFilter): ProspectFilter => {
  const { search, listId, tagId, ownerId, status, sequenceId, sequenceState, stepId, where } = asked
  if (stepId !== undefined && sequenceId === undefined)
    throw invalidInput('stepId', 'stepId is a step of a cadence or journey; give its sequenceId too.')
  const filter: ProspectFilter = {
    ...{ search: search?.toWellFormed().replaceAll('\0', ''), listId, tagIds: tagId, ownerId, status },
    ...{ sequenceId, sequenceState, stepId },
    fields: where?.map(readFieldCondition),
  }
  for (const name of INSTANTS) {
    const text = asked[name]
    if (text !== undefined) filter[name] = readInstant(name, text)
  }
  return filter
}

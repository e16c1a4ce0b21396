import type { ProspectStatus } from '../status.ts'
import type { FieldCondition } from './field-condition.ts'

/** How somebody stands in a cadence or journey, as people ask for it. */
export const SEQUENCE_STATES = [
  'open',
  'paused',
  'held',
  'completed',
  'replied',
  'bounced',
  'unsubscribed',
  'stopped',
  'none',
] as const
export type SequenceState = (typeof SEQUENCE_STATES)[number]

/** Which prospects; every condition given must hold. Instants: `From` is the first inside, `Before` the first outside. */
export type ProspectFilter = {
  /** Words of any of their fields; each may be only the beginning of one. */
  search?: string | undefined
  listId?: string | undefined
  tagId?: string | undefined
  /** All of these tags. */
  tagIds?: readonly string[] | undefined
  ownerId?: string | undefined
  status?: ProspectStatus | undefined
  createdFrom?: Date | undefined
  createdBefore?: Date | undefined
  /** Of the last interaction. */
  updatedFrom?: Date | undefined
  updatedBefore?: Date | undefined
  /** Of the last mail to them. */
  contactedFrom?: Date | undefined
  contactedBefore?: Date | undefined
  /** In a cadence or journey, at any time unless a state or a step is given. */
  sequenceId?: string | undefined
  /** In that one, or without it in any. */
  sequenceState?: SequenceState | undefined
  /** Stands at this step of that sequence. */
  stepId?: string | undefined
  fields?: readonly FieldCondition[] | undefined
  /** Of these. */
  ids?: readonly string[] | undefined
  /** Known before this id was made. */
  idBefore?: string | undefined
}

/** Orders of the table; each is one of an index, so that every page costs the same. A minus: the last first. */
export const PROSPECT_SORTS = [
  'createdAt',
  '-createdAt',
  'lastInteractionAt',
  '-lastInteractionAt',
  'email',
  '-email',
] as const
export type ProspectSort = (typeof PROSPECT_SORTS)[number]

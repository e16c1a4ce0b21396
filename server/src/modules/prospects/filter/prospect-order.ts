import { wrongCursor } from '#platform/api/index.ts'
import type { Prospect } from '../prospect.ts'
import type { ProspectSort } from './prospect-filter.ts'

/** The columns of an index, whose last one is unique. */
export type Order = {
  columns: readonly ('id' | 'last_interaction_at' | 'email_key')[]
  types: readonly ('text' | 'timestamptz')[]
  direction: 'ASC' | 'DESC'
}

type Key = Pick<Order, 'columns' | 'types'> & {
  placeOf: (prospect: Pick<Prospect, 'id' | 'emailKey' | 'lastInteractionAt'>) => string[]
}

/** Ids are ordered by the time at which prospects were made. */
const CREATED: Key = { columns: ['id'], types: ['text'], placeOf: ({ id }) => [id] }
const INTERACTION: Key = {
  columns: ['last_interaction_at', 'id'],
  types: ['timestamptz', 'text'],
  placeOf: ({ id, lastInteractionAt }) => [lastInteractionAt.toISOString(), id],
}
const EMAIL: Key = { columns: ['email_key'], types: ['text'], placeOf: ({ emailKey }) => [emailKey] }

const KEYS: Readonly<Record<ProspectSort, Key>> = {
  createdAt: CREATED,
  '-createdAt': CREATED,
  lastInteractionAt: INTERACTION,
  '-lastInteractionAt': INTERACTION,
  email: EMAIL,
  '-email': EMAIL,
}

/** How rows are ordered. */
export const orderOf = (sort: ProspectSort): Order => ({
  ...KEYS[sort],
  direction: sort.startsWith('-') ? 'DESC' : 'ASC',
})

/** Where a prospect stands in an order, as a cursor keeps it. */
export const placeIn = (sort: ProspectSort): Key['placeOf'] => KEYS[sort].placeOf

/** Of how many parts a place consists. */
export const partsOfPlace = (sort: ProspectSort): number => KEYS[sort].columns.length

/** Throws `invalid_input` on `cursor` for a place whose parts no list can have made. */
export const checkPlace = (sort: ProspectSort, place: readonly string[] | undefined): void => {
  const { types } = KEYS[sort]
  if (place?.some((part, index) => types[index] === 'timestamptz' && Number.isNaN(Date.parse(part))))
    throw wrongCursor()
}

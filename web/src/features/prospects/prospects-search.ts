import type { ApiPaths } from '#api/client.ts'
import { PROSPECT_STATUSES } from '#ui/badges/index.ts'

type Query = NonNullable<ApiPaths['/prospects']['get']['parameters']['query']>
export type Sort = NonNullable<Query['sort']>
/** Which prospects are shown, as the API takes it. */
export type Filter = Omit<Query, 'limit' | 'cursor' | 'sort'>
/** What the address of the page says. */
export type ProspectsSearch = Filter & { sort?: Sort; columns?: string[] }
/** What of it changes; undefined leaves it out. */
export type SearchChange = { [Name in keyof ProspectsSearch]?: ProspectsSearch[Name] | undefined }

export const SORTS: readonly Sort[] = [
  'createdAt',
  '-createdAt',
  'lastInteractionAt',
  '-lastInteractionAt',
  'email',
  '-email',
]
export const USUAL_SORT: Sort = '-createdAt'

/** How somebody stands in a cadence or journey. */
export const STANDINGS = {
  open: 'Under way',
  paused: 'Paused',
  held: 'Held',
  completed: 'Completed',
  replied: 'Replied',
  bounced: 'Bounced',
  unsubscribed: 'Unsubscribed',
  stopped: 'Stopped',
  none: 'Not under way',
} as const satisfies Record<NonNullable<Filter['sequenceState']>, string>

const TEXTS = [
  'search',
  'listId',
  'ownerId',
  'sequenceId',
  'stepId',
  'createdFrom',
  'createdBefore',
  'updatedFrom',
  'updatedBefore',
  'contactedFrom',
  'contactedBefore',
] as const

/** What the address says, without what it cannot mean. */
export const readProspectsSearch = (given: Readonly<Record<string, unknown>>): ProspectsSearch => {
  const search: ProspectsSearch = {}
  for (const name of TEXTS) {
    const text = given[name]
    if (typeof text === 'string' && text !== '') search[name] = text
  }
  const { status, sequenceState } = given
  if (isKey(PROSPECT_STATUSES, status)) search.status = status
  if (isKey(STANDINGS, sequenceState)) search.sequenceState = sequenceState
  const sort = SORTS.find((one) => one === given.sort)
  if (sort) search.sort = sort
  for (const name of ['tagId', 'where', 'columns'] as const) {
    const texts = textsOf(given[name])
    if (texts.length > 0) search[name] = texts
  }
  return search
}

const textsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

const isKey = <Key extends string>(object: Readonly<Record<Key, unknown>>, key: unknown): key is Key =>
  typeof key === 'string' && Object.hasOwn(object, key)

/** The filter of an address, without how it is shown. */
export const filterOf = ({ sort: _sort, columns: _columns, ...filter }: ProspectsSearch): Filter => filter

/** The search after a change. */
export const changed = (search: ProspectsSearch, change: SearchChange): ProspectsSearch =>
  readProspectsSearch({ ...search, ...change })

import { PROSPECT_STATUSES } from '#ui/badges/index.ts'
import { sayCondition } from './field-conditions.ts'
import { dayOf, lastDayBefore, SPANS, type Span } from './filter-days.ts'
import { type ProspectsSearch, type SearchChange, STANDINGS } from './prospects-search.ts'
import type { Choice, Choices } from './use-choices.ts'

export type Chip = { key: string; text: string; remove: SearchChange }

type Named = Choices & { steps: readonly Choice[] }

const dayFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' })

/** What narrows the table, each in words with the change that takes it away. */
export const chipsOf = (search: ProspectsSearch, choices: Named): Chip[] => {
  const labelOf = (kind: keyof Named, id: string) =>
    choices[kind].find(({ value }) => value === id)?.label ?? '…'
  const chips: Chip[] = []
  const add = (key: string, text: string, remove: SearchChange) => chips.push({ key, text, remove })
  const { status, listId, ownerId, sequenceId, sequenceState, stepId, tagId = [], where = [] } = search
  if (status) add('status', PROSPECT_STATUSES[status].label, { status: undefined })
  if (listId) add('list', `List: ${labelOf('lists', listId)}`, { listId: undefined })
  if (ownerId) add('owner', `Owner: ${labelOf('owners', ownerId)}`, { ownerId: undefined })
  for (const id of tagId)
    add(`tag ${id}`, `Tag: ${labelOf('tags', id)}`, { tagId: tagId.filter((other) => other !== id) })
  if (sequenceId || sequenceState)
    add(
      'sequence',
      [
        sequenceId ? `In ${labelOf('sequences', sequenceId)}` : 'In any cadence',
        sequenceState && STANDINGS[sequenceState].toLowerCase(),
      ]
        .filter(Boolean)
        .join(': '),
      { sequenceId: undefined, sequenceState: undefined, stepId: undefined },
    )
  if (sequenceId && stepId) add('step', `At ${labelOf('steps', stepId)}`, { stepId: undefined })
  for (const span of ['created', 'contacted', 'updated'] as const) {
    const text = sayDays(span, search)
    if (text) add(span, text, { [`${span}From`]: undefined, [`${span}Before`]: undefined })
  }
  for (const condition of where)
    add(`where ${condition}`, sayCondition(condition), {
      where: where.filter((other) => other !== condition),
    })
  return chips
}

/** The days of a span, the first and the last included, as the form shows them. */
const sayDays = (span: Span, search: ProspectsSearch): string | null => {
  const from = search[`${span}From`]
  const before = search[`${span}Before`]
  const first = from && sayDay(dayOf(from) ?? from)
  const last = before && sayDay(lastDayBefore(before) ?? before)
  if (first && last)
    return first === last ? `${SPANS[span]} on ${first}` : `${SPANS[span]} from ${first} until ${last}`
  if (first) return `${SPANS[span]} since ${first}`
  return last ? `${SPANS[span]} until ${last}` : null
}

/** A calendar day, which has no zone any more; what an address says in its place as it is. */
const sayDay = (day: string): string => {
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) ? day : dayFormat.format(at)
}

/** Takes away all that narrows. */
export const NOTHING: SearchChange = {
  search: undefined,
  listId: undefined,
  ownerId: undefined,
  status: undefined,
  sequenceId: undefined,
  sequenceState: undefined,
  stepId: undefined,
  tagId: undefined,
  where: undefined,
  createdFrom: undefined,
  createdBefore: undefined,
  updatedFrom: undefined,
  updatedBefore: undefined,
  contactedFrom: undefined,
  contactedBefore: undefined,
}

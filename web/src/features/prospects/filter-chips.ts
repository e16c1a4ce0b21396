import { PROSPECT_STATUSES } from '#ui/badges/index.ts'
import { sayCondition } from './field-conditions.ts'
import { type ProspectsSearch, type SearchChange, STANDINGS } from './prospects-search.ts'
import type { Choices } from './use-choices.ts'

export type Chip = { key: string; text: string; remove: SearchChange }

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })

/** What narrows the table, each in words with the change that takes it away. */
export const chipsOf = (search: ProspectsSearch, choices: Choices): Chip[] => {
  const labelOf = (kind: keyof Choices, id: string) =>
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
        stepId && 'at one step',
      ]
        .filter(Boolean)
        .join(': '),
      { sequenceId: undefined, sequenceState: undefined, stepId: undefined },
    )
  for (const [name, words] of [
    ['created', 'Added'],
    ['contacted', 'Last contacted'],
    ['updated', 'Last active'],
  ] as const) {
    const from = search[`${name}From`]
    const before = search[`${name}Before`]
    if (from) add(`${name}From`, `${words} since ${sayDay(from)}`, { [`${name}From`]: undefined })
    if (before) add(`${name}Before`, `${words} before ${sayDay(before)}`, { [`${name}Before`]: undefined })
  }
  for (const condition of where)
    add(`where ${condition}`, sayCondition(condition), {
      where: where.filter((other) => other !== condition),
    })
  return chips
}

const sayDay = (instant: string): string => {
  const at = new Date(instant)
  return Number.isNaN(at.getTime()) ? instant : day.format(at)
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

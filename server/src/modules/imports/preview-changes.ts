import { type ProspectInput, TEXT_FIELDS } from '#modules/prospects/index.ts'

/** What a row would change of a prospect who is there: a field by its name, before and after. */
export type PreviewChange = { field: string; from: string; to: string }

/** A prospect who is there, as far as a row can change him. */
export type PresentProspect = {
  fields: Readonly<Record<string, string | null>>
  customFields: Readonly<Record<string, string>>
  list: string
  tags: readonly string[]
  owner: string
}

/** Every change that a row makes; none means that it leaves him as he is. Empty cells change nothing. */
export const changesOf = (row: ProspectInput, present: PresentProspect): PreviewChange[] => {
  const changes: PreviewChange[] = []
  const note = (field: string, from: string, to: string | undefined): void => {
    if (to !== undefined && to !== '' && to !== from) changes.push({ field, from, to })
  }
  for (const { name, column } of TEXT_FIELDS) note(name, present.fields[column] ?? '', row.fields.get(column))
  for (const [name, value] of row.customFields) note(name, present.customFields[name] ?? '', value)
  if (row.list?.trim().toLowerCase() !== present.list.toLowerCase()) note('List', present.list, row.list)
  note('Owner', present.owner, row.owner)
  const has = new Set(present.tags.map((tag) => tag.toLowerCase()))
  const added = row.tags.filter((tag) => !has.has(tag.toLowerCase()))
  if (added.length > 0) note('Tags', present.tags.join(', '), [...present.tags, ...added].join(', '))
  return changes
}

import { type AddValue, type Condition, indexedColumn, rowElsewhere } from './condition.ts'
import { fieldConditionSql } from './field-condition-sql.ts'
import type { ProspectFilter } from './prospect-filter.ts'
import { sequenceConditions } from './sequence-conditions.ts'
import { wantedWords, wordPatterns, wordQuery } from './words.ts'

/** The conditions of a filter. Indexes prospects_list, prospects_of_owner, prospects_status, prospect_tags_tag, prospect_texts_words. */
export const filterConditions = (companyId: string, filter: ProspectFilter, add: AddValue): Condition[] => {
  const { listId, ownerId, status, tagId, tagIds = [], ids } = filter
  const fields = (filter.fields ?? []).map((condition) => fieldConditionSql(condition, add))
  const words = [
    ...wantedWords(filter.search ?? '', { asBeginnings: true }),
    ...fields.flatMap((field) => field.words),
  ]
  const tags = [...(tagId === undefined ? [] : [tagId]), ...tagIds]
  return [
    ...(listId === undefined ? [] : [indexedColumn('list_id', add(listId))]),
    ...(ownerId === undefined ? [] : [indexedColumn('owner_id', add(ownerId))]),
    ...(status === undefined ? [] : [indexedColumn('status', add(status))]),
    ...(ids === undefined ? [] : [idsCondition(add(ids))]),
    ...tags.map((id) =>
      rowElsewhere({ table: 'prospect_tags', where: `s.tag_id = ${add(id)}`, isOrdered: true }),
    ),
    ...sequenceConditions(filter, add),
    ...instantConditions(filter, add),
    ...fields.map(({ sql }) => ({ sql })),
    ...(words.length === 0
      ? []
      : [wordsCondition(add(wordPatterns(words)), add(wordQuery(companyId, words)))]),
  ]
}

const idsCondition = (value: string): Condition => ({
  sql: `p.id = ANY(${value}::text[])`,
  source: { sql: `FROM unnest(${value}::text[]) AS s (id) WHERE true`, id: 's.id', isOrdered: false },
})

/** Looked at one by one by their patterns, which is a tenth of the work of asking again what the index was asked. */
const wordsCondition = (patterns: string, query: string): Condition => {
  const fits = `' ' || s.words || ' ' LIKE ALL (${patterns}::text[])`
  const { sql } = rowElsewhere({ table: 'prospect_texts', where: fits, isOrdered: false })
  const { source } = rowElsewhere({
    table: 'prospect_texts',
    where: `search_words(s.company_id, s.words) @@ ${query}::tsquery`,
    isOrdered: false,
  })
  return { sql, source: { ...source, fits } }
}

/** Indexes prospects_created, prospects_interaction, prospects_contacted. */
const instantConditions = (filter: ProspectFilter, add: AddValue): Condition[] => [
  ...range('created_at', filter.createdFrom, filter.createdBefore, add),
  ...range('last_interaction_at', filter.updatedFrom, filter.updatedBefore, add),
  ...range('last_contacted_at', filter.contactedFrom, filter.contactedBefore, add),
]

const range = (
  column: string,
  from: Date | undefined,
  before: Date | undefined,
  add: AddValue,
): Condition[] => {
  if (from === undefined && before === undefined) return []
  const within = (row: string, places: readonly string[]) =>
    places.map((place) => `${row}.${column} ${place}`).join(' AND ')
  const places = [
    ...(from ? [`>= ${add(from)}::timestamptz`] : []),
    ...(before ? [`< ${add(before)}::timestamptz`] : []),
  ]
  return [
    {
      sql: within('p', places),
      source: {
        sql: `FROM prospects s WHERE s.company_id = $1 AND ${within('s', places)}`,
        id: 's.id',
        isOrdered: false,
      },
    },
  ]
}

import { type AddValue, type Condition, indexedColumn, rowElsewhere, type SoughtWords } from './condition.ts'
import { fieldConditionSql } from './field-condition-sql.ts'
import type { ProspectFilter } from './prospect-filter.ts'
import { sequenceConditions } from './sequence-conditions.ts'
import { beginningPattern, type WantedWord, wantedWords, wordQuery, wordText } from './words.ts'

/** All have to hold; `words` are those that somebody for whom they hold has. */
export type FilterConditions = { conditions: Condition[]; words: SoughtWords }

/** The conditions of a filter. Indexes prospects_list, prospects_of_owner, prospects_status, prospect_tags_tag, prospect_texts_words. */
export const filterConditions = (
  companyId: string,
  filter: ProspectFilter,
  add: AddValue,
): FilterConditions => {
  const { listId, ownerId, status, tagId, tagIds = [], ids } = filter
  const words: WantedWord[] = []
  const placesOf = (wanted: readonly WantedWord[]) => wanted.map((word) => words.push(word) - 1)
  const fields = (filter.fields ?? []).map((field): Condition => {
    const { sql, words: his } = fieldConditionSql(field, add)
    return { sql, isOfRow: true, words: placesOf(his) }
  })
  const search = wantedWords(filter.search ?? '', { asBeginnings: true })
  const searched = placesOf(search)
  const fits = words.map((word) => `strpos(' ' || s.words || ' ', ${add(wordText(word))}) > 0`)
  const tags = [...(tagId === undefined ? [] : [tagId]), ...tagIds]
  const conditions = [
    ...(listId === undefined ? [] : [indexedColumn('list_id', add(listId))]),
    ...(ownerId === undefined ? [] : [indexedColumn('owner_id', add(ownerId))]),
    ...(status === undefined ? [] : [indexedColumn('status', add(status))]),
    ...(ids === undefined ? [] : [idsCondition(add(ids))]),
    ...tags.map((id) => tagCondition(add(id))),
    ...sequenceConditions(filter, add),
    ...instantConditions(filter, add),
    ...fields,
    ...(search.length === 0
      ? []
      : [
          {
            sql: rowElsewhere('prospect_texts', searched.map((place) => fits[place]).join(' AND ')).sql,
            isOfRow: false,
            words: searched,
          },
        ]),
  ]
  const having = (places: readonly number[]): string => {
    const query = add(
      wordQuery(
        companyId,
        places.flatMap((place) => words[place] ?? []),
      ),
    )
    return `FROM prospect_texts s WHERE s.company_id = $1 AND search_words(s.company_id, s.words) @@ ${query}::tsquery`
  }
  const begins = words.map((word) =>
    word.isBeginning ? `substring(' ' || s.words FROM ${add(beginningPattern(word))})` : null,
  )
  return { conditions, words: { fits, begins, having } }
}

const idsCondition = (value: string): Condition => ({
  sql: `p.id = ANY(${value}::text[])`,
  isOfRow: false,
  source: {
    sql: `FROM unnest(${value}::text[]) AS s (id) WHERE true`,
    ...{ id: 's.id COLLATE "C"', isOrdered: false, repeats: true },
  },
})

const tagCondition = (value: string): Condition => {
  const { sql, found, id } = rowElsewhere('prospect_tags', `s.tag_id = ${value}`)
  return { sql, isOfRow: false, source: { sql: found, id, isOrdered: true, span: found } }
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
  const places = [
    ...(from ? [`>= ${add(from)}::timestamptz`] : []),
    ...(before ? [`< ${add(before)}::timestamptz`] : []),
  ]
  const within = (row: string) => places.map((place) => `${row}.${column} ${place}`).join(' AND ')
  return [
    {
      sql: within('p'),
      isOfRow: true,
      source: {
        sql: `FROM prospects s WHERE s.company_id = $1 AND ${within('s')}`,
        id: 's.id',
        isOrdered: false,
      },
    },
  ]
}

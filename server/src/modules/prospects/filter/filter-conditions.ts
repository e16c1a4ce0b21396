import { type AddValue, type Condition, indexedColumn, rowElsewhere } from './condition.ts'
import { fieldConditionSql } from './field-condition-sql.ts'
import type { ProspectFilter } from './prospect-filter.ts'
import { sequenceConditions } from './sequence-conditions.ts'
import { beginningPattern, type WantedWord, wantedWords, wordPattern, wordQuery } from './words.ts'

/** The conditions of a filter. Indexes prospects_list, prospects_of_owner, prospects_status, prospect_tags_tag, prospect_texts_words. */
export const filterConditions = (companyId: string, filter: ProspectFilter, add: AddValue): Condition[] => {
  const { listId, ownerId, status, tagId, tagIds = [], ids } = filter
  const fields = (filter.fields ?? []).map((condition) => fieldConditionSql(condition, add))
  const asked = [
    ...wantedWords(filter.search ?? '', { asBeginnings: true }),
    ...fields.flatMap(({ words, impliesWords }) => (impliesWords ? [] : words)),
  ]
  const implied = fields.flatMap(({ words, impliesWords }) => (impliesWords ? words : []))
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
    ...(asked.length + implied.length === 0 ? [] : [wordsCondition({ companyId, asked, implied, add })]),
  ]
}

const idsCondition = (value: string): Condition => ({
  sql: `p.id = ANY(${value}::text[])`,
  source: { sql: `FROM unnest(${value}::text[]) AS s (id) WHERE true`, id: 's.id', isOrdered: false },
})

/**
 * The index is asked for all words, also for those that other conditions imply. One by one a prospect is looked at by patterns, which is a
 * tenth of the work of asking again what the index was asked.
 */
const wordsCondition = ({
  companyId,
  asked,
  implied,
  add,
}: {
  companyId: string
  asked: readonly WantedWord[]
  implied: readonly WantedWord[]
  add: AddValue
}): Condition => {
  const words = [...asked, ...implied]
  const fits = words.map((word) => `' ' || s.words || ' ' LIKE ${add(wordPattern(word))}`)
  const begins = words.map((word) =>
    word.isBeginning ? `substring(' ' || s.words FROM ${add(beginningPattern(word))})` : null,
  )
  const having = (some: readonly WantedWord[]) =>
    rowElsewhere({
      table: 'prospect_texts',
      where: `search_words(s.company_id, s.words) @@ ${add(wordQuery(companyId, some))}::tsquery`,
      isOrdered: false,
    }).source
  const looked = fits.slice(0, asked.length).join(' AND ')
  return {
    sql:
      asked.length === 0
        ? 'true'
        : rowElsewhere({ table: 'prospect_texts', where: looked, isOrdered: false }).sql,
    source: {
      ...having(words),
      words: {
        fits,
        begins,
        having: (places) => having(places.flatMap((place) => words[place] ?? [])).sql,
      },
    },
  }
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

import type { AddValue } from './condition.ts'
import type { FieldCondition } from './field-condition.ts'
import { markOf, type WantedWord, wantedWords } from './words.ts'

/** What holds for the field itself, and the words by which an index finds those few. */
export type FieldSql = {
  sql: string
  words: WantedWord[]
  /** Whoever fulfils `sql` has the words; else both have to hold. */
  impliesWords: boolean
}

/** What is asked of a field of the prospect `p`. `contains` asks for words that begin so, for that is what the index can answer. */
export const fieldConditionSql = ({ field, test }: FieldCondition, add: AddValue): FieldSql => {
  const value = 'column' in field ? `p.${field.column}` : `(p.custom_fields ->> ${add(field.custom)})`
  if (test === 'empty') return { sql: `${value} IS NULL`, words: marks(field, 'empty'), impliesWords: true }
  if (test === 'present')
    return { sql: `${value} IS NOT NULL`, words: marks(field, 'present'), impliesWords: true }
  if ('is' in test)
    return {
      sql: `lower(${value}) = lower(${add(test.is)})`,
      words: wantedWords(test.is, { asBeginnings: false }),
      impliesWords: true,
    }
  return {
    sql: `strpos(lower(${value}), lower(${add(test.contains)})) > 0`,
    words: wantedWords(test.contains, { asBeginnings: true }),
    impliesWords: false,
  }
}

/** Of custom fields only the names of those that are filled in are among the words; nobody is without an address. */
const marks = (field: FieldCondition['field'], mark: 'empty' | 'present'): WantedWord[] => {
  if ('custom' in field) return mark === 'present' ? wantedWords(field.custom, { asBeginnings: false }) : []
  return field.column === 'email' ? [] : [markOf(field.column, mark)]
}

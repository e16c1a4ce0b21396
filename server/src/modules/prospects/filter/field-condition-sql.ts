import type { AddValue } from './condition.ts'
import type { FieldCondition } from './field-condition.ts'
import { beginsWordPattern, markOf, type WantedWord, wantedWords } from './words.ts'

/** What holds for the field itself, and words that everybody has for whom it does: by those an index finds them. */
export type FieldSql = { sql: string; words: WantedWord[] }

/** What is asked of a field of the prospect `p`. `contains` asks for words that begin so, for that is what the index can answer. */
export const fieldConditionSql = ({ field, test }: FieldCondition, add: AddValue): FieldSql => {
  const value = 'column' in field ? `p.${field.column}` : `(p.custom_fields ->> ${add(field.custom)})`
  if (test === 'empty') return { sql: `${value} IS NULL`, words: marks(field, 'empty') }
  if (test === 'present') return { sql: `${value} IS NOT NULL`, words: marks(field, 'present') }
  if ('is' in test)
    return {
      sql: `lower(${value}) = lower(${add(test.is)})`,
      words: wantedWords(test.is, { asBeginnings: false }),
    }
  const [text, wanted] = [`lower(${value})`, test.contains]
  return {
    // Most have not even the text, and a pattern alone takes three times as long.
    sql: `CASE WHEN strpos(${text}, lower(${add(wanted)})) > 0 THEN ${text} ~ lower(${add(beginsWordPattern(wanted))}) ELSE false END`,
    words: wantedWords(test.contains, { asBeginnings: true }),
  }
}

/** Of custom fields only the names of those that are filled in are among the words; nobody is without an address. */
const marks = (field: FieldCondition['field'], mark: 'empty' | 'present'): WantedWord[] => {
  if ('custom' in field) return mark === 'present' ? wantedWords(field.custom, { asBeginnings: false }) : []
  return field.column === 'email' ? [] : [markOf(field.column, mark)]
}

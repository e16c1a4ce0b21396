/** Adds a value to a statement and answers the place that stands for it, such as `$4`. */
export type AddValue = (value: unknown) => string

/** Where those for whom a condition holds can be read from. */
export type Source = {
  /** `FROM … WHERE …` */
  sql: string
  /** The column that names the prospect. */
  id: string
  /** An index has them in the order of their ids. */
  isOrdered: boolean
  /** A prospect may be among them more than once. */
  repeats?: boolean
  /** `FROM … WHERE …` that has them all and, it may be, others: an index knows its first and its last. */
  span?: string
}

/** Words that are looked for in prospect_texts, each by its place among them. */
export type SoughtWords = {
  /** For each, SQL: a row `s` of prospect_texts has it. */
  fits: readonly string[]
  /** For each, SQL: the first word of a row that begins so; null where only the word itself is meant. */
  begins: readonly (string | null)[]
  /** `FROM … WHERE …` of those who have some of the words, by the index. */
  having(places: readonly number[]): string
}

export type Condition = {
  /** SQL: it holds for the prospect `p` of the company `$1`. */
  sql: string
  /** It asks for columns of `p`; else for his id alone. */
  isOfRow: boolean
  source?: Source
  /** Whoever fulfils it has these of the sought words, by their places; where it asks for his id alone, having them is all. */
  words?: readonly number[]
}

/** A condition on one column of prospects that has an index over it and the id. */
export const indexedColumn = (column: string, value: string): Condition => {
  const sql = `FROM prospects s WHERE s.company_id = $1 AND s.${column} = ${value}`
  return {
    sql: `p.${column} = ${value}`,
    isOfRow: true,
    source: { sql, id: 's.id', isOrdered: true, span: sql },
  }
}

/** A condition that a row of another table fulfils, which the given columns of an index find. */
export const rowElsewhere = (table: string, where: string): { sql: string; found: string; id: string } => {
  const found = `FROM ${table} s WHERE s.company_id = $1 AND ${where}`
  return { sql: `EXISTS (SELECT ${found} AND s.prospect_id = p.id)`, found, id: 's.prospect_id' }
}

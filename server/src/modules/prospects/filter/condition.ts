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
  /** PostgreSQL's statistics know little of beginnings of words. */
  words?: WordsSource
}

/** Words that are looked for, each by its place among them. */
export type WordsSource = {
  /** For each, SQL: a row `s` of prospect_texts has it. */
  fits: readonly string[]
  /** For each, SQL: the first word of a row that begins so; null where only the word itself is meant. */
  begins: readonly (string | null)[]
  /** `FROM … WHERE …` of those who have some of the words. */
  having(places: readonly number[]): string
}

export type Condition = {
  /** SQL: it holds for the prospect `p` of the company `$1`. */
  sql: string
  source?: Source
}

/** A condition on one column of prospects that has an index over it and the id. */
export const indexedColumn = (column: string, value: string): Condition => ({
  sql: `p.${column} = ${value}`,
  source: {
    sql: `FROM prospects s WHERE s.company_id = $1 AND s.${column} = ${value}`,
    id: 's.id',
    isOrdered: true,
  },
})

/** A condition that a row of another table fulfils, which the given columns of an index find. */
export const rowElsewhere = ({
  table,
  where,
  isOrdered,
}: {
  table: string
  where: string
  isOrdered: boolean
}): Required<Condition> => {
  const sql = `FROM ${table} s WHERE s.company_id = $1 AND ${where}`
  return {
    sql: `EXISTS (SELECT ${sql} AND s.prospect_id = p.id)`,
    source: { sql, id: 's.prospect_id', isOrdered },
  }
}

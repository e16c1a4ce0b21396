/** Anything that answers SQL: the database itself or one of its open transactions. */
export type Queryable = {
  /** Runs one statement with `$1 …` values. Without values, several statements separated by semicolons may be given; the answer holds the
   * rows of all of them, in order. */
  query<R>(text: string, values?: readonly unknown[]): Promise<{ rows: R[]; rowCount: number }>
}

export type Database = Queryable & {
  /**
   * Runs `work` in one transaction on one connection: commits when it resolves, rolls back when it throws and rethrows its error.
   * `tx` is dead once `work` has ended. A transaction that PostgreSQL sacrificed to end a deadlock is run again, three times at most, so
   * `work` must do nothing outside of `tx` that may not happen twice.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /** Waits for the statements under way, then closes every connection. */
  close(): Promise<void>
  url: string
}

/** The part of a pino logger that the database needs. */
export type DatabaseLog = {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { Database } from '#platform/db/index.ts'

const noTransactions = (): Promise<never> =>
  Promise.reject(new Error('transactions over this connection are not supported'))

/**
 * Kysely over the server's own connections, for better-auth, which wants one. Every statement stands alone: what must be done together is
 * done by statements of ours.
 */
export const createAuthDatabase = (db: Pick<Database, 'query'>): Kysely<unknown> => {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const { rows, rowCount } = await db.query<R>(sql, parameters)
      return { rows, numAffectedRows: BigInt(rowCount) }
    },
    streamQuery: () => {
      throw new Error('streams over this connection are not supported')
    },
  }
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: noTransactions,
      commitTransaction: noTransactions,
      rollbackTransaction: noTransactions,
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
  }
  return new Kysely({ dialect })
}

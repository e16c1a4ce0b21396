export { connectDatabase } from './connect-database.ts'
export { migrate } from './migrate.ts'
export type { Database, DatabaseLog, Queryable } from './types.ts'

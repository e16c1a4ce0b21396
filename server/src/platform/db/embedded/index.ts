export { type DatabaseServer, openDatabaseServer } from './open-database-server.ts'

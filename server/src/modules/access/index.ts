export type { Access, Thing } from './access.ts'
export { type AccessDeps, requireAccess } from './require-access.ts'
export { ROUTE_ACCESS } from './route-access.ts'

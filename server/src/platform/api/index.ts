// What the routes of the app's API share. Knows nothing of sales.
export { nameSchemas } from './name-schemas.ts'
export { addOpenApi } from './open-api.ts'
export { byId, pageOf, readPage } from './page.ts'
export { writeCursor, wrongCursor } from './page-cursor.ts'
export { readInstant } from './read-instant.ts'
export { renameFields } from './rename-fields.ts'
export { checkBodyIsWanted, refuseQueries } from './strict-input.ts'

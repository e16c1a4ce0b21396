// What the routes of the app's API share. Knows nothing of sales.
export { byId, pageOf, readPage } from './page.ts'
export { readInstant } from './read-instant.ts'

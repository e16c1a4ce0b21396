export { addApiDocs } from './add-api-docs.ts'

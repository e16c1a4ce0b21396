import type { HttpServer } from '#platform/http/index.ts'
import { callOperations } from './call-operations.ts'
import { prospectOperations } from './prospect-operations.ts'
import { reportOperations } from './report-operations.ts'
import { cadenceOperations, journeyOperations } from './sequence-operations.ts'
import { webhookOperations } from './webhook-operations.ts'
import { writeDocument } from './write-document.ts'

export const KLENTY_DOCUMENT_PATH = '/apis/openapi.json'

/** By resource, in the order in which the document shows them. */
export const operationGroups = [
  ...[prospectOperations, cadenceOperations, journeyOperations, reportOperations, webhookOperations],
  callOperations,
]

/** The API's document; it needs no key. */
export const addKlentyDocument = (server: HttpServer): void => {
  let document: object | undefined
  server.get(KLENTY_DOCUMENT_PATH, async () => {
    document ??= writeDocument(operationGroups)
    return document
  })
}

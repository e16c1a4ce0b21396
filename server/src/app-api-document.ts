import { prepareCallers } from '#modules/accounts/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createHttpServer } from '#platform/http/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createApp } from './app.ts'
import { addAppApi } from './app-api.ts'

/** The OpenAPI document of the app's API as JSON, made from its routes alone: no database is opened. */
export const writeAppApiDocument = async (): Promise<string> => {
  const log = silentLog()
  const app = await createApp({
    db: NO_DATABASE,
    secrets: createSecrets('signs nothing: only routes are looked at'),
    config: { dataDir: '', publicUrl: undefined },
    log,
    jobs: createInlineJobs({ db: NO_DATABASE }),
  })
  const server = createHttpServer({ log, ready: async () => {} })
  prepareCallers(server)
  addAppApi(server, app)
  const answer = await server.inject('/api/v1/openapi.json')
  await server.close()
  await app.close()
  if (answer.statusCode !== 200) throw new Error(`The document could not be made: ${answer.body}`)
  return answer.body
}

const noDatabase = (): Promise<never> => Promise.reject(new Error('A document is made without a database.'))

const NO_DATABASE: Database = {
  url: '',
  query: noDatabase,
  transaction: noDatabase,
  close: async () => {},
}

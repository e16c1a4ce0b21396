// Two installations over real databases: one answers over HTTP as a server that speaks the Klenty API, people are moved to the other.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Edition } from '#modules/accounts/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { createApp } from '../../app.ts'
import { createWebServer } from '../../web-server.ts'

export type Installation = Awaited<ReturnType<typeof openInstallation>>

/** A company Acme with its admin steve@acme.test, and a server that listens. */
export const openInstallation = async () => {
  const { db, url: databaseUrl, drop } = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'moves-'))
  const app = await createApp({
    db,
    secrets: createSecrets('a key for tests that is long enough'),
    config: { dataDir, publicUrl: undefined },
    log: silentLog(),
    jobs: createInlineJobs({ db }),
  })
  const server = createWebServer(app)
  await server.listen({ host: '127.0.0.1', port: 0 })
  const address = server.server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server listens nowhere')
  const steve = await app.accounts.addUser({ company: 'Acme', email: 'steve@acme.test' })
  return {
    app,
    db,
    databaseUrl,
    dataDir,
    steve,
    url: `http://127.0.0.1:${address.port}`,
    keyOf: async (edition: Edition) =>
      (await app.accounts.createApiKey({ companyId: steve.companyId, userId: steve.userId, edition })).apiKey,
    close: async () => {
      await server.close()
      await app.close()
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Adds people as the public API does, a hundred at a time. */
export const addPeople = async ({ app, steve }: Installation, inputs: readonly object[]): Promise<void> => {
  const { companyId, userId } = steve
  for (let from = 0; from < inputs.length; from += 100)
    for (const result of await app.prospects.upsertProspects({
      ...{ companyId, userId, source: 'api', inputs: inputs.slice(from, from + 100) },
    }))
      if (result instanceof Error) throw result
}

/** Everybody of a company as the public API of 2023 tells of him, by address, without what is the installation's own. */
export const everybody = async ({
  app,
  steve,
}: Installation): Promise<Record<string, Record<string, unknown>>> => {
  const people: Record<string, Record<string, unknown>> = {}
  for await (const page of app.prospects.streamProspects({ companyId: steve.companyId, filter: {} }))
    for (const {
      id,
      createdAt,
      updatedAt,
      lastInteractionAt,
      lastContactedAt,
      source,
      ownerId,
      listId,
      ...rest
    } of page)
      people[rest.email] = { ...rest }
  return people
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { manualClock } from '#platform/clock/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import { type Log, silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { type AppParts, createApp } from '../src/app.ts'
import { createWebServer, type WebSettings } from '../src/web-server.ts'
import { createTestDatabase } from './database.ts'

/**
 * The whole app with its web server, on a database of its own. Its clock stands at 2026-03-02 09:00 UTC, a Monday, unless another is
 * given; no loop runs, no mail server is reached, and every name resolves to one public address.
 */
export const wholeServer = async ({
  clock = manualClock(new Date('2026-03-02T09:00:00Z')),
  log = silentLog(),
  settings = {},
}: {
  clock?: AppParts['clock']
  log?: Log
  settings?: WebSettings
} = {}) => {
  const { db, drop } = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'whole-server-'))
  const app = await createApp({
    db,
    secrets: createSecrets('a key for tests that is long enough'),
    config: { dataDir, publicUrl: undefined },
    log,
    clock,
    random: () => 0.5,
    jobs: createInlineJobs({ db }),
    mayReach: () => false,
    lookup: (_host, _options, callback) => callback(null, [{ address: '93.184.215.14', family: 4 }]),
  })
  const server = createWebServer(app, settings)
  await server.ready()
  return {
    app,
    server,
    close: async () => {
      await server.close()
      await app.close()
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

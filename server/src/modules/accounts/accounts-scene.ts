import { type ManualClock, manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import {
  type Accounts,
  callerOf,
  createAccounts,
  type Letter,
  prepareCallers,
  requireMember,
  requireUser,
} from './index.ts'

export type AccountsScene = {
  accounts: Accounts
  server: HttpServer
  clock: ManualClock
  db: Database
  letters: Letter[]
}

/** Accounts over a test's database, with the module's routes and two more that answer who calls. */
export const accountsScene = (
  db: Database,
  options: { publicUrl?: string; key?: string } = {},
): AccountsScene => {
  const clock = manualClock(new Date('2026-03-02T09:00:00Z'))
  const letters: Letter[] = []
  const accounts = createAccounts({
    db,
    clock,
    newId: createIds({ clock }),
    log: silentLog(),
    secrets: createSecrets(options.key ?? 'a key for tests that is long enough'),
    publicUrl: options.publicUrl,
    sendLetter: async (letter) => {
      letters.push(letter)
      return true
    },
    noteSignIn: async () => {},
    handOver: async () => {},
  })
  const server = createHttpServer({ log: silentLog(), ready: async () => {} })
  prepareCallers(server)
  accounts.addRoutes(server)
  server.route({
    method: ['GET', 'POST'],
    url: '/as-member/:username',
    onRequest: requireMember(accounts.authenticate),
    handler: async (request) => callerOf(request),
  })
  server.route({
    method: ['GET', 'POST'],
    url: '/as-user',
    onRequest: requireUser(accounts.authenticate),
    handler: async (request) => callerOf(request),
  })
  return { accounts, server, clock, db, letters }
}

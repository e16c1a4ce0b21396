import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { type AppParts, createApp } from '#app.ts'
import type { AddedUser, Role } from '#modules/accounts/index.ts'
import { systemClock } from '#platform/clock/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { createSecrets } from '#platform/secrets/index.ts'
import { createTestDatabase } from '#test/database.ts'
import { createWebServer } from '#web-server.ts'
import { buildWeb } from './build-web.ts'
import { openBrowser } from './open-browser.ts'

export const PASSWORD = 'a password for tests'

/** Who there is in the scene's company, Acme. */
export const USERS = {
  ada: { name: 'Ada Admin', email: 'ada@acme.test', role: 'admin' },
  mia: { name: 'Mia Manager', email: 'mia@acme.test', role: 'manager' },
  rob: { name: 'Rob Rep', email: 'rob@acme.test', role: 'rep' },
  rita: { name: 'Rita Rep', email: 'rita@acme.test', role: 'rep' },
} as const satisfies Record<string, { name: string; email: string; role: Role }>
export type UserName = keyof typeof USERS
const PEOPLE: readonly UserName[] = ['ada', 'mia', 'rob', 'rita']

export type WebScene = Awaited<ReturnType<typeof webScene>>

/**
 * The whole server listening on a port of its own, on a database of its own with a company of four (or of `people`), and a browser. No loop runs (call
 * `app.engine.tick()`, `jobs.drain()` … yourself) and no mail server is reached unless `parts` says so. One scene a file: `beforeAll`,
 * and `close` in `afterAll`, which throws when a page ran into an error, broke its policy or asked another server for something.
 */
export const webScene = async (
  parts: Partial<AppParts> = {},
  { people = PEOPLE }: { people?: readonly UserName[] } = {},
) => {
  await buildWeb()
  const { db, drop } = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'web-scene-'))
  const jobs = createInlineJobs({ db })
  const app = await createApp({
    db,
    secrets: createSecrets('a key for tests that is long enough'),
    config: { dataDir, publicUrl: undefined },
    log: silentLog(),
    clock: systemClock(),
    jobs,
    mayReach: () => false,
    lookup: (_host, _options, callback) => callback(null, [{ address: '93.184.215.14', family: 4 }]),
    ...parts,
  })
  // A test signs in more often than a person does.
  const callLimits = { perKey: 100_000, perAddress: 100_000, signIn: 1_000 }
  const server = createWebServer(app, { callLimits })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  const users: Partial<Record<UserName, AddedUser>> = {}
  for (const name of people) {
    users[name] = await app.accounts.addUser({ company: 'Acme', ...USERS[name] })
    await app.accounts.setPassword({ userId: userOf(users, name).userId, password: PASSWORD })
  }
  const { newContext, openSignedOut, close: closeBrowser } = await openBrowser(url)
  const contexts = new Map<string, BrowserContext>()

  /** A new page of a user who is signed in. */
  const open = async (name: UserName, path: string, width = 1440): Promise<Page> => {
    const key = `${name} ${width}`
    const context = contexts.get(key) ?? (await newContext(width))
    if (!contexts.has(key)) {
      contexts.set(key, context)
      const answer = await context.request.post('/api/auth/sign-in/email', {
        data: { email: USERS[name].email, password: PASSWORD },
        headers: { origin: url },
      })
      if (!answer.ok()) throw new Error(`${name} could not sign in: ${await answer.text()}`)
    }
    const page = await context.newPage()
    await page.goto(path)
    return page
  }

  /** Calls the app's API with a user's key, and throws when it refuses. */
  const call = async (name: UserName, method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        'x-api-key': userOf(users, name).apiKey,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }

  return {
    app,
    db,
    jobs,
    url,
    open,
    openSignedOut,
    call,
    /** Ids and the key of a user. */
    user: (name: UserName): AddedUser => userOf(users, name),
    close: async () => {
      try {
        await closeBrowser()
      } finally {
        await server.close()
        await app.close()
        await drop()
        await rm(dataDir, { recursive: true, force: true })
      }
    },
  }
}

const userOf = (users: Partial<Record<UserName, AddedUser>>, name: UserName): AddedUser => {
  const user = users[name]
  if (user === undefined) throw new Error(`There is no user ${name} yet.`)
  return user
}

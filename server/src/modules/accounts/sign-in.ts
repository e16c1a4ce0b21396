import type { IncomingHttpHeaders } from 'node:http'
import type { AccountsDeps } from './accounts-deps.ts'
import { createAuthDatabase } from './auth-database.ts'

export const SHORTEST_PASSWORD = 10
export const LONGEST_PASSWORD = 128

/** Set by us from the connection; what a client sends under this name is thrown away. */
export const ADDRESS_HEADER = 'x-cadenza-address'

type SignInDeps = Pick<AccountsDeps, 'db' | 'newId' | 'log' | 'secrets' | 'publicUrl'>

/** Sign-in, also with a second factor, sign-out and sessions under `/api/auth`; users are made by `addUser` and the claim, not by signing up. */
export const createSignIn = (deps: SignInDeps) => {
  let built: ReturnType<typeof buildAuth> | undefined
  const auth = () => (built ??= buildAuth(deps))
  return {
    /** Answers a request under `/api/auth`. */
    handle: async (request: Request): Promise<Response> => (await auth()).handler(request),
    /** The user whose session the cookies name, or undefined. */
    userOfSession: async (headers: IncomingHttpHeaders): Promise<string | undefined> => {
      const cookie = headers.cookie
      if (!cookie?.includes('cadenza.session_token')) return undefined
      const session = await (await auth()).api.getSession({ headers: new Headers({ cookie }) })
      return session?.user.id
    },
  }
}

const buildAuth = async (deps: SignInDeps) => {
  const { log, publicUrl } = deps
  // Half of what a command would load, and no command signs in.
  const { betterAuth } = await import('better-auth')
  const { twoFactor } = await import('better-auth/plugins/two-factor')
  return betterAuth({
    appName: 'Cadenza',
    basePath: '/api/auth',
    ...(publicUrl !== undefined && { baseURL: publicUrl }),
    secret: deps.secrets.sign({ purpose: 'better-auth', text: 'session cookies' }).repeat(2),
    database: { db: createAuthDatabase(deps.db), type: 'postgres', transaction: false },
    user: { modelName: 'auth_users' },
    session: { modelName: 'auth_sessions' },
    account: { modelName: 'auth_accounts' },
    verification: { modelName: 'auth_verifications' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
    },
    trustedOrigins: (request) => {
      const host = request?.headers.get('host')
      return host ? [`http://${host}`, `https://${host}`] : []
    },
    plugins: [twoFactor({ issuer: 'Cadenza', schema: { twoFactor: { modelName: 'auth_two_factors' } } })],
    // The web server limits attempts by address.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'cadenza',
      // Said, because under test better-auth would switch them off.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      database: { generateId: () => deps.newId() },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    logger: {
      log: (level, message) => {
        if (level === 'error') log.error({}, message)
        else log.debug({}, message)
      },
    },
  })
}

export type SignIn = ReturnType<typeof createSignIn>

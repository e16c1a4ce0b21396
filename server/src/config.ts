import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { type AppError, invalidInput } from '#platform/errors/index.ts'
import { LOG_LEVELS, type LogLevel } from '#platform/log/index.ts'
import { CALL_LIMITS, type CallLimitSettings } from '#platform/rate-limits/index.ts'

/** What a process of several does; one process alone has all roles. */
export const ROLES = ['api', 'engine', 'mail', 'jobs'] as const
export type Role = (typeof ROLES)[number]

export type Config = {
  /** The simulated world in a folder of its own. */
  demo: boolean
  /** 0 lets the system choose. */
  port: number
  host: string
  /** Absolute. */
  dataDir: string
  /** Undefined: the embedded PostgreSQL in the data folder. */
  databaseUrl: string | undefined
  /** Without a slash at its end. Undefined unless it was said: then nothing is tracked. */
  publicUrl: string | undefined
  /** Undefined: the file `secret.key` in the data folder. */
  secretKey: string | undefined
  logLevel: LogLevel
  /** Undefined: for people on a terminal, JSON elsewhere. */
  logFormat: 'json' | 'text' | undefined
  roles: readonly Role[]
  /** The folder that relative paths of the user's command refer to. */
  workingDir: string
  /** For `mailbox add`, where a password in an argument would be seen by others on the machine. */
  smtpPassword: string | undefined
  imapPassword: string | undefined
  /** For `migrate-from-klenty`, for the same reason. */
  klentyApiKey: string | undefined
  /** Whether webhooks may go to this machine and its network. */
  webhooksAllowPrivate: boolean
  /** Who brings it may read `/metrics`. Undefined: only this machine may. */
  metricsToken: string | undefined
  /** A port of its own for `/metrics` and the health routes, in every process, whatever its roles. */
  metricsPort: number | undefined
  /** Whether metrics tell mailboxes by their addresses too, not only by ids. */
  metricsAddresses: boolean
  /** How many requests a minute are answered. */
  callLimits: CallLimitSettings
  /** How many reverse proxies stand in front of this server: whose word is taken for the address of a caller. */
  trustedProxies: number
}

/** Options of the command line; each goes before its variable. */
export type ConfigFlags = {
  demo?: boolean | undefined
  port?: string | undefined
  host?: string | undefined
  dataDir?: string | undefined
  databaseUrl?: string | undefined
  publicUrl?: string | undefined
  logLevel?: string | undefined
  roles?: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** A value as it was given, and the name under which: `PORT` or `--port`. */
type Given = { name: string; value: string }

const CHECKOUT = resolve(import.meta.dirname, '..', '..')

/**
 * Reads every setting that comes from outside; the one place that reads the environment. A variable that is set but empty counts as
 * not set. Throws an AppError whose message is one sentence: which variable, what is wrong with it, what is right.
 */
export const readConfig = (
  options: { env?: Environment; flags?: ConfigFlags; cwd?: string } = {},
): Config => {
  const { env = process.env, flags = {}, cwd = process.cwd() } = options
  const given = (variable: string, flag?: keyof ConfigFlags): Given | undefined => {
    const flagValue = flag && flags[flag]
    if (flag && typeof flagValue === 'string') return { name: flagName(flag), value: flagValue.trim() }
    const value = env[variable]?.trim()
    return value ? { name: variable, value } : undefined
  }
  const demo = flags.demo === true
  const workingDir = workingDirOf(env, cwd)
  const dataDir = given('DATA_DIR', 'dataDir')
  return {
    demo,
    port: readPort(given('PORT', 'port')),
    host: readHost(given('HOST', 'host')),
    dataDir: dataDir ? resolve(workingDir, dataDir.value) : join(CHECKOUT, demo ? 'data-demo' : 'data'),
    databaseUrl: readDatabaseUrl(given('DATABASE_URL', 'databaseUrl')),
    publicUrl: readPublicUrl(given('PUBLIC_URL', 'publicUrl')),
    secretKey: readSecretKey(given('SECRET_KEY')),
    logFormat: readLogFormat(given('LOG_FORMAT')),
    logLevel: readLogLevel(given('LOG_LEVEL', 'logLevel')),
    roles: readRoles(given('ROLES', 'roles')),
    workingDir,
    smtpPassword: given('SMTP_PASSWORD')?.value,
    imapPassword: given('IMAP_PASSWORD')?.value,
    klentyApiKey: given('KLENTY_API_KEY')?.value,
    webhooksAllowPrivate: readSwitch(given('WEBHOOKS_ALLOW_PRIVATE')),
    metricsToken: readMetricsToken(given('METRICS_TOKEN')),
    metricsPort: readMetricsPort(given('METRICS_PORT')),
    metricsAddresses: readSwitch(given('METRICS_ADDRESSES')),
    callLimits: {
      perKey: readNumber(given('RATE_LIMIT_PER_KEY')) ?? CALL_LIMITS.perKey,
      perAddress: readNumber(given('RATE_LIMIT_PER_ADDRESS')) ?? CALL_LIMITS.perAddress,
      signIn: readNumber(given('RATE_LIMIT_SIGN_IN')) ?? CALL_LIMITS.signIn,
    },
    trustedProxies: readNumber(given('TRUSTED_PROXIES')) ?? 0,
  }
}

/** npm runs its scripts in the checkout and says in INIT_CWD where the user stood. */
const workingDirOf = (env: Environment, cwd: string): string => {
  const ownScript = env.npm_lifecycle_event === 'start' || env.npm_lifecycle_event === 'cadenza'
  return (ownScript && env.INIT_CWD) || cwd
}

const flagName = (flag: string): string =>
  `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

const wrong = ({ name, value }: Given, right: string): AppError =>
  invalidInput(name, `${name} is "${value}", but it must be ${right}.`)

const readPort = (given: Given | undefined): number => {
  if (!given) return 3000
  const port = Number(given.value)
  if (!/^\d+$/.test(given.value) || port > 65_535)
    throw wrong(given, 'a whole number from 0 to 65535, such as 3000 (0 lets the system choose)')
  return port
}

const readHost = (given: Given | undefined): string => {
  if (!given) return '127.0.0.1'
  const isName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i
  // Four numbers that are no address would pass for a name.
  const looksNumeric = /^[\d.]+$/.test(given.value)
  if (!isIP(given.value) && (looksNumeric || !isName.test(given.value)))
    throw wrong(
      given,
      'the address or name of a network interface, such as 127.0.0.1, or 0.0.0.0 for all of them',
    )
  return given.value
}

// The value is never quoted: it may hold a password.
const readDatabaseUrl = (given: Given | undefined): string | undefined => {
  if (!given) return undefined
  const rest = /^postgres(?:ql)?:\/\/([^/?]*)\/?([^/?]*)(\?.*)?$/.exec(given.value)
  if (!rest) {
    throw invalidInput(
      given.name,
      `${given.name} is not the address of a PostgreSQL database; it must look like postgresql://user:password@host:5432/name.`,
    )
  }
  if (!rest[2])
    throw invalidInput(
      given.name,
      `${given.name} names no database: add it after the host, as in …@host:5432/cadenza.`,
    )
  return given.value
}

const readPublicUrl = (given: Given | undefined): string | undefined => {
  if (!given) return undefined
  const url = URL.parse(given.value)
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash
  if (!isPlain || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw wrong(
      given,
      'the https address at which people on the internet reach this server, such as https://sales.example.com',
    )
  return url.href.replace(/\/+$/, '')
}

const readSecretKey = (given: Given | undefined): string | undefined => {
  if (given && given.value.length < 32) {
    throw invalidInput(
      given.name,
      `${given.name} has ${given.value.length} characters, but it must have at least 32; make one with: openssl rand -base64 32`,
    )
  }
  return given?.value
}

const readLogLevel = (given: Given | undefined): LogLevel => {
  if (!given) return 'info'
  const level = LOG_LEVELS.find((name) => name === given.value.toLowerCase())
  if (!level) throw wrong(given, `one of ${LOG_LEVELS.join(', ')}`)
  return level
}

const readLogFormat = (given: Given | undefined): 'json' | 'text' | undefined => {
  const format = given?.value.toLowerCase()
  if (given && format !== 'json' && format !== 'text') throw wrong(given, 'json or text')
  return format === 'json' || format === 'text' ? format : undefined
}

const readMetricsToken = (given: Given | undefined): string | undefined => {
  if (given && given.value.length < 16)
    throw invalidInput(
      given.name,
      `${given.name} has ${given.value.length} characters, but it must have at least 16; make one with: openssl rand -hex 16`,
    )
  return given?.value
}

const readMetricsPort = (given: Given | undefined): number | undefined =>
  given ? readPort(given) : undefined

const readNumber = (given: Given | undefined): number | undefined => {
  if (given && !/^\d{1,9}$/.test(given.value)) throw wrong(given, 'a whole number, such as 600 (0 for none)')
  return given && Number(given.value)
}

const readSwitch = (given: Given | undefined): boolean => {
  const text = given?.value.toLowerCase()
  if (given && text !== 'true' && text !== 'false') throw wrong(given, 'true or false')
  return text === 'true'
}

const readRoles = (given: Given | undefined): readonly Role[] => {
  if (!given) return ROLES
  const names = given.value.split(',').map((name) => name.trim())
  if (names.some((name) => !ROLES.some((role) => role === name)))
    throw wrong(given, `a list of ${ROLES.join(', ')}, separated by commas`)
  return ROLES.filter((role) => names.includes(role))
}

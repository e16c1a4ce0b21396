import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino'
import pretty from 'pino-pretty'
import { logContext } from './log-context.ts'

/** Structured log of one process: `log.info({ companyId }, 'an import began')`. Details first, then a sentence. */
export type Log = Logger

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Names under which secrets travel, wherever they stand within three levels of a logged object. */
const SECRET_NAMES = [
  '["x-api-key"]',
  'authorization',
  'cookie',
  '["set-cookie"]',
  'apiKey',
  'password',
  'pass',
  'secret',
  'token',
  'accessToken',
  'authToken',
  'newPassword',
  'refreshToken',
  'smtpSecret',
  'imapSecret',
]

/** Where PostgreSQL quotes the row at fault, which may hold the text of a mail. */
const QUOTED_ROWS = ['err.detail', 'err.cause.detail', 'err.cause.cause.detail']

const redactedPaths = SECRET_NAMES.flatMap((name) =>
  ['', '*', '*.*', '*.*.*'].map((prefix) => {
    if (prefix === '') return name
    return name.startsWith('[') ? `${prefix}${name}` : `${prefix}.${name}`
  }),
)

/**
 * One JSON object a line, or readable lines where a person watches (`pretty`); with the id of the request that caused it. Values of fields that carry secrets are written as
 * `[secret]`. `destination` is standard output unless given.
 */
export const createLog = (
  options: { level?: LogLevel; pretty?: boolean; destination?: DestinationStream } = {},
): Log =>
  pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      mixin: logContext,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: [...redactedPaths, ...QUOTED_ROWS], censor: '[secret]' },
      serializers: { err: stdSerializers.errWithCause },
    },
    options.pretty
      ? pretty({
          colorize: true,
          translateTime: 'SYS:HH:MM:ss',
          ...(options.destination && { destination: options.destination }),
        })
      : (options.destination ?? pino.destination({ fd: 1, sync: true })),
  )

/** Writes nothing: for tests. */
export const silentLog = (): Log => pino({ level: 'silent' })

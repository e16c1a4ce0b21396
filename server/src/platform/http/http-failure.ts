import type { FastifyError } from 'fastify'
import { AppError, type ErrorCode, messageOf, statusOf } from '#platform/errors/index.ts'

/** What a client is told when a request fails, before it is written in the shape of the API that was called. */
export type HttpFailure = {
  status: number
  /** Stable and lower-case: `invalid_input`, `method_not_allowed`, `internal`. */
  code: string
  /** A code of the public API where it has one of its own, such as `invalidAPIKey`. */
  publicCode?: string | undefined
  message: string
  field?: string | undefined
  requestId: string
}

type Failure = Omit<HttpFailure, 'requestId'>

const failure = (code: ErrorCode, message: string, field?: string): Failure => ({
  status: statusOf(code),
  code,
  message,
  field,
})

/**
 * The failure that answers an error of any kind, and whether it is a defect or an outage that the log must keep. The one place where
 * errors become HTTP statuses.
 */
export const toFailure = (error: unknown, bodyLimit: number): { failure: Failure; worthLogging: boolean } => {
  if (error instanceof AppError) {
    const { code, message, field, publicCode } = error
    return {
      failure: { status: statusOf(code), code, message, field, publicCode },
      worthLogging: code === 'unavailable',
    }
  }
  const known = fromFramework(error, bodyLimit)
  if (known) return { failure: known, worthLogging: false }
  const outage = fromDatabase(error)
  if (outage) return { failure: outage, worthLogging: true }
  return {
    failure: {
      status: 500,
      code: 'internal',
      message:
        'Something went wrong inside Cadenza. The log has the details under the request id of this answer.',
    },
    worthLogging: true,
  }
}

const isFastifyError = (error: unknown): error is FastifyError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('FST_')

const fromFramework = (error: unknown, bodyLimit: number): Failure | undefined => {
  if (!isFastifyError(error)) {
    // The request was cut off or its length did not fit what was sent.
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET')
      return failure('invalid_input', 'The request ended before its body was complete.', 'body')
    return undefined
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return failure(
        'too_large',
        `The body is larger than ${bodyLimit} bytes. Send less at once: split a list into several requests.`,
        'body',
      )
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return failure('invalid_input', 'The body is not as long as its Content-Length says.', 'Content-Length')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return {
        status: 415,
        code: 'unsupported_media_type',
        message: 'The Content-Type is not understood here. Send JSON with Content-Type: application/json.',
        field: 'Content-Type',
      }
    case 'FST_ERR_BAD_URL':
      return failure(
        'invalid_input',
        'The path is not a valid URL: a % must be followed by two hex digits of UTF-8.',
        'path',
      )
    default:
      return error.statusCode !== undefined && error.statusCode < 500
        ? failure('invalid_input', `${messageOf(error)}.`)
        : undefined
  }
}

/** SQLSTATEs that say "later", not "wrong": PostgreSQL, appendix A. */
const OUTAGES: Record<string, string> = {
  '40001': 'Another change was made at the same moment. Send the request again.',
  '40P01': 'Another change was made at the same moment. Send the request again.',
  '53100':
    'The disk of the database is full. Nothing was changed; free some space and send the request again.',
  '53300': 'The database has no connection left. Send the request again in a moment.',
  '57P01': 'The database is being restarted. Send the request again in a moment.',
  '57P02': 'The database is being restarted. Send the request again in a moment.',
  '57P03': 'The database is starting. Send the request again in a moment.',
}

const fromDatabase = (error: unknown): Failure | undefined => {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known = OUTAGES[code]
  if (known !== undefined) return failure('unavailable', known)
  const unreachable =
    ('syscall' in error && error.syscall === 'connect') ||
    /connection terminated|timeout exceeded when trying to connect/i.test(error.message)
  return unreachable
    ? failure(
        'unavailable',
        'The database cannot be reached at the moment. Send the request again in a moment.',
      )
    : undefined
}

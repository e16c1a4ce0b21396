/** What went wrong, as the HTTP faces map it: see `statusOf`. */
export type ErrorCode =
  | 'invalid_input'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'not_allowed'
  | 'too_large'
  | 'rate_limited'
  | 'unavailable'

const STATUS: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  not_allowed: 422,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
}

/**
 * The one error type that users meet. Its message is a sentence that names the field and the way out; anything else that is thrown is a
 * defect and is shown as "internal error" with the request's id.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  /** The input field at fault, as the user knows it: `Email`, `steps[2].wait`, `--smtp`. */
  readonly field: string | undefined
  /** A code of the public API where it has one of its own, such as `K2002` or `invalidAPIKey`. */
  readonly publicCode: string | undefined

  constructor(options: {
    code: ErrorCode
    message: string
    field?: string | undefined
    publicCode?: string | undefined
    cause?: unknown
  }) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = options.code
    this.field = options.field
    this.publicCode = options.publicCode
  }
}

/** The HTTP status of an error code. */
export const statusOf = (code: ErrorCode): number => STATUS[code]

/** An input that cannot be taken; `field` names it, `message` says what is wrong and what is right. */
export const invalidInput = (field: string, message: string, cause?: unknown): AppError =>
  new AppError({ code: 'invalid_input', field, message, cause })

export const notFound = (message: string, field?: string): AppError =>
  new AppError({ code: 'not_found', message, field })

export const conflict = (message: string, field?: string): AppError =>
  new AppError({ code: 'conflict', message, field })

/** Understood, but not allowed in the present state: starting an unsubscribed prospect. */
export const notAllowed = (message: string, field?: string): AppError =>
  new AppError({ code: 'not_allowed', message, field })

/** The message of anything thrown, for logs and for sentences that quote it. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

import type { AppError } from '#platform/errors/index.ts'
import type { FailureShape, HttpFailure } from '#platform/http/index.ts'

export type KlentyErrorEntry = { code: string; errorCode: string; errorMessage: string }

export const errorEntry = (code: string, message: string): KlentyErrorEntry => ({
  code,
  errorCode: code,
  errorMessage: message,
})

/** The one shape of errors that every known client of the API can read. */
export const failureBody = (message: string, errors: readonly KlentyErrorEntry[]): object => ({
  Status: false,
  status: false,
  message,
  errors,
})

/** How failures under `/apis/v1` are written. */
export const klentyFailureShape: FailureShape = {
  prefix: '/apis/v1',
  write: ({ code, publicCode, message }: HttpFailure) =>
    failureBody(message, [errorEntry(publicCode ?? code, message)]),
}

/** The code that a client sees of an error of ours. */
export const publicCodeOf = (error: AppError): string => error.publicCode ?? error.code

/** What the server says of a request that it did not carry out; `unreachable` when it said nothing. */
export class ApiError extends Error {
  readonly code: string
  readonly field: string | undefined
  readonly requestId: string | undefined
  /** 0 when there was no answer. */
  readonly status: number

  constructor(failure: {
    code: string
    message: string
    field?: string | undefined
    requestId?: string | undefined
    status?: number
  }) {
    super(failure.message)
    this.name = 'ApiError'
    this.code = failure.code
    this.field = failure.field
    this.requestId = failure.requestId
    this.status = failure.status ?? 0
  }
}

const textOf = (source: unknown, name: string): string | undefined => {
  if (typeof source !== 'object' || source === null) return undefined
  const value: unknown = Reflect.get(source, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Reads the server's failure; an answer in another shape (that of a proxy, say) is named by its status. */
export const readFailure = async (response: Response): Promise<ApiError> => {
  const body: unknown = await response.json().catch(() => undefined)
  const error: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : undefined
  return new ApiError({
    status: response.status,
    code: textOf(error, 'code') ?? textOf(body, 'code') ?? 'unexpected',
    message:
      textOf(error, 'message') ??
      textOf(body, 'message') ??
      `The server answered ${response.status} without saying why. Try again.`,
    field: textOf(error, 'field'),
    requestId: textOf(error, 'requestId') ?? response.headers.get('x-request-id') ?? undefined,
  })
}

/** The sentence to show for whatever was thrown. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Error && error.message !== '' ? error.message : 'Something went wrong. Try again.'

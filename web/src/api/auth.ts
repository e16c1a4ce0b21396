import { ApiError, readFailure } from './api-error.ts'

/**
 * Asks what stands outside of the app's API, for those who are not signed in: GET, or POST where there is a body. Resolves to the answer,
 * throws an ApiError for whatever is no success.
 */
export const requestJson = async (
  path: string,
  { body, signal }: { body?: object; signal?: AbortSignal } = {},
): Promise<unknown> => {
  const response = await reach(path, {
    ...(signal && { signal }),
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  if (!response.ok) throw await readFailure(response)
  return response.json()
}

/** Asks the sign-in part of the server, `/api/auth`. */
export const postAuth = (path: string, body: object = {}): Promise<unknown> =>
  requestJson(`/api/auth${path}`, { body })

const reach = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError({
      code: 'unreachable',
      message: 'The server cannot be reached. Check your connection and try again.',
    })
  }
}

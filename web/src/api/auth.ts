import { ApiError, readFailure } from './api-error.ts'

/** Asks the sign-in part of the server, `/api/auth`: resolves to its answer, throws an ApiError for whatever is no success. */
export const postAuth = async (path: string, body: object = {}): Promise<unknown> => {
  const response = await reach(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw await readFailure(response)
  return response.json()
}

const reach = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init)
  } catch {
    throw new ApiError({
      code: 'unreachable',
      message: 'The server cannot be reached. Check your connection and try again.',
    })
  }
}

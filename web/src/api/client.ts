import createClient, { type Middleware } from 'openapi-fetch'
import type { paths } from '#generated/api.d.ts'
import { ApiError, readFailure } from './api-error.ts'

const BASE = '/api/v1'

/** The paths of the app's API as the rest of the web app names them: `/prospects/{prospect}`. */
export type ApiPaths = {
  [Path in keyof paths as Path extends `${typeof BASE}${infer Rest}` ? Rest : never]: paths[Path]
}

/** Every answer that is no success is thrown as an ApiError, and so is a connection that broke. */
const failures: Middleware = {
  onResponse: async ({ response }) => {
    if (!response.ok) throw await readFailure(response)
  },
  onError: ({ error }) =>
    error instanceof ApiError || (error instanceof DOMException && error.name === 'AbortError')
      ? error
      : new ApiError({
          code: 'unreachable',
          message: 'The server cannot be reached. Check your connection; what you see may be old.',
        }),
}

/** The generated client. Use `api`, `apiQuery` and `apiPages`, which stand on it. */
export const client = createClient<ApiPaths>({ baseUrl: BASE, credentials: 'same-origin' })
client.use(failures)

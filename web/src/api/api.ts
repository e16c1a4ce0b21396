import type { ClientPathsWithMethod, MaybeOptionalInit, MethodResponse } from 'openapi-fetch'
import { call, type Method } from './call.ts'
import type { ApiPaths, client } from './client.ts'

type Client = typeof client

/** Paths of the API that answer a method: `PathOf<'get'>`. */
export type PathOf<M extends Method> = ClientPathsWithMethod<Client, M>

/** What a call of a path says: `params` (path, query) and `body`. */
export type InitOf<M extends Method, P extends PathOf<M>> = M extends keyof ApiPaths[P]
  ? MaybeOptionalInit<ApiPaths[P], M>
  : never

/** What a path answers: `AnswerOf<'get', '/prospects'>`. */
export type AnswerOf<M extends Method, P extends PathOf<M>> = MethodResponse<Client, M, P>

/** Rest arguments: none needed where the path asks for nothing. */
export type InitArguments<M extends Method, P extends PathOf<M>> =
  undefined extends InitOf<M, P> ? [init?: InitOf<M, P>] : [init: InitOf<M, P>]

const caller =
  <M extends Method>(method: M) =>
  <P extends PathOf<M>>(path: P, ...[init]: InitArguments<M, P>): Promise<AnswerOf<M, P>> =>
    call(method, path, init) as Promise<AnswerOf<M, P>>

/**
 * The app's API. Paths stand as in its document, without `/api/v1`; answers are the data, and whatever is no success is thrown as an
 * `ApiError`.
 *
 * @example const task = await api.get('/tasks/{id}', { params: { path: { id } } })
 */
export const api = {
  get: caller('get'),
  post: caller('post'),
  put: caller('put'),
  patch: caller('patch'),
  delete: caller('delete'),
}

import { type HeadersOptions, mergeHeaders, type ParseAs } from 'openapi-fetch'
import { ApiError } from './api-error.ts'
import { client } from './client.ts'
import { newKey } from './new-key.ts'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
export type CallOptions = {
  body?: unknown
  headers?: HeadersOptions
  signal?: AbortSignal | null
  /** Absent: as JSON, or as text where it is none. */
  parseAs?: ParseAs | undefined
}

// The compiler cannot follow the client's types through a path that is a parameter; who calls `api` is checked against them.
const send = client.request as unknown as (
  method: Method,
  path: string,
  init: object,
) => Promise<{ data?: unknown }>

/** Calls a path of the API and resolves to what it answers. Throws an ApiError for whatever is no success. */
export const call = async (method: Method, path: string, init: CallOptions = {}): Promise<unknown> => {
  const isOnce = (method === 'post' || method === 'patch') && !isUpload(init.body)
  const { data } = await (isOnce ? sendOnce : send)(method, path, init)
  return data
}

/** An upload takes no key: it cannot be sent again from where it broke. */
const isUpload = (body: unknown): boolean => body instanceof Blob || body instanceof FormData

/** Carried out only once: when the connection broke it is sent again under its key, and the server answers as it did or does it now. */
const sendOnce = async (method: Method, path: string, init: CallOptions): Promise<{ data?: unknown }> => {
  const headers = mergeHeaders(init.headers, { 'Idempotency-Key': newKey() })
  try {
    return await send(method, path, { ...init, headers })
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'unreachable') throw error
    return send(method, path, { ...init, headers })
  }
}

import type { Clock } from '#platform/clock/index.ts'
import { AppError, messageOf } from '#platform/errors/index.ts'
import { LONGEST_WAIT, retryWait } from './retry-wait.ts'

export type Answer = { found: true; value: unknown } | { found: false; message: string }

export type KlentyClient = {
  /**
   * A GET below `/apis/v1/user/{user}`. `found: false` where the server knows no such thing, or refuses this one request for what is in it.
   * Throws an AppError where going on makes no sense: the key is wrong, the server is away for long, or it is no such server.
   */
  get(path: string, query?: Record<string, string>): Promise<Answer>
}

export type KlentyServer = { url: string; user: string; key: string }

const TIMEOUT = 60_000
const MOST_ATTEMPTS = 8
/** More than any page of a thousand prospects with all their fields. */
const LONGEST_ANSWER = 256 * 1024 * 1024

/** Asks a server that speaks the Klenty API, patiently: what it cannot answer now is asked again, and nothing is while it asks for a pause. */
export const createKlentyClient = (
  { clock, random, fetch }: { clock: Clock; random: () => number; fetch: typeof globalThis.fetch },
  server: KlentyServer,
  signal?: AbortSignal,
): KlentyClient => {
  const base = `${server.url}/apis/v1/user/${encodeURIComponent(server.user)}`
  // One for all requests: what the server says to one of them holds for the others.
  let quietUntil = 0

  const ask = async (url: string): Promise<Answer | Refusal> => {
    const timeout = AbortSignal.timeout(TIMEOUT)
    try {
      const response = await fetch(url, {
        headers: { 'x-api-key': server.key, accept: 'application/json' },
        // The key goes to the server that was named, and to no other.
        redirect: 'manual',
        signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
      })
      return await judge(response, server)
    } catch (cause) {
      if (cause instanceof AppError) throw cause
      return { again: `it could not be reached: ${reasonOf(cause)}`, retryAfter: null }
    }
  }

  const get: KlentyClient['get'] = async (path, query = {}) => {
    const text = new URLSearchParams(query).toString()
    const url = `${base}${path}${text === '' ? '' : `?${text}`}`
    let last = ''
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const pause = quietUntil - clock.now().getTime()
      if (pause > 0) await clock.sleep(pause, signal)
      if (signal?.aborted) throw stopped()
      const answer = await ask(url)
      if (!('again' in answer)) return answer
      if (signal?.aborted) throw stopped()
      last = answer.again
      const now = clock.now()
      const wait = retryWait({ attempt, retryAfter: answer.retryAfter, now, random })
      if (wait > LONGEST_WAIT) break
      quietUntil = Math.max(quietUntil, now.getTime() + wait)
    }
    throw new AppError({
      code: 'unavailable',
      field: '--from',
      message: `${server.url} gives no answer to GET ${path}: ${last}. What was moved is kept; the same command goes on from there.`,
    })
  }
  return { get }
}

/** `again`: why it did not work this time. */
type Refusal = { again: string; retryAfter: string | null }

const judge = async (response: Response, server: KlentyServer): Promise<Answer | Refusal> => {
  const { status } = response
  if (status === 429 || status >= 500) {
    await response.body?.cancel()
    return { again: `it answered ${status}`, retryAfter: response.headers.get('retry-after') }
  }
  if (status >= 300 && status < 400)
    throw refused(
      server,
      `it points to another address (${response.headers.get('location') ?? 'which it does not name'})`,
      'Name that server with --from',
    )
  if (status === 401) throw refused(server, 'it does not know this key', 'Look at --key', '--key')
  if (status === 403)
    throw refused(
      server,
      `this key may not speak for ${server.user}`,
      'Name the user whose key it is with --user',
      '--user',
    )
  const value = parse(await readText(response))
  if (status === 400 || status === 404 || status === 422)
    return { found: false, message: messageIn(value) ?? `the server answered ${status}` }
  if (!response.ok) throw refused(server, `it answered ${status}`, 'Look whether --from is the right address')
  if (value === undefined)
    throw refused(server, 'it does not answer with JSON', 'Look whether --from is the right address')
  const failure = isFailure(value) ? (messageIn(value) ?? 'the server says that it failed') : undefined
  return failure === undefined ? { found: true, value } : { found: false, message: failure }
}

const refused = (
  { url }: KlentyServer,
  why: string,
  wayOut: string,
  field: '--key' | '--user' | '--from' = '--from',
): AppError =>
  new AppError({ code: 'not_allowed', field, message: `${url} cannot be read: ${why}. ${wayOut}.` })

const stopped = (): AppError =>
  new AppError({ code: 'unavailable', message: 'Stopped. The same command goes on from there.' })

const readText = async (response: Response): Promise<string> => {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    bytes += piece.length
    if (bytes > LONGEST_ANSWER)
      throw new AppError({ code: 'too_large', message: `The server's answer is longer than 256 MB.` })
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const objectOf = (value: unknown): object | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined

/** Some servers answer a failure with 200. */
const isFailure = (value: unknown): boolean => {
  const object = objectOf(value)
  return (
    object !== undefined &&
    (('Status' in object && object.Status === false) || ('status' in object && object.status === false))
  )
}

const messageIn = (value: unknown): string | undefined => {
  const object = objectOf(value)
  return object && 'message' in object && typeof object.message === 'string' && object.message !== ''
    ? object.message
    : undefined
}

/** fetch hides the reason in the cause. */
const reasonOf = (error: unknown): string =>
  messageOf(error instanceof Error && error.cause instanceof Error ? error.cause : error)

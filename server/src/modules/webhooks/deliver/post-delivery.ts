import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { Webhook as Signer } from 'standardwebhooks'
import type { Clock } from '#platform/clock/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import { receiverUrl } from '../receiver-url.ts'
import { guardLookup, hostOf, refuseAddress } from './guard-lookup.ts'
import type { AttemptResult } from './judge-answer.ts'

export type PostDeps = {
  clock: Clock
  lookup: LookupFunction
  /** Addresses of this machine and its network are allowed too. */
  allowPrivate: boolean
  /** For connecting, sending and the answer together; milliseconds of real time. */
  timeout: number
}

/** What is read of an answer; its sender is cut off after that. */
const MOST_ANSWER_BYTES = 16_384
/** What is kept of it. */
const MOST_ANSWER_KEPT = 1_000

/**
 * Posts a body, signed as the Standard Webhooks say. Every way in which that can fail is an answer, not an error. Redirects are not
 * followed. Each request has a connection of its own, whose address is checked when it is made.
 */
export const postDelivery = async (
  deps: PostDeps,
  delivery: { id: string; url: string; secret: string; body: string },
): Promise<AttemptResult> => {
  const { clock, timeout } = deps
  const begun = clock.now().getTime()
  const none = { status: null, answer: null, error: null, retryAfter: null }
  try {
    const answer = await exchange(deps, delivery, AbortSignal.timeout(timeout))
    const retryAfter = answer.headers['retry-after'] ?? null
    return {
      ...{ ...none, status: answer.statusCode ?? null, retryAfter },
      answer: await beginningOf(answer),
      milliseconds: clock.now().getTime() - begun,
    }
  } catch (error) {
    return { ...none, error: failureOf(error, timeout), milliseconds: clock.now().getTime() - begun }
  }
}

const exchange = (
  { clock, lookup, allowPrivate }: PostDeps,
  delivery: { id: string; url: string; secret: string; body: string },
  signal: AbortSignal,
): Promise<IncomingMessage> => {
  const url = receiverUrl(delivery.url, 'url')
  const host = hostOf(url)
  if (!allowPrivate) refuseAddress(host)
  const at = clock.now()
  const body = Buffer.from(delivery.body)
  const options: RequestOptions = {
    method: 'POST',
    host,
    port: url.port,
    path: url.pathname + url.search,
    ...(url.username !== '' && { auth: `${decoded(url.username)}:${decoded(url.password)}` }),
    headers: {
      'content-type': 'application/json',
      'content-length': body.length,
      'user-agent': 'Cadenza-Webhooks',
      'webhook-id': delivery.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Signer(delivery.secret).sign(delivery.id, at, body.toString()),
    },
    lookup: allowPrivate ? lookup : guardLookup(lookup),
    agent: false,
    signal,
  }
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request = url.protocol === 'https:' ? httpsRequest(options) : httpRequest(options)
  request.on('response', resolve).on('error', reject)
  request.end(body)
  return promise
}

/** A `%` that encodes nothing stands for itself. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What was read until it was enough, or until it broke off: the status alone decides. */
const beginningOf = async (answer: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of answer) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= MOST_ANSWER_BYTES) break
    }
  } catch (error) {
    chunks.push(Buffer.from(` (${messageOf(error)})`))
  } finally {
    answer.destroy()
  }
  const text = Buffer.concat(chunks).subarray(0, MOST_ANSWER_BYTES).toString('utf8')
  return text.replaceAll('\0', '').slice(0, MOST_ANSWER_KEPT).toWellFormed()
}

const failureOf = (error: unknown, timeout: number): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const name = error instanceof Error ? error.name : ''
  if (name === 'AbortError' || name === 'TimeoutError')
    return `The receiver did not answer within ${timeout / 1000} seconds.`
  if (code === 'ECONNREFUSED') return 'The receiver refuses connections.'
  if (code === 'ECONNRESET') return 'The receiver broke the connection off.'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The name of the receiver was not found.'
  return `No answer came: ${messageOf(error).slice(0, 300).replaceAll('\0', '').toWellFormed()}`
}

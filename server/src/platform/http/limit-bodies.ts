import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { systemClock } from '#platform/clock/index.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads its body itself, as a stream of bytes; once its caller is known, it may take as long as the server waits at all. */
    readsStream?: boolean
  }
}

/** Both in milliseconds. */
export type BodyLimits = {
  /** A request and its body have arrived by then. Default 2 minutes. */
  ordinary: number
  /** The same for a route that reads a stream: a large file over a slow line. Default an hour. */
  stream: number
}

export const BODY_LIMITS: BodyLimits = { ordinary: 120_000, stream: 3_600_000 }

/**
 * Calls `onLate` for a request whose body has not arrived whole after so many milliseconds, unless it was lifted by then: bodies that
 * trickle in hold a socket each. Counts real time whatever the clock of the app says, and from before anybody has asked who is calling.
 */
export const limitBodies = (
  server: Server,
  { milliseconds, onLate }: { milliseconds: number; onLate: (socket: Duplex) => void },
): { lift: (request: IncomingMessage) => void } => {
  const clock = systemClock()
  const limits = new WeakMap<IncomingMessage, AbortController>()
  const lift = (request: IncomingMessage): void => limits.get(request)?.abort()

  const limit = async (request: IncomingMessage): Promise<void> => {
    const lifted = new AbortController()
    limits.set(request, lifted)
    request.once('close', () => lifted.abort())
    await clock.sleep(milliseconds, lifted.signal)
    if (!lifted.signal.aborted && !request.complete) onLate(request.socket)
  }
  server.prependListener('request', (request: IncomingMessage) => {
    if (hasBody(request)) void limit(request)
  })
  return { lift }
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

import rateLimit from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'

/** Requests in a minute; 0: as many as come. */
export type CallLimitSettings = {
  /** Of one key, or of one user who is signed in. */
  perKey: number
  /** From one address (an IPv6 /64 is one), of those without a valid key or session. */
  perAddress: number
  /** Attempts to sign in, from one address. */
  signIn: number
}

export const CALL_LIMITS: CallLimitSettings = { perKey: 6_000, perAddress: 600, signIn: 10 }

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/** Hooks for onRequest. What goes beyond a limit is refused with 429 and `Retry-After`; what is counted, answers with the `RateLimit-*` headers. */
export type CallLimits = {
  /** Finds out who calls, and counts the request: on his key when he is known, else on his address. */
  around(identify: (request: FastifyRequest) => Promise<void>): Hook
  byAddress: Hook
  signIn: Hook
}

const MINUTE = 60_000
/** Keys and addresses that are counted at a time; beyond it, those not seen for longest begin anew. */
const MOST_COUNTED = 20_000

/**
 * Counts in the memory of this process: with several processes each allows as much. To be called before routes are added.
 *
 * @param callerOf what a known caller is counted under
 */
export const createCallLimits = (
  server: HttpServer,
  { settings, callerOf }: { settings: CallLimitSettings; callerOf: (request: FastifyRequest) => string },
): CallLimits => {
  const { perKey, perAddress, signIn } = settings
  server.register(rateLimit, { global: false, cache: MOST_COUNTED })
  type Count = ReturnType<HttpServer['createRateLimit']>

  /** A limit with counters of its own. */
  const limit = (
    max: number,
    whose: string,
    keyGenerator?: (request: FastifyRequest) => string,
  ): Hook | null => {
    if (max === 0) return null
    let count: Count | undefined
    return async (request, reply) => {
      // The plugin is there only when the server is being made ready.
      count ??= server.createRateLimit({ max, timeWindow: MINUTE, ...(keyGenerator && { keyGenerator }) })
      const counted = await count(request)
      if (counted.isAllowed) return
      const { remaining, ttlInSeconds, isExceeded } = counted
      reply.headers({
        'ratelimit-limit': max,
        'ratelimit-remaining': remaining,
        'ratelimit-reset': ttlInSeconds,
      })
      if (!isExceeded) return
      reply.header('retry-after', ttlInSeconds)
      throw tooMany(max, whose, ttlInSeconds)
    }
  }

  const nobody: Hook = async () => {}
  const ofCaller = limit(perKey, 'with this key', callerOf)
  const ofAddress = limit(perAddress, 'without a valid key from this address') ?? nobody
  return {
    around: (identify) => async (request, reply) => {
      try {
        await identify(request)
      } catch (error) {
        if (error instanceof AppError && (error.code === 'unauthorized' || error.code === 'forbidden'))
          await ofAddress(request, reply)
        throw error
      }
      if (ofCaller !== null) await ofCaller(request, reply)
    },
    byAddress: ofAddress,
    signIn: limit(signIn, 'to sign in from this address') ?? nobody,
  }
}

const tooMany = (max: number, whose: string, seconds: number): AppError =>
  new AppError({
    code: 'rate_limited',
    message: `There were more than ${max} requests ${whose} within a minute. Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'} and send this one again.`,
  })

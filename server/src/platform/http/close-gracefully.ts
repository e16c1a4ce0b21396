import type { Clock } from '#platform/clock/index.ts'
import type { HttpServer } from './create-http-server.ts'

/**
 * Stops listening, lets requests under way finish for at most `graceMilliseconds` (default 5 s), then cuts the rest. Resolves when
 * nothing is connected any more.
 */
export const closeGracefully = async (options: {
  server: HttpServer
  clock: Clock
  graceMilliseconds?: number
}): Promise<void> => {
  const { server, clock, graceMilliseconds = 5_000 } = options
  const done = new AbortController()
  const closed = server.close().finally(() => done.abort())
  await Promise.race([closed, clock.sleep(graceMilliseconds, done.signal)])
  server.server.closeAllConnections()
  await closed
}

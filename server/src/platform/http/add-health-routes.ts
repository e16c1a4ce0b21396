import { AppError, messageOf } from '#platform/errors/index.ts'
import type { HttpServer } from './create-http-server.ts'

/** Resolves when requests are welcome; rejects with the reason when they are not. */
export type ReadinessCheck = () => Promise<void>

/** `GET /healthz`: the process answers. `GET /readyz`: it can also do its work. Neither asks for a key. */
export const addHealthRoutes = (server: HttpServer, ready: ReadinessCheck): void => {
  server.get('/healthz', async () => ({ status: 'ok' }))
  server.get('/readyz', async () => {
    try {
      await ready()
    } catch (cause) {
      throw new AppError({ code: 'unavailable', message: `Not ready: ${messageOf(cause)}`, cause })
    }
    return { status: 'ok' }
  })
}

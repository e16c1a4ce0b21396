import { takeServerLock } from '#platform/data-folder/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { closeGracefully, type HttpServer } from '#platform/http/index.ts'
import type { Log } from '#platform/log/index.ts'
import { type App, type AppParts, createApp } from './app.ts'
import type { Config } from './config.ts'
import { openInstance } from './open-instance.ts'
import { runApp } from './run-app.ts'
import { createOperationsServer, createWebServer } from './web-server.ts'

export type RunningServer = {
  app: App
  /** Where it answers, `http://127.0.0.1:3000`; null in a process without the role api. */
  url: string | null
  /** Where METRICS_PORT answers; null without one. */
  operationsUrl: string | null
  stop(): Promise<void>
}

/**
 * Opens the installation and runs this process's roles in it. One process serves an embedded database; over DATABASE_URL there may be
 * several. Throws an AppError with a sentence when something stands in the way: the port taken, the folder served already.
 *
 * @param parts what the simulated world replaces
 */
export const startServer = async ({
  config,
  log,
  parts = {},
}: {
  config: Config
  log: Log
  parts?: Pick<AppParts, 'clock' | 'random' | 'randomBytes' | 'mayReach' | 'fetch'>
}): Promise<RunningServer> => {
  // Undone in the opposite order, also when a later step fails.
  const undo: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    if (config.databaseUrl === undefined) {
      const lock = await takeServerLock(config.dataDir)
      undo.push(() => lock.release())
    }
    const instance = await openInstance({ config, log })
    undo.push(() => instance.close())
    const app = await createApp({ ...instance, config, log, ...parts })
    undo.push(() => app.close())
    // Listens first: a port that is taken stops everything before a mail has left.
    const url = config.roles.includes('api')
      ? await listen(createWebServer(app, config), { config, app, undo })
      : null
    const { metricsPort } = config
    const operationsUrl =
      metricsPort === undefined
        ? null
        : await listen(createOperationsServer(app, config), {
            config: { ...config, port: metricsPort },
            ...{ app, undo, variable: 'METRICS_PORT' },
          })
    const running = await runApp(app, config.roles)
    undo.push(() => running.stop())
    return { app, url, operationsUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const listen = async (
  server: HttpServer,
  {
    config,
    app,
    undo,
    variable = 'PORT',
  }: { config: Config; app: App; undo: (() => Promise<unknown>)[]; variable?: string },
): Promise<string> => {
  undo.push(() => closeGracefully({ server, clock: app.clock }))
  const { host, port } = config
  try {
    await server.listen({ host, port })
  } catch (cause) {
    throw notListening(cause, config, variable)
  }
  const address = server.server.address()
  const actual = typeof address === 'object' && address !== null ? address.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`
}

const notListening = (cause: unknown, { host, port }: Config, variable: string): AppError => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  const sentence =
    code === 'EADDRINUSE'
      ? `Port ${port} is taken by another program. Choose another with ${variable}, such as ${variable}=${port + 1} npm start.`
      : code === 'EACCES'
        ? `Port ${port} may not be used by this user. Choose one above 1023 with ${variable}, such as ${variable}=3000.`
        : code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND'
          ? `This machine has no network interface ${host}. Choose another with HOST, such as HOST=127.0.0.1.`
          : null
  return sentence === null
    ? new AppError({
        code: 'unavailable',
        message: `Nothing can listen on ${host}:${port}: ${String(cause)}`,
        cause,
      })
    : new AppError({
        code: 'unavailable',
        message: sentence,
        field: code === 'EADDRNOTAVAIL' ? 'HOST' : variable,
        cause,
      })
}

import { AsyncLocalStorage } from 'node:async_hooks'

const context = new AsyncLocalStorage<{ requestId: string }>()

/** Whatever `run` causes, now and later, logs with this request's id. */
export const logWithRequest = <T>(requestId: string, run: () => T): T => context.run({ requestId }, run)

/** What every line of the log gets; a new object each time, because pino writes into it. */
export const logContext = (): object => ({ ...context.getStore() })

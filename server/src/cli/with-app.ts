import type { Command } from 'commander'
import { createLog } from '#platform/log/index.ts'
import { type App, createApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { openInstance } from '../open-instance.ts'

/** Options that every command has. */
export type CommonOptions = { json?: boolean }

/**
 * Opens the installation for one command, beside a running server or without one (the embedded database is joined, or started and stopped
 * again), and leaves it afterwards whatever happens.
 */
export const withApp = async <T>(
  command: Command,
  work: (app: App, config: Config) => Promise<T>,
): Promise<T> => {
  const config = readConfig({ flags: command.optsWithGlobals() })
  // What a command has to say it prints itself; the log would only stand between.
  const log = createLog({ level: 'error' })
  const instance = await openInstance({ config, log })
  try {
    const app = await createApp({ ...instance, config, log })
    try {
      return await work(app, config)
    } finally {
      await app.close()
    }
  } finally {
    await instance.close()
  }
}

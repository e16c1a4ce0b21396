import type { Command } from 'commander'
import type { Member } from '#modules/accounts/index.ts'
import { createLog } from '#platform/log/index.ts'
import type { App } from '../app.ts'
import { type Config, readConfig } from '../config.ts'

/** Options that every command has. */
export type CommonOptions = { json?: boolean }
/** Those of commands that act for somebody. */
export type MemberOptions = CommonOptions & { user: string; company?: string }

/** Adds `--user`, `--company` and `--json` to a command. */
export const forMember = (command: Command): Command =>
  command
    .requiredOption('--user <address>', 'the user it is done for')
    .option('--company <name>', 'which company, for somebody of several')
    .option('--json', 'prints the result as JSON')

/**
 * Opens the installation for one command, beside a running server or without one (the embedded database is joined, or started and stopped
 * again), and leaves it afterwards whatever happens.
 */
export const withApp = async <T>(
  command: Command,
  work: (app: App, config: Config) => Promise<T>,
): Promise<T> => {
  const config = readConfig({ flags: command.optsWithGlobals() })
  // Loaded here, so that --help and a mistyped option answer at once.
  const { createApp } = await import('../app.ts')
  const { openInstance } = await import('../open-instance.ts')
  // What a command has to say it prints itself, on standard output; the log would only stand between.
  const log = createLog({ level: 'error', destination: process.stderr })
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

/** The same for a command that acts for the user it names. */
export const withMember = <T>(
  command: Command,
  options: MemberOptions,
  work: (input: { app: App; config: Config; member: Member; companyId: string }) => Promise<T>,
): Promise<T> =>
  withApp(command, async (app, config) => {
    const member = await app.accounts.requireUserByEmail({ email: options.user, company: options.company })
    return work({ app, config, member, companyId: member.companyId })
  })

import type { Command } from 'commander'
import { systemClock } from '#platform/clock/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { createLog } from '#platform/log/index.ts'
import { readConfig } from '../config.ts'
import { print } from './output.ts'
import { createProgressBar } from './progress-bar.ts'
import type { CommonOptions } from './with-app.ts'

export const addBackupCommand = (program: Command): void => {
  program
    .command('backup')
    .description('writes everything but the secret key into one file, beside a running server or without one')
    .option(
      '--out <file>',
      'where to (default: cadenza-backup-TIME.zip in this folder; a folder ends with /)',
    )
    .option('--json', 'prints the result as JSON')
    .action(async (options: CommonOptions & { out?: string }, command: Command) => {
      const config = readConfig({ flags: command.optsWithGlobals() })
      const { openInstance } = await import('../open-instance.ts')
      const { backUpInstance } = await import('../backup/back-up-instance.ts')
      const log = createLog({ level: 'error', destination: process.stderr })
      const instance = await openInstance({ config, log })
      const bar = createProgressBar()
      const stop = new AbortController()
      const interrupt = () =>
        stop.abort(
          new AppError({
            code: 'unavailable',
            message: 'Ended before the backup was whole; its part was removed.',
          }),
        )
      process.once('SIGINT', interrupt)
      process.once('SIGTERM', interrupt)
      try {
        const { path, bytes, manifest } = await backUpInstance(instance, {
          config,
          clock: systemClock(),
          out: options.out,
          signal: stop.signal,
          onProgress: ({ table, ...progress }) => bar.show({ ...progress, what: table }),
        })
        bar.stop()
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
        const { madeAt, secretKeyFingerprint } = manifest
        print(options.json, { path, bytes, madeAt, rows, secretKeyFingerprint }, () => [
          `${path}: ${rows.toLocaleString('en')} rows as of ${madeAt}, ${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB.`,
          `The secret key ${secretKeyFingerprint} is not in it, and without it no mailbox can be opened again.`,
          config.secretKey === undefined
            ? `Keep ${config.dataDir}/secret.key too, in another place than the backup.`
            : 'Keep the value of SECRET_KEY too, in another place than the backup.',
        ])
      } finally {
        bar.stop()
        process.off('SIGINT', interrupt)
        process.off('SIGTERM', interrupt)
        await instance.close()
      }
    })
}

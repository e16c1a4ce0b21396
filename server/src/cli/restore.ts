import { resolve } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '#platform/errors/index.ts'
import { createLog } from '#platform/log/index.ts'
import { readConfig } from '../config.ts'
import { print } from './output.ts'
import { createProgressBar } from './progress-bar.ts'
import { untilInterrupted } from './until-interrupted.ts'
import type { CommonOptions } from './with-app.ts'

type Options = CommonOptions & { into?: string; secretKey?: string }

export const addRestoreCommand = (program: Command): void => {
  program
    .command('restore <file>')
    .description('fills an empty installation with a backup; nothing is sent until confirm-sending')
    .option('--into <folder>', 'the data folder to fill (default: ./data, or DATA_DIR)')
    .option(
      '--secret-key <file>',
      'the secret key that belongs to the backup (default: secret.key in the data folder)',
    )
    .option('--json', 'prints the result as JSON')
    .action(async (file: string, options: Options, command: Command) => {
      const flags = command.optsWithGlobals()
      const config = readConfig({ flags: { ...flags, dataDir: options.into ?? flags.dataDir } })
      const { restoreInstance } = await import('../backup/restore-instance.ts')
      const bar = createProgressBar()
      const ended = new AppError({ code: 'unavailable', message: 'Ended; nothing was restored.' })
      try {
        const { manifest, jobs } = await untilInterrupted(ended, (signal) =>
          restoreInstance({
            file: resolve(config.workingDir, file),
            keyFile:
              options.secretKey === undefined ? undefined : resolve(config.workingDir, options.secretKey),
            config,
            log: createLog({ level: 'error', destination: process.stderr }),
            onProgress: ({ table, ...progress }) => {
              signal.throwIfAborted()
              bar.show({ ...progress, what: table })
            },
          }),
        )
        bar.stop()
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
        const { dataDir } = config
        print(options.json, { dataDir, rows, jobs, backupAt: manifest.madeAt }, () => [
          `Restored ${rows.toLocaleString('en')} rows as of ${manifest.madeAt}.`,
          'What was sent, unsubscribed or changed after that is not known. Stop the old installation before you start',
          'this one. Mailboxes are read as soon as it runs; nothing is sent before:',
          '  cadenza confirm-sending',
          ...(options.into === undefined ? [] : ['', `To start it: DATA_DIR=${dataDir} npm start`]),
        ])
      } finally {
        bar.stop()
      }
    })
}

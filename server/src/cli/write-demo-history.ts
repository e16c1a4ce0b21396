import { resolve } from 'node:path'
import type { Command } from 'commander'
import { notAllowed } from '#platform/errors/index.ts'
import { createLog } from '#platform/log/index.ts'
import { readConfig } from '../config.ts'
import { untilInterrupted } from './until-interrupted.ts'

/** For the server, which has its demo company made by a process of its own: prints how many of a hundred parts are done, a line each. */
export const addWriteDemoHistoryCommand = (program: Command): void => {
  program
    .command('write-demo-history <file>', { hidden: true })
    .description('simulates the month of an invented company and writes it into a file')
    .action(async (file: string, _options: object, command: Command) => {
      const { workingDir } = readConfig({ flags: command.optsWithGlobals() })
      const { writeHistoryFile } = await import('../demo/index.ts')
      await untilInterrupted(notAllowed('The making of the demo was ended before its time.'), (signal) =>
        writeHistoryFile({
          path: resolve(workingDir, file),
          log: createLog({ level: 'error', destination: process.stderr }),
          onDay: (passed, of) => console.log(String(Math.round((100 * passed) / of))),
          signal,
        }),
      )
    })
}

import { Command, CommanderError } from 'commander'
import { AppError } from '#platform/errors/index.ts'
import { addBackupCommand } from './backup.ts'
import { addCadenceCommands } from './cadence.ts'
import { addCallCommands } from './call.ts'
import { addCompanyCommands } from './company.ts'
import { addConfirmSendingCommand } from './confirm-sending.ts'
import { addDoctorCommand } from './doctor.ts'
import { addJourneyCommands } from './journey.ts'
import { addMailboxCommands } from './mailbox.ts'
import { addMigrateFromKlentyCommand } from './migrate-from-klenty.ts'
import { addProspectsCommands } from './prospects.ts'
import { addReportsCommands } from './reports.ts'
import { addRestoreCommand } from './restore.ts'
import { addServeCommand } from './serve.ts'
import { addSimulateCommand } from './simulate.ts'
import { addStatusCommand } from './status.ts'
import { addTaskCommands } from './task.ts'
import { addUncertainCommands } from './uncertain.ts'
import { addUserCommands } from './user.ts'
import { addWebhookCommands } from './webhook.ts'
import { addWriteDemoHistoryCommand } from './write-demo-history.ts'

const createProgram = (): Command => {
  const program = new Command('cadenza')
    .description('Cadenza: prospects, cadences and the mails between them.')
    .option('--data-dir <folder>', 'the data folder (default: ./data, or DATA_DIR)')
    .option('--database-url <url>', 'a PostgreSQL server instead of the embedded one (or DATABASE_URL)')
    .showHelpAfterError('(add --help for what this command takes)')
    .exitOverride()
  addServeCommand(program)
  addUserCommands(program)
  addCompanyCommands(program)
  addMailboxCommands(program)
  addCadenceCommands(program)
  addJourneyCommands(program)
  addProspectsCommands(program)
  addMigrateFromKlentyCommand(program)
  addStatusCommand(program)
  addReportsCommands(program)
  addTaskCommands(program)
  addCallCommands(program)
  addUncertainCommands(program)
  addWebhookCommands(program)
  addDoctorCommand(program)
  addBackupCommand(program)
  addRestoreCommand(program)
  addConfirmSendingCommand(program)
  addSimulateCommand(program)
  addWriteDemoHistoryCommand(program)
  return program
}

/**
 * Runs one command and answers the exit code: 0 when it did its work, 1 when it could not (with the reason on standard error, or as JSON
 * on standard output after `--json`), 2 when the command's words are off.
 */
export const runCommandLine = async (args: readonly string[]): Promise<number> => {
  try {
    await createProgram().parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof AppError)) throw error
    if (args.includes('--json')) console.log(JSON.stringify(asJson(error)))
    else console.error(`${error.message}`)
    return 1
  }
}

const asJson = (error: AppError) => ({
  error: {
    code: error.code,
    message: error.message,
    ...(error.field === undefined ? {} : { field: error.field }),
  },
})

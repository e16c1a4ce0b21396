import type { Command } from 'commander'
import type { RecoveryReport, SendingHold } from '#modules/recovery/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { App } from '../app.ts'
import { print } from './output.ts'
import { type CommonOptions, withApp } from './with-app.ts'

type Options = CommonOptions & { company?: string; yes?: boolean; look: boolean }

export const addConfirmSendingCommand = (program: Command): void => {
  program
    .command('confirm-sending')
    .description('after a restore: shows what may be sent twice; with --yes mails leave again')
    .option('--company <name>', 'only this one of several')
    .option(
      '--yes',
      'lets mails leave again; prospects who got one after the backup, as seen in Sent, are paused first',
    )
    .option('--no-look', 'does not look into the folders of sent mails')
    .option('--json', 'prints the result as JSON')
    .action((options: Options, command: Command) =>
      withApp(command, async (app) => {
        const holds = await heldCompanies(app, options.company)
        const results: { report: RecoveryReport; paused: number | null }[] = []
        for (const { companyId } of holds) {
          const which = { companyId, look: options.look }
          if (options.yes) results.push(await app.recovery.confirmSending(which))
          else {
            const report = await app.recovery.recoveryReport(which)
            if (report) results.push({ report, paused: null })
          }
        }
        print(options.json, results, () =>
          results.length === 0
            ? ['Sending is not held: nothing was restored since somebody confirmed.']
            : results.flatMap((result) => linesOf(result)),
        )
      }),
    )
}

const heldCompanies = async (app: App, company: string | undefined): Promise<SendingHold[]> => {
  const holds = await app.recovery.openHolds()
  if (company === undefined) return holds
  const named = holds.filter(({ companyName }) => companyName.toLowerCase() === company.trim().toLowerCase())
  if (named.length === 0) throw notFound(`No company “${company}” waits for a confirmation.`, '--company')
  return named
}

const linesOf = ({ report, paused }: { report: RecoveryReport; paused: number | null }): string[] => {
  const { hold, uncertain, due, firstDue, sent } = report
  return [
    `${hold.companyName}: restored ${hold.restoredAt.toISOString()} from a backup of ${hold.backupAt.toISOString()}`,
    `  ${uncertain} mails were on their way then; Sent or you decide: cadenza uncertain list`,
    `  ${due} prospects are due for a mail that may have left since:`,
    ...firstDue.map(({ email, sequence, dueAt }) => `    ${email} (${sequence}, due ${dueAt.toISOString()})`),
    ...(due > firstDue.length ? [`    … and ${due - firstDue.length} more`] : []),
    ...(sent === null ? ['  Nobody looked into the folders of sent mails.'] : linesOfSent(sent)),
    '  Unsubscribes by link and suppressions of that time are lost; those by mail are read again.',
    paused === null
      ? '  Nothing is sent yet. To let mails leave, and pause whoever got one: cadenza confirm-sending --yes'
      : `  Mails leave again. ${paused} enrolments of prospects who got a mail after the backup were paused.`,
    '',
  ]
}

const linesOfSent = ({ mails, unseen }: NonNullable<RecoveryReport['sent']>): string[] => [
  `  ${mails.length} mails in the folders of sent mails left after the backup:`,
  ...mails.map(
    ({ to, mailbox, subject, at, prospectId }) =>
      `    ${at?.toISOString() ?? ''} ${mailbox} → ${to}: ${subject}${prospectId === null ? ' (no prospect of ours)' : ''}`,
  ),
  ...unseen.map(({ mailbox, reason }) => `    ${mailbox} could not be looked into: ${reason}`),
]

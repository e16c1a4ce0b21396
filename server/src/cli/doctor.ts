import type { Command } from 'commander'
import { livingProcesses } from '#platform/process/index.ts'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import { checkInstallation } from '../doctor/check-installation.ts'
import { checkMailboxes } from '../doctor/check-mailboxes.ts'
import { checkRecovery } from '../doctor/check-recovery.ts'
import { checkWebhooks } from '../doctor/check-webhooks.ts'
import { checkWork } from '../doctor/check-work.ts'
import type { Finding } from '../doctor/finding.ts'
import { print } from './output.ts'
import { type CommonOptions, withApp } from './with-app.ts'

type Options = CommonOptions & { connect: boolean }

export const addDoctorCommand = (program: Command): void => {
  program
    .command('doctor')
    .description('what is wrong with this installation, mailbox by mailbox, and what to do about it')
    .option('--no-connect', 'does not try the mail servers')
    .option('--json', 'prints the findings as JSON')
    .action(async (options: Options, command: Command) => {
      const findings = await withApp(command, (app, config) => examine(app, config, options.connect))
      print(options.json, findings, () => [...findings.flatMap(linesOf), '', summaryOf(findings)])
      if (findings.some(({ level }) => level === 'problem')) process.exitCode = 1
    })
}

const examine = async (app: App, config: Config, connect: boolean): Promise<Finding[]> => {
  const findings = [...(await checkInstallation(app, config)), ...(await checkRecovery(app))]
  const serverRuns = (await livingProcesses(app.db, app.clock.now())).length > 0
  for (const company of await app.accounts.listCompanies()) {
    findings.push(...(await checkMailboxes(app, { company, connect, serverRuns })))
    findings.push(...(await checkWork(app, company)))
    findings.push(...(await checkWebhooks(app, company)))
  }
  return findings
}

const MARKS: Record<Finding['level'], string> = { fine: '✓', warning: '!', problem: '✗' }

const linesOf = ({ level, about, found, todo }: Finding): string[] => [
  `${MARKS[level]} ${about}: ${found}`,
  ...(todo === undefined ? [] : [`    → ${todo}`]),
]

const summaryOf = (findings: readonly Finding[]): string => {
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length
  const problems = count('problem')
  if (problems > 0) return `${problems} ${problems === 1 ? 'thing does' : 'things do'} not work.`
  return count('warning') > 0 ? 'It works; see the marks with an exclamation.' : 'All is well.'
}

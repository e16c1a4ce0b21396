import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { ImportedCompany } from '#modules/company-files/index.ts'
import { AppError, conflict, notFound } from '#platform/errors/index.ts'
import type { App } from '../app.ts'
import { print } from './output.ts'
import { createProgressBar } from './progress-bar.ts'
import { untilInterrupted } from './until-interrupted.ts'
import { type CommonOptions, withApp } from './with-app.ts'

type ExportOptions = CommonOptions & { company: string; out: string }
type ImportOptions = CommonOptions & { name?: string }

export const addCompanyCommands = (program: Command): void => {
  const company = program.command('company').description('a whole company, to be taken elsewhere')
  company
    .command('export')
    .description('writes all that a company has into one file: JSON Lines in a zip, without secrets and keys')
    .requiredOption('--company <name>', 'its name, or its id')
    .requiredOption('--out <file>', 'a file that is not there yet')
    .option('--json', 'prints the result as JSON')
    .action((options: ExportOptions, command: Command) =>
      withApp(command, async (app, { workingDir }) => {
        const { companyId, name } = await findCompany(app, options.company)
        const path = resolve(workingDir, options.out)
        const { manifest, bytes } = await withBar((bar, signal) =>
          app.companyFiles.exportToFile({ companyId, path, signal, onProgress: bar }),
        )
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
        print(options.json, { path, bytes, companyId, madeAt: manifest.madeAt, rows }, () => [
          `${path}: ${rows.toLocaleString('en')} rows of ${name} as of ${manifest.madeAt}.`,
          'Passwords, keys and secrets are not in it. Bring it elsewhere with: cadenza company import FILE.zip',
        ])
      }),
    )
  company
    .command('import <file>')
    .description('brings a company from its file; nothing of it is sent until somebody lets it')
    .option('--name <name>', 'another name for it here')
    .option('--json', 'prints the result as JSON')
    .action((file: string, options: ImportOptions, command: Command) =>
      withApp(command, async (app, { workingDir }) => {
        const path = resolve(workingDir, file)
        const brought = await withBar((bar) =>
          app.companyFiles.importCompany({ path, name: options.name, onProgress: bar }),
        )
        const todo = await whatIsToDo(app, brought)
        print(options.json, { ...brought, ...todo }, () => describe(brought, todo))
      }),
    )
}

type Bar = (progress: { table: string; done: number; total: number }) => void

const withBar = async <T>(work: (bar: Bar, signal: AbortSignal) => Promise<T>): Promise<T> => {
  const bar = createProgressBar()
  const ended = new AppError({
    code: 'unavailable',
    message: 'Ended before it was whole; nothing is left of it.',
  })
  try {
    return await untilInterrupted(ended, (signal) =>
      work(({ table, done, total }) => bar.show({ done, total, what: table }), signal),
    )
  } finally {
    bar.stop()
  }
}

const findCompany = async (
  { accounts }: Pick<App, 'accounts'>,
  wanted: string,
): Promise<{ companyId: string; name: string }> => {
  const key = wanted.trim().toLowerCase()
  const companies = await accounts.listCompanies()
  const found = companies.filter(({ companyId, name }) => companyId === key || name.toLowerCase() === key)
  const [one, another] = found
  if (!one)
    throw notFound(
      `There is no company “${wanted}”.${companies.length > 0 ? ` There are: ${companies.map(({ name }) => name).join(', ')}.` : ''}`,
      '--company',
    )
  if (another)
    throw conflict(
      `Several companies are called “${wanted}”. Give the id of one: ${found.map(({ companyId }) => companyId).join(', ')}.`,
      '--company',
    )
  return one
}

type ToDo = { members: string[]; mailboxes: string[]; webhooks: string[] }

const whatIsToDo = async (
  { accounts, mailboxes, webhooks }: App,
  { companyId }: ImportedCompany,
): Promise<ToDo> => ({
  members: (await accounts.listMembers({ companyId })).map(({ email }) => email),
  mailboxes: (await mailboxes.listMailboxes({ companyId })).map(({ address }) => address),
  webhooks: (await webhooks.listWebhooks({ companyId })).map(({ url }) => url),
})

const describe = ({ name, rows, exportedAt }: ImportedCompany, { members, mailboxes, webhooks }: ToDo) => [
  `${name} is here as it was on ${exportedAt}: ${rows.toLocaleString('en')} rows.`,
  `Members, without passwords and keys: ${members.join(', ')}.`,
  '  Give each a way in with: cadenza user key --user ADDRESS, or cadenza user password --user ADDRESS',
  ...(mailboxes.length > 0
    ? [
        `Mailboxes, paused: ${mailboxes.join(', ')}. Give each its password again with cadenza mailbox sign-in ADDRESS --user ADDRESS, then resume it.`,
      ]
    : []),
  ...(webhooks.length > 0
    ? ['Webhooks are off, and have new secrets: give them to the receivers, then switch them on.']
    : []),
  'Cadences and journeys that ran are paused. Nothing is sent before an admin confirms: cadenza confirm-sending --help',
]

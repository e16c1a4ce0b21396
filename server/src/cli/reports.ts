import type { Command } from 'commander'
import { notFound } from '#platform/errors/index.ts'
import { print } from './output.ts'
import { type CommonOptions, withApp } from './with-app.ts'

type Options = CommonOptions & { company?: string }

export const addReportsCommands = (program: Command): void => {
  const reports = program.command('reports').description('the numbers of cadences and journeys')
  reports
    .command('rebuild')
    .description(
      "counts all numbers anew from what has happened, in days of the company's zone as it is now; mails may go on leaving",
    )
    .option('--company <name>', 'only this company (default: every one)')
    .option('--json', 'prints the result as JSON')
    .action((options: Options, command: Command) =>
      withApp(command, async ({ accounts, reports: counted }) => {
        const all = await accounts.listCompanies()
        const wanted = options.company?.trim().toLowerCase()
        const companies = all.filter(
          ({ name }) => wanted === undefined || name.trim().toLowerCase() === wanted,
        )
        if (companies.length === 0 && wanted !== undefined)
          throw notFound(
            `There is no company called "${options.company}". There are ${all.map(({ name }) => name).join(', ') || 'none'}.`,
            'company',
          )
        const rebuilt: { company: string; rows: number }[] = []
        for (const { companyId, name } of companies)
          rebuilt.push({ company: name, rows: await counted.rebuild({ companyId }) })
        print(options.json, { companies: rebuilt }, () =>
          rebuilt.length === 0
            ? ['There is no company yet.']
            : rebuilt.map(({ company, rows }) => `${company}: counted anew, ${rows} daily numbers.`),
        )
      }),
    )
}

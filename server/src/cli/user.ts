import type { Command } from 'commander'
import { EDITIONS, type Edition, ROLES, type Role } from '#modules/accounts/index.ts'
import { oneOf, print } from './output.ts'
import { type CommonOptions, withApp } from './with-app.ts'

type AddOptions = CommonOptions & {
  company: string
  email: string
  name?: string
  role?: string
  edition?: string
}

export const addUserCommands = (program: Command): void => {
  const user = program.command('user').description('people who work with this installation')
  user
    .command('add')
    .description('adds a user and prints the API key, which is shown only now; an existing company is joined')
    .requiredOption('--company <name>', 'the company; a new one is made, one of this name is joined')
    .requiredOption('--email <address>', 'the address to sign in with')
    .option('--name <name>', 'the name of the person')
    .option('--role <role>', `${ROLES.join(', ')} (default: admin in a new company, else rep)`)
    .option('--edition <edition>', `shapes of the public API: ${EDITIONS.join(' or ')} (default: 2017)`)
    .option('--json', 'prints {"companyId","userId","apiKey"}')
    .action(async (options: AddOptions, command: Command) => {
      const input = {
        company: options.company,
        email: options.email,
        name: options.name,
        role: oneOf<Role>(ROLES, options.role, '--role'),
        edition: oneOf<Edition>(EDITIONS, options.edition, '--edition'),
      }
      const added = await withApp(command, (app) => app.accounts.addUser(input))
      print(options.json, added, () => [
        `Added ${options.email} to ${options.company}.`,
        `API key (shown only now): ${added.apiKey}`,
      ])
    })
}

import password from '@inquirer/password'
import type { Command } from 'commander'
import { EDITIONS, type Edition, ROLES, type Role } from '#modules/accounts/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import { oneOf, print } from './output.ts'
import { readStandardInput } from './read-standard-input.ts'
import { type CommonOptions, forMember, type MemberOptions, withApp, withMember } from './with-app.ts'

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
  forMember(user.command('key'))
    .description('makes another API key for a member and prints it, which is shown only now')
    .option('--edition <edition>', `shapes of the public API: ${EDITIONS.join(' or ')} (default: 2017)`)
    .action((options: MemberOptions & { edition?: string }, command: Command) => {
      const edition = oneOf<Edition>(EDITIONS, options.edition, '--edition')
      return withMember(command, options, async ({ app, member: { companyId, userId } }) => {
        const made = await app.accounts.createApiKey({ companyId, userId, ...(edition && { edition }) })
        print(options.json, made, () => [`API key (shown only now): ${made.apiKey}`])
      })
    })
  forMember(user.command('password'))
    .description('gives a member a password to sign in with, in place of one he may have')
    .option('--password-stdin', 'reads it from standard input; without, it is asked for')
    .action((options: MemberOptions & { passwordStdin?: boolean }, command: Command) =>
      withMember(command, options, async ({ app, member: { userId, email } }) => {
        await app.accounts.setPassword({ userId, password: await readPassword(options) })
        print(options.json, { userId }, () => [`${email} has a new password, and is signed out everywhere.`])
      }),
    )
}

const readPassword = async ({ passwordStdin }: { passwordStdin?: boolean }): Promise<string> => {
  if (passwordStdin) return readStandardInput()
  if (process.stdin.isTTY) return password({ message: 'New password', mask: '*' })
  throw invalidInput('--password-stdin', 'Nobody can be asked for the password here. Give --password-stdin.')
}

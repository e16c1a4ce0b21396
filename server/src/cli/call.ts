import type { Command } from 'commander'
import type { ListedCall } from '#modules/calls/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { App } from '../app.ts'
import { DISPOSITIONS, readSeconds, readTime } from './call-input.ts'
import { oneOf, print, table } from './output.ts'
import { forMember, type MemberOptions, withMember } from './with-app.ts'

const PROVIDERS = ['tel', 'twilio'] as const
const MOST_LISTED = 200

type LogOptions = MemberOptions & {
  prospect: string
  disposition: string
  duration?: string
  notes?: string
  from?: string
  to?: string
  at?: string
}
type DialOptions = MemberOptions & { prospect: string; number?: string; provider?: string }

export const addCallCommands = (program: Command): void => {
  const call = program.command('call').description('calls to prospects')
  forMember(call.command('log'))
    .description('writes down a call that was made elsewhere')
    .requiredOption('--prospect <address>', 'who was called')
    .requiredOption('--disposition <how>', DISPOSITIONS.join(', '))
    .option('--duration <seconds>', 'how long it was')
    .option('--notes <text>', 'what was said')
    .option('--from <number>', "the number it came from (default: the user's own phone)")
    .option('--to <number>', "the number that was called (default: the prospect's phone)")
    .option('--at <time>', 'when it began, such as 2026-03-09T14:00 (default: as long ago as it lasted)')
    .action((options: LogOptions, command: Command) =>
      withMember(command, options, async ({ app, member, companyId }) => {
        const { zone } = await app.accounts.getSettings({ companyId })
        const logged = await app.calls.logCall({
          companyId,
          userId: member.userId,
          prospectId: await prospectId(app, { companyId, email: options.prospect }),
          disposition: oneOf(DISPOSITIONS, options.disposition, '--disposition') ?? 'answered',
          durationSeconds: readSeconds(options.duration),
          notes: options.notes,
          fromNumber: options.from,
          toNumber: options.to,
          startedAt: options.at === undefined ? undefined : readTime('--at', options.at, zone),
        })
        print(options.json, logged, () => [`Written down: the call to ${options.prospect}.`])
      }),
    )
  forMember(call.command('list'))
    .description("everybody's calls, newest first")
    .option('--prospect <address>', 'only those to him')
    .action((options: MemberOptions & { prospect?: string }, command: Command) =>
      withMember(command, options, async ({ app, companyId }) => {
        const { prospect: email } = options
        const found = await app.calls.listCalls({
          companyId,
          prospectId: email === undefined ? undefined : await prospectId(app, { companyId, email }),
          limit: MOST_LISTED,
        })
        print(options.json, found, () =>
          found.length === 0
            ? ['There are no calls.']
            : table([['ID', 'WHEN', 'WHO', 'TO', 'NUMBER', 'HOW', 'SECONDS'], ...found.map(rowOf)]),
        )
      }),
    )
  forMember(call.command('dial'))
    .description('calls a prospect: prints a tel: link, or has the provider ring your phone')
    .requiredOption('--prospect <address>', 'who is called')
    .option('--number <number>', "another number than the prospect's")
    .option('--provider <name>', `${PROVIDERS.join(' or ')} (default: Twilio where it is set up)`)
    .action((options: DialOptions, command: Command) =>
      withMember(command, options, async ({ app, member, companyId }) => {
        const dialled = await app.calls.dial({
          companyId,
          userId: member.userId,
          prospectId: await prospectId(app, { companyId, email: options.prospect }),
          number: options.number,
          provider: oneOf(PROVIDERS, options.provider, '--provider'),
        })
        print(options.json, dialled, () => [dialled.url ?? 'Your phone rings in a moment.'])
      }),
    )
}

const prospectId = async (app: App, input: { companyId: string; email: string }): Promise<string> => {
  const prospect = await app.prospects.findByEmail(input)
  if (prospect) return prospect.id
  throw notFound(`There is no prospect with the address ${input.email}.`, '--prospect')
}

const rowOf = (call: ListedCall): string[] => [
  call.id,
  call.startedAt.toISOString().slice(0, 16).replace('T', ' '),
  call.userEmail,
  call.prospectEmail,
  call.toNumber ?? '',
  call.disposition ?? call.state,
  String(call.durationSeconds),
]

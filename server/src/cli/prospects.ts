import type { Command } from 'commander'
import { invalidInput, notFound } from '#platform/errors/index.ts'
import { importProspects, printRejectedRows } from './import-prospects.ts'
import { keepMemorySmall } from './keep-memory-small.ts'
import { oneOf, print, table } from './output.ts'
import { addSendToWebhook } from './send-to-webhook.ts'
import { forMember, type MemberOptions, withMember } from './with-app.ts'

const ON_EXISTING = ['update', 'skip'] as const
/** Started in one transaction. */
const AT_ONCE = 500

type ImportOptions = MemberOptions & { list: string; map?: string[]; onExisting?: string }
type StartOptions = MemberOptions & { list: string; cadence?: string; journey?: string }

export const addProspectsCommands = (program: Command): void => {
  const prospects = program.command('prospects').description('the people who are written to')
  forMember(prospects.command('import <file>'))
    .description('imports a CSV; one that was stopped or killed goes on when the command is given again')
    .requiredOption('--list <name>', 'the list that they go into; made when there is none')
    .option('--map <column=field>', MAP_HELP, (text: string, all: string[] = []) => [...all, text])
    .option(
      '--on-existing <what>',
      `${ON_EXISTING.join(' or ')} those who are there already (default: update)`,
    )
    .action(async (file: string, options: ImportOptions, command: Command) => {
      keepMemorySmall()
      const mapping = Object.fromEntries((options.map ?? []).map(columnAndField))
      const onExisting = oneOf(ON_EXISTING, options.onExisting, '--on-existing') ?? 'update'
      const { list, json } = options
      await withMember(command, options, ({ app, config, member }) =>
        importProspects(
          { app, member, workingDir: config.workingDir },
          { file, list, mapping, onExisting, json },
        ),
      )
    })
  forMember(prospects.command('rejected <import>'))
    .description('prints the rejected rows of an import as CSV, each with its reason')
    .action((importId: string, options: MemberOptions, command: Command) =>
      withMember(command, options, ({ app, companyId }) => printRejectedRows(app, { companyId, importId })),
    )
  forMember(prospects.command('start'))
    .description('starts everybody in a list in a cadence or a journey')
    .requiredOption('--list <name>', 'the list')
    .option('--cadence <name>', 'the cadence; it must be published')
    .option('--journey <name>', 'or the journey')
    .action((options: StartOptions, command: Command) => startList(command, options))
  addSendToWebhook(prospects)
}

const MAP_HELP =
  'where a column goes: a field (FirstName), custom:Industry for a custom field, or “-” to leave it out; give it once for each column'

/** The last `=` parts them, for a column may have one in its name. */
const columnAndField = (text: string): [string, string] => {
  const place = text.lastIndexOf('=')
  if (place < 1)
    throw invalidInput(
      '--map',
      `--map is “${text}”, but it must name a column and a field, as in --map "Job=Title".`,
    )
  return [text.slice(0, place), text.slice(place + 1)]
}

/** Which cadence or journey is meant. */
const named = ({ cadence, journey }: StartOptions) => {
  if (cadence !== undefined && journey === undefined)
    return { kind: 'cadence', name: cadence, field: '--cadence' } as const
  if (journey !== undefined && cadence === undefined)
    return { kind: 'journey', name: journey, field: '--journey' } as const
  throw invalidInput('--cadence', 'Give either --cadence or --journey: what the list is to be started in.')
}

const startList = (command: Command, options: StartOptions): Promise<void> =>
  withMember(command, options, async ({ app, member: { companyId, userId } }) => {
    const list = await app.prospects.findList({ companyId, name: options.list })
    if (!list) throw notFound(`There is no list “${options.list}”.`, '--list')
    const sequence = await app.sequences.sequenceByName({ companyId, ...named(options) })
    const counts = new Map<string, { outcome: string; reason: string | null; prospects: number }>()
    for await (const page of app.prospects.streamProspects({ companyId, filter: { listId: list.id } }))
      for (let first = 0; first < page.length; first += AT_ONCE) {
        const prospectIds = page.slice(first, first + AT_ONCE).map(({ id }) => id)
        for (const one of await app.engine.start({
          companyId,
          userId,
          sequenceId: sequence.id,
          prospectIds,
        })) {
          const reason = 'reason' in one ? one.reason : null
          const key = `${one.outcome} ${reason}`
          const count = counts.get(key) ?? { outcome: one.outcome, reason, prospects: 0 }
          counts.set(key, { ...count, prospects: count.prospects + 1 })
        }
      }
    const outcomes = [...counts.values()]
    const total = outcomes.reduce((sum, one) => sum + one.prospects, 0)
    const started = outcomes.find(({ outcome }) => outcome === 'started')?.prospects ?? 0
    print(
      options.json,
      { list: list.name, [sequence.kind]: sequence.name, prospects: total, started, outcomes },
      () => [
        `Started ${started} of the ${total} prospects of “${list.name}” in “${sequence.name}”.`,
        ...table(
          outcomes
            .filter(({ reason }) => reason !== null)
            .map((one) => [`  not started: ${one.prospects}`, one.reason ?? '']),
        ),
      ],
    )
  })

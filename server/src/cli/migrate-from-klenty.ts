import password from '@inquirer/password'
import type { Command } from 'commander'
import { KLENTY_URL, type MoveNotes, type OnExisting, type RanMove } from '#modules/klenty-moves/index.ts'
import { AppError, invalidInput } from '#platform/errors/index.ts'
import type { Config } from '../config.ts'
import { oneOf, print, table } from './output.ts'
import { createProgressBar } from './progress-bar.ts'
import { untilInterrupted } from './until-interrupted.ts'
import { type MemberOptions, withMember } from './with-app.ts'

type Options = MemberOptions & { key?: string; from: string; as?: string; onExisting?: string }

const ON_EXISTING: readonly OnExisting[] = ['update', 'skip']
/** What is printed for people; `--json` has all. */
const MOST_SHOWN = 20

export const addMigrateFromKlentyCommand = (program: Command): void => {
  program
    .command('migrate-from-klenty')
    .description(
      'moves lists, prospects with their fields and standing, and the names of cadences here; a run that was ended is gone on with by the next',
    )
    .requiredOption('--user <address>', 'the user there, who is also the user here')
    .option('--key <key>', 'the API key there (or KLENTY_API_KEY; asked for on a terminal)')
    .option('--from <url>', 'the server, if it is another that speaks the Klenty API', KLENTY_URL)
    .option('--as <address>', 'the user here, if his address is another')
    .option('--company <name>', 'which company here, for somebody of several')
    .option('--on-existing <what>', 'update or skip prospects who are here already (default: update)')
    .option('--json', 'prints the report as JSON')
    .action((options: Options, command: Command) => {
      const onExisting = oneOf(ON_EXISTING, options.onExisting, '--on-existing') ?? 'update'
      const who = { ...options, user: options.as ?? options.user }
      return withMember(command, who, async ({ app, config, member }) => {
        const from = { url: options.from, user: options.user, key: await readKey(options, config) }
        const ran = await runWithBar(app.klentyMoves, {
          ...{ companyId: member.companyId, userId: member.userId, from, onExisting },
        })
        report(options.json, ran)
      })
    })
}

const readKey = async ({ key }: Options, { klentyApiKey }: Config): Promise<string> => {
  const given = key?.trim() || klentyApiKey
  if (given) return given
  if (!process.stdin.isTTY)
    throw invalidInput('--key', 'The API key is missing. Set KLENTY_API_KEY, or give --key.')
  return password({ message: 'API key', mask: '*' })
}

type Moves = Parameters<Parameters<typeof withMember>[2]>[0]['app']['klentyMoves']

const runWithBar = async (moves: Moves, run: Parameters<Moves['runMove']>[0]): Promise<RanMove> => {
  const bar = createProgressBar()
  const stopped = new AppError({
    code: 'unavailable',
    message: 'Stopped. The same command goes on from there.',
  })
  try {
    const ran = await untilInterrupted(stopped, (signal) =>
      moves.runMove({
        ...run,
        signal,
        onProgress: ({ done, total }) =>
          total === null
            ? bar.show({ done: 0, total: 1, what: `${done} prospects found` })
            : bar.show({ done, total, what: `${done} of ${total} prospects` }),
      }),
    )
    if (ran.ended === 'done') return ran
    throw stopped
  } finally {
    bar.stop()
  }
}

const report = (json: boolean | undefined, ran: RanMove): void => {
  const { notes, rejections, people, added, updated, skipped, repeated, rejected, suppressed } = ran
  const counts = { added, updated, skipped, repeated, rejected }
  const notMoved = notMovedOf(notes)
  const value = {
    ...{ from: ran.serverUrl, user: ran.serverUser, resumedAt: ran.resumedAt },
    ...{ people, ...counts, suppressed, ...notes, rejections, notMoved },
  }
  print(json, value, () => [
    `Moved from ${ran.serverUrl}: ${notes.lists.length} lists, ${people} prospects${ran.resumedAt ? `, from number ${ran.resumedAt + 1} on in this run` : ''}.`,
    `  ${Object.entries(counts)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ')}`,
    `  ${suppressed} of them may not be mailed (unsubscribed, bounced, or not to be contacted), and are not mailed here either.`,
    `Cadences made as empty drafts: ${notes.cadences.length}.${notes.cadencesThere.length > 0 ? ` Here already: ${notes.cadencesThere.join(', ')}.` : ''}`,
    ...shown(
      'Rejected',
      rejections.map(({ email, reason }) => [email, reason]),
    ),
    ...shown(
      'Lists that the server did not give',
      notes.listsRefused.map(({ name, reason }) => [name, reason]),
    ),
    ...shown(
      'Cadences that could not be made',
      notes.cadencesRefused.map(({ name, reason }) => [name, reason]),
    ),
    ...shown(
      'Owners who are no members here; their prospects are now yours',
      Object.entries(notes.ownersUnknown).map(([owner, count]) => [owner, `${count} prospects`]),
    ),
    ...shown(
      'Words for a prospect’s status that are not known here; such prospects are Do Not Contact',
      Object.entries(notes.statusesUnknown).map(([word, count]) => [word, `${count} prospects`]),
    ),
    ...shown(
      'Fields that prospects do not have here',
      Object.entries(notes.fieldsUnknown).map(([field, count]) => [field, `${count} prospects`]),
    ),
    'Not moved:',
    ...notMoved.map(({ what, why }) => `  ${what}: ${why}`),
  ])
}

const shown = (title: string, rows: readonly string[][]): string[] =>
  rows.length === 0
    ? []
    : [
        `${title}:`,
        ...table(rows.slice(0, MOST_SHOWN)).map((line) => `  ${line}`),
        ...(rows.length > MOST_SHOWN ? [`  … and ${rows.length - MOST_SHOWN} more; --json has all`] : []),
      ]

/** What the API does not tell, and so stays behind. */
const notMovedOf = ({ withoutTags, onlyLists }: MoveNotes): { what: string; why: string }[] => [
  {
    what: 'steps and mails of cadences',
    why: 'the API tells only their names; write them into the drafts, or import them as files',
  },
  {
    what: 'who is in which cadence, at which step',
    why: 'the API tells it of nobody by name of the cadence',
  },
  {
    what: 'mails, replies, opens, clicks, calls, notes and tasks',
    why: 'the API does not tell them one by one',
  },
  { what: 'dates of creation', why: 'prospects were added here on the day of the move' },
  ...(withoutTags ? [{ what: 'tags', why: 'this server does not tell them' }] : []),
  ...(onlyLists
    ? [
        {
          what: 'prospects in lists of other users',
          why: 'this server lists prospects only by list; run the command for those users too',
        },
      ]
    : []),
]

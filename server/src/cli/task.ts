import type { Command } from 'commander'
import type { TaskOutcome } from '#modules/accounts/index.ts'
import type { BulkChange, ListedTask } from '#modules/tasks/index.ts'
import { invalidInput, notFound } from '#platform/errors/index.ts'
import { DISPOSITIONS, readSeconds, readTime } from './call-input.ts'
import { oneOf, print, table } from './output.ts'
import { forMember, type MemberOptions, withMember } from './with-app.ts'

const WHEN = ['overdue', 'today', 'upcoming'] as const
/** What one listing shows at most; a person works through no more. */
const MOST_LISTED = 500

type ListOptions = MemberOptions & { when?: string; snoozed?: boolean; all?: boolean }
type DoneOptions = MemberOptions & {
  outcome?: string
  note?: string
  disposition?: string
  duration?: string
  callNotes?: string
}

export const addTaskCommands = (program: Command): void => {
  const task = program.command('task').description('calls, LinkedIn touches, manual mails and to-dos')
  forMember(task.command('list'))
    .description('open tasks of the user, the longest due first')
    .option('--when <when>', `only ${WHEN.join(', ')}`)
    .option('--snoozed', 'only those that are put off')
    .option('--all', "everybody's, not only the user's")
    .action((options: ListOptions, command: Command) =>
      withMember(command, options, async ({ app, member, companyId }) => {
        const { zone } = await app.accounts.getSettings({ companyId })
        const tasks = await app.tasks.listTasks({
          companyId,
          zone,
          when: oneOf(WHEN, options.when, '--when'),
          snoozed: options.snoozed,
          assigneeId: options.all ? undefined : member.userId,
          limit: MOST_LISTED,
        })
        print(options.json, tasks, () =>
          tasks.length === 0
            ? ['Nothing is to be done.']
            : table([['ID', 'DUE', 'KIND', 'WHAT', 'PROSPECT', 'PHONE'], ...tasks.map(rowOf)]),
        )
      }),
    )
  forMember(task.command('done <ids...>'))
    .description(
      'marks tasks as done; their prospects go on, or are stopped where the company or the cadence stops on the outcome',
    )
    .option('--outcome <text>', 'how it went, such as "Not interested"; see task outcomes')
    .option('--note <text>', 'kept with the task')
    .option(
      '--disposition <how>',
      `of a call: ${DISPOSITIONS.join(', ')}; writes the call down with its task`,
    )
    .option('--duration <seconds>', 'how long the call was')
    .option('--call-notes <text>', 'kept with the call')
    .action((taskIds: string[], options: DoneOptions, command: Command) => finish(command, taskIds, options))
  forMember(task.command('skip <ids...>'))
    .description('leaves tasks undone; their prospects go on')
    .action((taskIds: string[], options: MemberOptions, command: Command) =>
      withMember(command, options, async ({ app, member, companyId }) => {
        const userId = member.userId
        printChange(options.json, 'Skipped', await app.tasks.tasksSkipped({ companyId, taskIds, userId }))
      }),
    )
  forMember(task.command('snooze <ids...>'))
    .description('puts tasks off: they are hidden until then, when they are due')
    .requiredOption('--until <time>', 'a day or a time, such as 2026-03-09 or 2026-03-09T14:00')
    .action((taskIds: string[], options: MemberOptions & { until: string }, command: Command) =>
      withMember(command, options, async ({ app, companyId }) => {
        const { zone } = await app.accounts.getSettings({ companyId })
        const until = readTime('--until', options.until, zone)
        printChange(options.json, 'Put off', await app.tasks.snoozeTasks({ companyId, taskIds, until }))
      }),
    )
  forMember(task.command('reassign <ids...>'))
    .description('gives tasks to another member of the company')
    .requiredOption('--to <address>', 'who is to do them')
    .action((taskIds: string[], options: MemberOptions & { to: string }, command: Command) =>
      withMember(command, options, async ({ app, companyId }) => {
        const other = await app.accounts.findMember({ companyId, email: options.to })
        if (!other) throw notFound(`There is no user ${options.to} in this company.`, '--to')
        const change = await app.tasks.reassignTasks({ companyId, taskIds, assigneeId: other.userId })
        printChange(options.json, `Handed to ${options.to}`, change)
      }),
    )
  forMember(task.command('outcomes'))
    .description(
      'what can be said of tasks that are done, and what follows; the settings of the company set them',
    )
    .action((options: MemberOptions, command: Command) =>
      withMember(command, options, async ({ app, companyId }) => {
        const { taskOutcomes } = await app.accounts.getSettings({ companyId })
        print(options.json, taskOutcomes, () =>
          table([['OUTCOME', 'OF', 'THEN'], ...taskOutcomes.map(outcomeRow)]),
        )
      }),
    )
}

const finish = (command: Command, taskIds: readonly string[], options: DoneOptions): Promise<void> =>
  withMember(command, options, async ({ app, member, companyId }) => {
    const { outcome, note, duration, callNotes } = options
    const about = { companyId, userId: member.userId, outcome, note }
    const disposition = oneOf(DISPOSITIONS, options.disposition, '--disposition')
    if (disposition === undefined && (duration !== undefined || callNotes !== undefined))
      throw invalidInput('--disposition', '--disposition is missing: say how the call ended.')
    const [taskId = ''] = taskIds
    if (disposition === undefined)
      return printChange(options.json, 'Done', await app.tasks.tasksDone({ ...about, taskIds }))
    if (taskIds.length > 1)
      throw invalidInput('--disposition', '--disposition tells of one call: name one task.')
    const call = { disposition, durationSeconds: readSeconds(duration), notes: callNotes }
    const done = await app.tasks.taskDone({ ...about, taskId, call })
    printChange(options.json, 'Done', { changed: [done], unchanged: [] })
  })

const printChange = (json: boolean | undefined, word: string, change: BulkChange): void =>
  print(json, change, () => [
    ...change.changed.map(({ title }) => `${word}: ${title}.`),
    ...change.unchanged.map(({ title, state }) => `Left as it is: ${title} is ${state} already.`),
  ])

const outcomeRow = ({ label, kinds, stops, setsOutcome }: TaskOutcome): string[] => [
  label,
  kinds.join(', '),
  [...(stops ? ['the cadence stops'] : []), ...(setsOutcome ? ["becomes the prospect's Outcome"] : [])].join(
    ', ',
  ),
]

const rowOf = ({ id, dueAt, kind, title, prospect }: ListedTask): string[] => [
  id,
  dueAt.toISOString().slice(0, 16).replace('T', ' '),
  kind,
  title,
  prospect.fullName ? `${prospect.fullName} <${prospect.email}>` : prospect.email,
  prospect.phone ?? '',
]

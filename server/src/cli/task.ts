import type { Command } from 'commander'
import type { ListedTask } from '#modules/tasks/index.ts'
import { oneOf, print, table } from './output.ts'
import { forMember, type MemberOptions, withMember } from './with-app.ts'

const WHEN = ['overdue', 'today', 'upcoming'] as const
/** What one listing shows at most; a person works through no more. */
const MOST_LISTED = 500

type ListOptions = MemberOptions & { when?: string; all?: boolean }

export const addTaskCommands = (program: Command): void => {
  const task = program.command('task').description('calls, LinkedIn touches, manual mails and to-dos')
  forMember(task.command('list'))
    .description('open tasks of the user, the longest due first')
    .option('--when <when>', `only ${WHEN.join(', ')}`)
    .option('--all', "everybody's, not only the user's")
    .action((options: ListOptions, command: Command) =>
      withMember(command, options, async ({ app, member, companyId }) => {
        const { zone } = await app.accounts.getSettings({ companyId })
        const tasks = await app.tasks.listTasks({
          companyId,
          zone,
          when: oneOf(WHEN, options.when, '--when'),
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
  forMember(task.command('done <id>'))
    .description(
      'marks a task as done; its prospect goes on, or is stopped where the cadence stops on the outcome',
    )
    .option('--outcome <text>', 'how it went, such as "Not interested"')
    .option('--note <text>', 'kept with the task')
    .action(
      (taskId: string, options: MemberOptions & { outcome?: string; note?: string }, command: Command) =>
        withMember(command, options, async ({ app, member, companyId }) => {
          const { outcome, note } = options
          const done = await app.tasks.taskDone({ companyId, taskId, userId: member.userId, outcome, note })
          print(options.json, done, () => [`Done: ${done.title}.`])
        }),
    )
  forMember(task.command('skip <id>'))
    .description('leaves a task undone; its prospect goes on')
    .action((taskId: string, options: MemberOptions, command: Command) =>
      withMember(command, options, async ({ app, member, companyId }) => {
        const skipped = await app.tasks.taskSkipped({ companyId, taskId, userId: member.userId })
        print(options.json, skipped, () => [`Skipped: ${skipped.title}.`])
      }),
    )
}

const rowOf = ({ id, dueAt, kind, title, prospect }: ListedTask): string[] => [
  id,
  dueAt.toISOString().slice(0, 16).replace('T', ' '),
  kind,
  title,
  prospect.fullName ? `${prospect.fullName} <${prospect.email}>` : prospect.email,
  prospect.phone ?? '',
]

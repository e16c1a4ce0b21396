import { type Static, Type } from 'typebox'
import { CallOfTask } from './calls.ts'
import { pageOf, pageQuery } from './page.ts'
import { choice, Id, Instant, nullable } from './values.ts'

const TaskKind = choice(['call', 'linkedin', 'manual_mail', 'todo'])
const TaskState = choice(
  ['open', 'done', 'skipped', 'cancelled'],
  'cancelled: its prospect was stopped before somebody did it',
)

const task = {
  id: Id,
  kind: TaskKind,
  state: TaskState,
  prospectId: Id,
  assigneeId: Id,
  enrolmentId: nullable(Id),
  cadenceId: nullable(Id),
  stepId: nullable(Id),
  visit: nullable(Type.Integer()),
  title: Type.String(),
  note: Type.String(),
  outcome: nullable(Type.String()),
  dueAt: Instant,
  snoozedUntil: nullable(Instant),
  createdAt: Instant,
  closedAt: nullable(Instant),
}

export const Task = Type.Object(task, { title: 'Task' })
export type Task = Static<typeof Task>

export const ListedTask = Type.Object(
  {
    ...task,
    prospect: Type.Object({
      id: Id,
      email: Type.String(),
      fullName: nullable(Type.String()),
      company: nullable(Type.String()),
      phone: nullable(Type.String()),
    }),
    cadenceName: nullable(Type.String()),
    assigneeEmail: Type.String(),
  },
  { title: 'ListedTask' },
)
export type ListedTask = Static<typeof ListedTask>

export const TaskQuery = Type.Object({
  ...pageQuery,
  when: Type.Optional(
    choice(
      ['overdue', 'today', 'upcoming'],
      "In days of the company's zone. Tasks that are put off are upcoming, and in no other list",
    ),
  ),
  snoozed: Type.Optional(choice(['only'], 'Only tasks that are put off')),
  state: Type.Optional(choice(['open', 'done', 'skipped', 'cancelled'], 'Absent: open')),
  kind: Type.Optional(TaskKind),
  assigneeId: Type.Optional(Id),
  prospectId: Type.Optional(Id),
  cadenceId: Type.Optional(Id),
})
export const TaskPage = pageOf(ListedTask)

const note = Type.Optional(Type.String())
const dueAt = Type.Optional(Instant)
const assigneeId = Type.Optional(Id)

export const NewTask = Type.Object(
  { prospectId: Id, kind: Type.Optional(TaskKind), title: Type.String(), note, dueAt, assigneeId },
  { title: 'NewTask' },
)
export const TaskChange = Type.Object(
  { title: Type.Optional(Type.String()), note, dueAt, assigneeId },
  { title: 'TaskChange' },
)
const outcome = Type.Optional(nullable(Type.String()))

export const TaskDone = Type.Object({ outcome, note, call: Type.Optional(CallOfTask) }, { title: 'TaskDone' })
export const TaskSkip = Type.Object({ note })
const until = Type.String({
  format: 'date-time',
  description: 'Hidden until then, when it is due',
  examples: ['2030-01-02T09:00:00Z'],
})
export const TaskSnooze = Type.Object({ until }, { title: 'TaskSnooze' })

const taskIds = Type.Array(Id, { minItems: 1, maxItems: 200 })

export const TasksDone = Type.Object({ taskIds, outcome, note }, { title: 'TasksDone' })
export const TasksSkip = Type.Object({ taskIds, note }, { title: 'TasksSkip' })
export const TasksSnooze = Type.Object({ taskIds, until }, { title: 'TasksSnooze' })
export const TasksReassign = Type.Object({ taskIds, assigneeId: Id }, { title: 'TasksReassign' })
export const ChangedTasks = Type.Object(
  {
    changed: Type.Array(Task),
    unchanged: Type.Array(Task, { description: 'Were not open any more, and stay as they are' }),
  },
  { title: 'ChangedTasks' },
)

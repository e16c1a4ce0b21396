import { type Static, Type } from 'typebox'
import { CallOfTask } from './calls.ts'
import { EnrolmentStatus } from './enrolments.ts'
import { pageOf, pageQuery } from './page.ts'
import { Prospect } from './prospects.ts'
import { choice, Id, Instant, nullable, Zone } from './values.ts'

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
      linkedinUrl: nullable(Type.String()),
    }),
    cadenceName: nullable(Type.String()),
    assigneeEmail: Type.String(),
  },
  { title: 'ListedTask' },
)
export type ListedTask = Static<typeof ListedTask>

const zone = Type.Optional(
  Type.String({
    description: "Whose days these are, an IANA time zone; absent: the company's",
    examples: ['Europe/Berlin'],
  }),
)

export const TaskQuery = Type.Object({
  ...pageQuery,
  zone,
  when: Type.Optional(
    choice(
      ['overdue', 'today', 'upcoming'],
      'In days of the zone. Tasks that are put off are upcoming, and in no other list',
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

export const ClosedTaskQuery = Type.Object({
  ...pageQuery,
  zone,
  when: Type.Optional(choice(['today'], 'Only those closed today')),
  kind: Type.Optional(TaskKind),
  assigneeId: Type.Optional(Id),
  cadenceId: Type.Optional(Id),
})

export const TaskCountQuery = Type.Object({
  zone,
  assigneeId: Type.Optional(Id),
  cadenceId: Type.Optional(Id),
})

const counts = {
  overdue: Type.Integer({ description: 'Open, due before today' }),
  today: Type.Integer({ description: 'Open, due today' }),
  upcoming: Type.Integer({ description: 'Open, due later or put off' }),
  snoozed: Type.Integer({ description: 'Of the upcoming ones, those put off' }),
  doneToday: Type.Integer(),
  skippedToday: Type.Integer(),
}

export const TaskCounts = Type.Object(
  {
    ...counts,
    kinds: Type.Array(Type.Object({ kind: TaskKind, ...counts }), {
      description: 'The same by kind; kinds without any are left out',
    }),
  },
  { title: 'TaskCounts' },
)
export type TaskCounts = Static<typeof TaskCounts>

export const TaskContext = Type.Object(
  {
    task: ListedTask,
    prospect: Prospect,
    zone: nullable(
      Type.Object(
        {
          zone: Zone,
          guessedFrom: nullable(Type.String({ description: 'What it was guessed from; null: he says so' })),
        },
        { description: 'Where the prospect lives in time; null: nobody knows' },
      ),
    ),
    place: nullable(
      Type.Object(
        {
          kind: choice(['cadence', 'journey']),
          status: EnrolmentStatus,
          startedAt: Instant,
          stepNumber: nullable(Type.Integer({ description: 'null: removed, or of a journey' })),
          steps: Type.Integer(),
        },
        { description: 'Where the prospect stands in what made the task; null: it was made by hand' },
      ),
    ),
    mails: Type.Array(
      Type.Object({
        id: Id,
        direction: choice(['out', 'in']),
        kind: Type.String({ description: 'sequence, answer, manual; reply, auto_reply, bounce …' }),
        at: Instant,
        subject: Type.String(),
        text: Type.String({ description: 'The beginning of what was newly written' }),
      }),
      { description: 'The last mails of both ways, newest first' },
    ),
  },
  { title: 'TaskContext', description: 'A task with what is to be known while doing it' },
)
export type TaskContext = Static<typeof TaskContext>

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

import { type Static, Type } from 'typebox'
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
  when: Type.Optional(choice(['overdue', 'today', 'upcoming'], "In days of the company's zone")),
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
export const TaskDone = Type.Object(
  { outcome: Type.Optional(nullable(Type.String())), note },
  { title: 'TaskDone' },
)
export const TaskSkip = Type.Object({ note })

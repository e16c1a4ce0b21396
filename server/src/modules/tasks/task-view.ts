import type {
  ListedTask as ListedTaskView,
  TaskContext as TaskContextView,
  Task as TaskView,
} from '@cadenza/contracts'
import { prospectView } from '#modules/prospects/index.ts'
import type { ListedTask } from './listed-task.ts'
import type { Task } from './task.ts'
import type { TaskContext } from './task-in-context.ts'

/** A task as the app's API answers it. */
export const taskView = (task: Task): TaskView => ({
  id: task.id,
  kind: task.kind,
  state: task.state,
  prospectId: task.prospectId,
  assigneeId: task.assigneeId,
  enrolmentId: task.enrolmentId,
  cadenceId: task.sequenceId,
  stepId: task.stepId,
  visit: task.visit,
  title: task.title,
  note: task.note,
  outcome: task.outcome,
  dueAt: task.dueAt.toISOString(),
  snoozedUntil: task.snoozedUntil?.toISOString() ?? null,
  createdAt: task.createdAt.toISOString(),
  closedAt: task.closedAt?.toISOString() ?? null,
})

/** A task in a list. */
export const listedTaskView = (task: ListedTask): ListedTaskView => ({
  ...taskView(task),
  prospect: task.prospect,
  cadenceName: task.sequenceName,
  assigneeEmail: task.assigneeEmail,
})

/** A task with what is to be known while doing it. */
export const taskContextView = ({ task, prospect, zone, place, mails }: TaskContext): TaskContextView => ({
  task: listedTaskView(task),
  prospect: prospectView(prospect),
  zone: zone && { zone: zone.zone, guessedFrom: zone.guessedFrom },
  place: place && { ...place, startedAt: place.startedAt.toISOString() },
  mails: mails.map((mail) => ({ ...mail, at: mail.at.toISOString() })),
})

import type { ListedTask as ListedTaskView, Task as TaskView } from '@cadenza/contracts'
import type { ListedTask } from './list-tasks.ts'
import type { Task } from './task.ts'

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

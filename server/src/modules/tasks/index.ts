import type { Queryable } from '#platform/db/index.ts'
import { taskDone, taskSkipped, tasksDone, tasksSkipped } from './close-tasks.ts'
import { type CountTasksInput, countTasks } from './count-tasks.ts'
import { createTask, updateTask } from './edit-tasks.ts'
import { handOverAllTasks } from './hand-over-all.ts'
import { reassignTasks, snoozeTasks } from './hand-over-tasks.ts'
import { type ListClosedTasksInput, listClosedTasks } from './list-closed-tasks.ts'
import { type ListTasksInput, listTasks } from './list-tasks.ts'
import { cancelForEnrolments, createForSteps } from './step-tasks.ts'
import type { StepTask, TaskDeps } from './task.ts'
import { taskInContext } from './task-in-context.ts'
import { taskById } from './task-queries.ts'

export type { BulkChange } from './close-tasks.ts'
export type { DueWhen } from './due-days.ts'
export type { ListTasksInput, TaskCursor } from './list-tasks.ts'
export type { ListedTask } from './listed-task.ts'
export { addTaskRoutes } from './routes.ts'
export type { CallOfTask, ClosedTask, CreatedTask, StepTask, Task, TaskDeps, TaskState } from './task.ts'
export type { TaskContext } from './task-in-context.ts'

/** Calls, LinkedIn touches, manual mails and to-dos: made by cadences or by hand, done by people. */
export const createTasks = (deps: TaskDeps) => ({
  createForSteps: (tx: Queryable, input: { companyId: string; tasks: readonly StepTask[] }) =>
    createForSteps(deps, tx, input),
  cancelForEnrolments: (tx: Queryable, input: { companyId: string; enrolmentIds: readonly string[] }) =>
    cancelForEnrolments(deps, tx, input),

  taskDone: (input: Parameters<typeof taskDone>[1]) => taskDone(deps, input),
  taskSkipped: (input: Parameters<typeof taskSkipped>[1]) => taskSkipped(deps, input),
  tasksDone: (input: Parameters<typeof tasksDone>[1]) => tasksDone(deps, input),
  tasksSkipped: (input: Parameters<typeof tasksSkipped>[1]) => tasksSkipped(deps, input),
  snoozeTasks: (input: Parameters<typeof snoozeTasks>[1]) => snoozeTasks(deps, input),
  reassignTasks: (input: Parameters<typeof reassignTasks>[1]) => reassignTasks(deps, input),
  handOverAllTasks: (input: Parameters<typeof handOverAllTasks>[1]) => handOverAllTasks(deps.db, input),
  createTask: (input: Parameters<typeof createTask>[1]) => createTask(deps, input),
  updateTask: (input: Parameters<typeof updateTask>[1]) => updateTask(deps, input),

  taskById: ({ tx = deps.db, ...input }: { tx?: Queryable; companyId: string; taskId: string }) =>
    taskById(tx, input),
  listTasks: (input: ListTasksInput) => listTasks(deps.db, { ...input, now: deps.clock.now() }),
  listClosedTasks: (input: ListClosedTasksInput) =>
    listClosedTasks(deps.db, { ...input, now: deps.clock.now() }),
  countTasks: (input: CountTasksInput) => countTasks(deps.db, { ...input, now: deps.clock.now() }),

  taskInContext: (input: { companyId: string; taskId: string }) => taskInContext(deps, input),
})

export type Tasks = ReturnType<typeof createTasks>

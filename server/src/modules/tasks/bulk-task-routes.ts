import {
  ChangedTasks,
  IdParams,
  Task,
  TaskSnooze,
  TasksDone,
  TasksReassign,
  TasksSkip,
  TasksSnooze,
} from '@cadenza/contracts'
import { callerOf } from '#modules/accounts/index.ts'
import { readInstant } from '#platform/api/index.ts'
import { conflict } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { BulkChange } from './close-tasks.ts'
import type { Tasks } from './index.ts'
import { taskView } from './task-view.ts'

const tags = ['tasks']
const response = { 200: ChangedTasks }

const bulkView = ({ changed, unchanged }: BulkChange) => ({
  changed: changed.map(taskView),
  unchanged: unchanged.map(taskView),
})

/** What is done to several tasks at once; an id that is not there refuses the whole. */
export const addBulkTaskRoutes = (
  server: HttpServer,
  tasks: Pick<Tasks, 'tasksDone' | 'tasksSkipped' | 'snoozeTasks' | 'reassignTasks'>,
): void => {
  server.post(
    '/tasks/done',
    {
      schema: { operationId: 'finishTasks', summary: 'Mark tasks as done', tags, body: TasksDone, response },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      return bulkView(await tasks.tasksDone({ companyId, userId, ...request.body }))
    },
  )

  server.post(
    '/tasks/skip',
    { schema: { operationId: 'skipTasks', summary: 'Leave tasks undone', tags, body: TasksSkip, response } },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      return bulkView(await tasks.tasksSkipped({ companyId, userId, ...request.body }))
    },
  )

  server.post(
    '/tasks/snooze',
    {
      schema: {
        operationId: 'snoozeTasks',
        summary: 'Put open tasks off: hidden until then, when they are due',
        tags,
        body: TasksSnooze,
        response,
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { taskIds, until } = request.body
      return bulkView(await tasks.snoozeTasks({ companyId, taskIds, until: readInstant('until', until) }))
    },
  )

  server.post(
    '/tasks/reassign',
    {
      schema: {
        operationId: 'reassignTasks',
        summary: 'Give open tasks to a member',
        tags,
        body: TasksReassign,
        response,
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return bulkView(await tasks.reassignTasks({ companyId, ...request.body }))
    },
  )

  server.post(
    '/tasks/:id/snooze',
    {
      schema: {
        operationId: 'snoozeTask',
        summary: 'Put an open task off: hidden until then, when it is due',
        tags,
        params: IdParams,
        body: TaskSnooze,
        response: { 200: Task },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const until = readInstant('until', request.body.until)
      const { changed, unchanged } = await tasks.snoozeTasks({
        companyId,
        taskIds: [request.params.id],
        until,
      })
      if (changed[0]) return taskView(changed[0])
      throw conflict(`This task is ${unchanged[0]?.state ?? 'closed'} and cannot be put off any more.`, 'id')
    },
  )
}

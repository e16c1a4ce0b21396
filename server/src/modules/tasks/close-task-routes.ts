import { type CallOfTask as CallOfTaskSchema, IdParams, Task, TaskDone, TaskSkip } from '@cadenza/contracts'
import type { Static } from 'typebox'
import { callerOf } from '#modules/accounts/index.ts'
import { readInstant } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { Tasks } from './index.ts'
import type { CallOfTask } from './task.ts'
import { taskView } from './task-view.ts'

/** Closes tasks; their prospects go on, or stop by the outcome. */
export const addCloseTaskRoutes = (
  server: HttpServer,
  tasks: Pick<Tasks, 'taskDone' | 'taskSkipped'>,
): void => {
  const tags = ['tasks']

  server.post(
    '/tasks/:id/done',
    {
      schema: {
        operationId: 'finishTask',
        summary:
          'Mark a task as done, with the call it was about; its prospect goes on, or stops where the company or the cadence stops on this outcome',
        tags,
        params: IdParams,
        body: TaskDone,
        response: { 200: Task },
      },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      const { call, ...body } = request.body
      const which = { companyId, userId, taskId: request.params.id }
      return taskView(await tasks.taskDone({ ...which, ...body, call: call && callOf(call) }))
    },
  )

  server.post(
    '/tasks/:id/skip',
    {
      schema: {
        operationId: 'skipTask',
        summary: 'Leave a task undone; its prospect goes on',
        tags,
        params: IdParams,
        body: TaskSkip,
        response: { 200: Task },
      },
    },
    async (request) => {
      const { companyId, userId } = callerOf(request)
      const which = { companyId, userId, taskId: request.params.id }
      return taskView(await tasks.taskSkipped({ ...which, ...request.body }))
    },
  )
}

const callOf = ({ startedAt, ...call }: Static<typeof CallOfTaskSchema>): CallOfTask => ({
  ...call,
  ...(startedAt !== undefined && { startedAt: readInstant('call.startedAt', startedAt) }),
})

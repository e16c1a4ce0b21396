import {
  ClosedTaskQuery,
  IdParams,
  TaskContext,
  TaskCountQuery,
  TaskCounts,
  TaskPage,
} from '@cadenza/contracts'
import { type Accounts, callerOf } from '#modules/accounts/index.ts'
import { pageOf, readInstant, readPage } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { sumCounts } from './count-tasks.ts'
import type { Tasks } from './index.ts'
import type { ListedTask } from './listed-task.ts'
import { listedTaskView, taskContextView } from './task-view.ts'
import { zoneOfQuery } from './zone-of-query.ts'

type Deps = {
  tasks: Pick<Tasks, 'countTasks' | 'listClosedTasks' | 'taskInContext'>
  accounts: Pick<Accounts, 'getSettings'>
}

const tags = ['tasks']

/** What working through tasks needs beside their list: how many there are, what was done, and what is to be known of one. */
export const addQueueRoutes = (server: HttpServer, { tasks, accounts }: Deps): void => {
  server.get(
    '/tasks/counts',
    {
      schema: {
        operationId: 'countTasks',
        summary: 'How many tasks are overdue, due today and still to come, and were closed today',
        tags,
        querystring: TaskCountQuery,
        response: { 200: TaskCounts },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { assigneeId, cadenceId: sequenceId } = request.query
      const zone = await zoneOfQuery(accounts, { companyId, zone: request.query.zone })
      const kinds = await tasks.countTasks({ companyId, assigneeId, sequenceId, zone })
      return { ...sumCounts(kinds), kinds }
    },
  )

  server.get(
    '/tasks/closed',
    {
      schema: {
        operationId: 'listClosedTasks',
        summary: 'Tasks that were done or skipped, the last one first',
        tags,
        querystring: ClosedTaskQuery,
        response: { 200: TaskPage },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { when, kind, assigneeId, cadenceId: sequenceId } = request.query
      const { after, limit, rows } = readPage(request.query, 2)
      const [at, id] = after ?? []
      const found = await tasks.listClosedTasks({
        ...{ companyId, kind, assigneeId, sequenceId, today: when === 'today', limit: rows },
        zone: await zoneOfQuery(accounts, { companyId, zone: request.query.zone }),
        after: at === undefined || id === undefined ? undefined : { closedAt: readInstant('cursor', at), id },
      })
      return pageOf(found, { limit, placeOf, view: listedTaskView })
    },
  )

  server.get(
    '/tasks/:id/context',
    {
      schema: {
        operationId: 'getTaskContext',
        summary: 'A task with what is to be known while doing it',
        tags,
        params: IdParams,
        response: { 200: TaskContext },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return taskContextView(await tasks.taskInContext({ companyId, taskId: request.params.id }))
    },
  )
}

const placeOf = ({ closedAt, id }: ListedTask): string[] => [closedAt?.toISOString() ?? '', id]

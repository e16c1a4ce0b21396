import { IdParams, NewTask, Task, TaskChange, TaskPage, TaskQuery } from '@cadenza/contracts'
import { type Accounts, callerOf } from '#modules/accounts/index.ts'
import { pageOf, readInstant, readPage } from '#platform/api/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import { addBulkTaskRoutes } from './bulk-task-routes.ts'
import { addCloseTaskRoutes } from './close-task-routes.ts'
import type { Tasks } from './index.ts'
import type { ListedTask } from './listed-task.ts'
import { addQueueRoutes } from './queue-routes.ts'
import { listedTaskView, taskView } from './task-view.ts'
import { zoneOfQuery } from './zone-of-query.ts'

type Deps = { tasks: Tasks; accounts: Pick<Accounts, 'getSettings'> }

/** `/tasks` of the app's API. */
export const addTaskRoutes = (server: HttpServer, deps: Deps): void => {
  addList(server, deps)
  addQueueRoutes(server, deps)
  addEdits(server, deps.tasks)
  addCloseTaskRoutes(server, deps.tasks)
  addBulkTaskRoutes(server, deps.tasks)
}

const tags = ['tasks']

const addList = (server: HttpServer, { tasks, accounts }: Deps): void => {
  server.get(
    '/tasks',
    {
      schema: {
        operationId: 'listTasks',
        summary: 'Tasks in the order of their due times; open ones unless another state is asked for',
        tags,
        querystring: TaskQuery,
        response: { 200: TaskPage },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      const { when, snoozed, state, kind, assigneeId, prospectId, cadenceId } = request.query
      const { after, limit, rows } = readPage(request.query, 2)
      const [at, id] = after ?? []
      const zone = await zoneOfQuery(accounts, { companyId, zone: request.query.zone })
      const found = await tasks.listTasks({
        companyId,
        when,
        snoozed: snoozed === 'only',
        state,
        kind,
        assigneeId,
        prospectId,
        sequenceId: cadenceId,
        zone,
        after: at === undefined || id === undefined ? undefined : { dueAt: readInstant('cursor', at), id },
        limit: rows,
      })
      return pageOf(found, { limit, placeOf, view: listedTaskView })
    },
  )
}

const placeOf = ({ dueAt, id }: ListedTask): string[] => [dueAt.toISOString(), id]

const dueAtOf = (dueAt: string | undefined): Date | undefined =>
  dueAt === undefined ? undefined : readInstant('dueAt', dueAt)

const addEdits = (server: HttpServer, tasks: Pick<Tasks, 'createTask' | 'taskById' | 'updateTask'>): void => {
  server.post(
    '/tasks',
    {
      schema: {
        operationId: 'createTask',
        summary: 'Make a task, for yourself and due now unless told otherwise',
        tags,
        body: NewTask,
        response: { 201: Task },
      },
    },
    async (request, reply) => {
      const { companyId, userId } = callerOf(request)
      const { dueAt, ...task } = request.body
      const made = await tasks.createTask({ companyId, userId, ...task, dueAt: dueAtOf(dueAt) })
      return reply.code(201).send(taskView(made))
    },
  )

  server.get(
    '/tasks/:id',
    {
      schema: {
        operationId: 'getTask',
        summary: 'One task',
        tags,
        params: IdParams,
        response: { 200: Task },
      },
    },
    async (request) => {
      const { companyId } = callerOf(request)
      return taskView(await tasks.taskById({ companyId, taskId: request.params.id }))
    },
  )

  server.patch(
    '/tasks/:id',
    {
      schema: {
        operationId: 'changeTask',
        summary: 'Change what is given of an open task',
        tags,
        params: IdParams,
        body: TaskChange,
        response: { 200: Task },
      },
    },
    async (request) => {
      const which = { companyId: callerOf(request).companyId, taskId: request.params.id }
      const { dueAt, ...change } = request.body
      return taskView(await tasks.updateTask({ ...which, ...change, dueAt: dueAtOf(dueAt) }))
    },
  )
}

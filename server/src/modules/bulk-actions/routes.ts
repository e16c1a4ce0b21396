import { BulkRun, IdParams, NewBulkAction } from '@cadenza/contracts'
import { type Caller, callerOf, isHeldToOwn } from '#modules/accounts/index.ts'
import { invalidInput, notFound } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { BulkAction } from './bulk-action.ts'
import type { BulkActions } from './index.ts'

const tags = ['prospects']

/** `/bulk-actions`. */
export const addBulkActionRoutes = (server: HttpServer, bulkActions: BulkActions): void => {
  const ofCaller = async (caller: Caller, actionId: string): Promise<BulkAction> => {
    const { companyId, userId } = caller
    const action = await bulkActions.actionById({ companyId, actionId })
    if (action.userId !== userId && isHeldToOwn(caller))
      throw notFound('There is no such bulk action that you can see.', 'id')
    return action
  }

  server.post(
    '/bulk-actions',
    {
      schema: {
        operationId: 'startBulkAction',
        summary: 'Do something to many prospects; many more than a page goes on in the background',
        tags,
        body: NewBulkAction,
        response: { 200: BulkRun },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { companyId, userId } = caller
      const { action, prospectIds, filter } = request.body
      if ((prospectIds === undefined) === (filter === undefined))
        throw invalidInput('prospectIds', 'Give either prospectIds or a filter.')
      const chosen = prospectIds ? { prospectIds } : { filter: filter ?? {} }
      return runView(
        await bulkActions.startAction({ companyId, userId, ownOnly: isHeldToOwn(caller), action, chosen }),
      )
    },
  )

  server.get(
    '/bulk-actions/:id',
    {
      schema: {
        operationId: 'getBulkAction',
        summary: 'How far it is, and what came of it',
        tags,
        params: IdParams,
        response: { 200: BulkRun },
      },
    },
    async (request) => runView(await ofCaller(callerOf(request), request.params.id)),
  )

  server.post(
    '/bulk-actions/:id/undo',
    {
      schema: {
        operationId: 'undoBulkAction',
        summary:
          'Give back what it changed, where that has not been changed since; tags, list, owner and fields, for 15 minutes',
        tags,
        params: IdParams,
        response: { 200: BulkRun },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      const { id } = await ofCaller(caller, request.params.id)
      return runView(await bulkActions.startUndo({ companyId: caller.companyId, actionId: id }))
    },
  )
}

const runView = ({
  id,
  action,
  state,
  error,
  seen,
  changed,
  refused,
  refusals,
  restored,
  ...at
}: BulkAction): BulkRun => ({
  ...{ id, kind: action.kind, state, error, seen, changed, refused, refusals, restored },
  createdAt: at.createdAt.toISOString(),
  finishedAt: at.finishedAt?.toISOString() ?? null,
  undoUntil: at.undoUntil?.toISOString() ?? null,
})

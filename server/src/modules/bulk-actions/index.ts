import type { BulkDeps } from './bulk-deps.ts'
import { RUN_JOB, runAction } from './run-action.ts'
import { actionById, startAction, startUndo } from './start-action.ts'
import { UNDO_JOB, undoAction } from './undo-action.ts'

export type { Action, BulkAction, Chosen } from './bulk-action.ts'
export type { BulkDeps, BulkPorts } from './bulk-deps.ts'
export { addBulkActionRoutes } from './routes.ts'

export type BulkActions = ReturnType<typeof createBulkActions>

/** One thing done to many prospects, with undo where it can be undone. Defines its jobs, so it is made before the jobs are started. */
export const createBulkActions = (deps: BulkDeps) => {
  deps.jobs.define(RUN_JOB, (which: { companyId: string; actionId: string }, { signal }) =>
    runAction(deps, { ...which, signal }),
  )
  deps.jobs.define(UNDO_JOB, (which: { companyId: string; actionId: string }, { signal }) =>
    undoAction(deps, { ...which, signal }),
  )
  return {
    startAction: (input: Parameters<typeof startAction>[1]) => startAction(deps, input),
    actionById: (which: { companyId: string; actionId: string }) => actionById(deps, which),
    startUndo: (which: { companyId: string; actionId: string }) => startUndo(deps, which),
  }
}

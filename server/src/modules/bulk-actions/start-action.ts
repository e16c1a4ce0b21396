// Reads memberships, which is the module accounts'.
import { readFilter } from '#modules/prospects/index.ts'
import { AppError, invalidInput, notAllowed, notFound } from '#platform/errors/index.ts'
import { forgetOldChanges, insertAction, storedAction, storeState } from './action-queries.ts'
import type { Action, BulkAction, Chosen } from './bulk-action.ts'
import type { BulkDeps } from './bulk-deps.ts'
import { RUN_JOB, runAction } from './run-action.ts'
import { UNDO_JOB, undoAction } from './undo-action.ts'

/** As many are done while the caller waits; more in the background. */
const AT_ONCE = 500

/**
 * Begins to do something to many prospects. Throws `invalid_input` for a filter that cannot be read, `not_found` for a prospect that is not
 * there or an owner who is no member, `forbidden` where somebody who is held to his own would give them away.
 */
export const startAction = async (
  deps: BulkDeps,
  input: { companyId: string; userId: string; ownOnly: boolean; action: Action; chosen: Chosen },
): Promise<BulkAction> => {
  const { companyId, userId, ownOnly, action, chosen } = input
  if ('filter' in chosen) readFilter(chosen.filter)
  else await deps.prospects.requireProspects({ companyId, prospectIds: chosen.prospectIds })
  await checkAction(deps, input)
  const actionId = deps.newId()
  const isFew = 'prospectIds' in chosen && chosen.prospectIds.length <= AT_ONCE
  await deps.db.transaction(async (tx) => {
    await forgetOldChanges(tx, { companyId, now: deps.clock.now() })
    await insertAction(tx, {
      ...{ companyId, id: actionId, userId, action, ownOnly, createdAt: deps.clock.now() },
      prospectIds: 'prospectIds' in chosen ? [...new Set(chosen.prospectIds)] : null,
      filter: 'filter' in chosen ? chosen.filter : null,
    })
    if (!isFew) await deps.jobs.enqueue(tx, RUN_JOB, { companyId, actionId })
  })
  if (isFew) await runAction(deps, { companyId, actionId })
  return actionById(deps, { companyId, actionId })
}

const checkAction = async (
  { db }: BulkDeps,
  { companyId, userId, ownOnly, action }: Parameters<typeof startAction>[1],
): Promise<void> => {
  if (action.kind === 'pause' && action.until && Number.isNaN(Date.parse(action.until)))
    throw invalidInput('until', 'until must be an instant such as 2026-03-02T09:00:00Z.')
  if (action.kind !== 'set_owner') return
  if (ownOnly && action.ownerId !== userId)
    throw new AppError({
      code: 'forbidden',
      field: 'ownerId',
      message: 'Only managers and admins give prospects to somebody else; ask one of them.',
    })
  const { rows } = await db.query(
    'SELECT FROM memberships WHERE company_id = $1 AND user_id = $2 AND left_at IS NULL',
    [companyId, action.ownerId],
  )
  if (rows.length === 0) throw notFound(`No member has the id ${JSON.stringify(action.ownerId)}.`, 'ownerId')
}

/** Throws `not_found`. */
export const actionById = async (
  { db }: Pick<BulkDeps, 'db'>,
  which: { companyId: string; actionId: string },
): Promise<BulkAction> => {
  const stored = await storedAction(db, which)
  if (!stored) throw notFound(`There is no bulk action with the id ${JSON.stringify(which.actionId)}.`, 'id')
  return stored
}

/** Takes an action back. Throws `not_found`, or `not_allowed` for one that cannot be taken back, or no more. */
export const startUndo = async (
  deps: BulkDeps,
  which: { companyId: string; actionId: string },
): Promise<BulkAction> => {
  const isFew = await deps.db.transaction(async (tx) => {
    const stored = await storedAction(tx, { ...which, lock: true })
    if (!stored)
      throw notFound(`There is no bulk action with the id ${JSON.stringify(which.actionId)}.`, 'id')
    if (stored.state === 'undoing' || stored.state === 'undone') return true
    if (stored.state !== 'done' || stored.undoUntil === null)
      throw notAllowed('This cannot be undone; what was changed stays as it is.', 'id')
    if (stored.undoUntil < deps.clock.now())
      throw notAllowed('It is too late to undo this; change the prospects anew.', 'id')
    await storeState(tx, { ...which, state: 'undoing', at: null })
    const few = stored.changed <= AT_ONCE
    if (!few) await deps.jobs.enqueue(tx, UNDO_JOB, which)
    return few
  })
  if (isFew) await undoAction(deps, which)
  return actionById(deps, which)
}

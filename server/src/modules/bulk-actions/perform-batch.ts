import type { Queryable } from '#platform/db/index.ts'
import type { Action, BatchResult } from './bulk-action.ts'
import type { BulkDeps } from './bulk-deps.ts'

type Batch = {
  tx: Queryable
  companyId: string
  userId: string
  prospectIds: readonly string[]
  action: Action
}

/** Does it to some prospects: what changes them in the transaction, what starts and stops in the engine's own, which may be repeated. */
export const performBatch = async (deps: BulkDeps, { action, ...some }: Batch): Promise<BatchResult> => {
  const { prospects, ports } = deps
  const { tx: _, ...whom } = some
  switch (action.kind) {
    case 'add_tags':
      return undoable((await prospects.tagAll({ ...some, tags: action.tags })).map(tagsBefore))
    case 'remove_tags':
      return undoable((await prospects.untagAll({ ...some, tags: action.tags })).map(tagsBefore))
    case 'set_list':
    case 'set_owner':
    case 'set_field':
      return undoable(await prospects.giveToAll({ ...some, given: await givenBy(deps, some, action) }))
    case 'start': {
      const { started, reasons } = await ports.start({ ...whom, sequenceId: action.sequenceId })
      return { changed: started, refusals: counted(reasons), befores: [] }
    }
    case 'stop':
      return changed(
        await ports.stop({
          ...whom,
          ...(action.sequenceId !== undefined && { sequenceId: action.sequenceId }),
        }),
      )
    case 'pause':
      return changed(await ports.pause({ ...whom, until: action.until ? new Date(action.until) : null }))
    case 'resume':
      return changed(await ports.resume(whom))
    case 'unsubscribe':
      return changed((await prospects.unsubscribeProspects({ ...some, source: 'app' })).prospectIds.length)
    case 'do_not_contact':
      return changed(
        (await prospects.suppressProspects({ ...some, reason: 'do_not_contact', source: 'app' })).prospectIds
          .length,
      )
    case 'delete':
      return changed((await prospects.deleteProspects(some)).deletedIds.length)
  }
}

type Giving = Extract<Action, { kind: 'set_list' | 'set_owner' | 'set_field' }>

/** What an action gives to everybody. */
export const givenBy = async (
  { prospects }: Pick<BulkDeps, 'prospects'>,
  { tx, companyId, userId }: Pick<Batch, 'tx' | 'companyId' | 'userId'>,
  action: Giving,
): Promise<Parameters<BulkDeps['prospects']['giveToAll']>[0]['given']> => {
  if (action.kind === 'set_field') return { field: action.field, value: action.value }
  if (action.kind === 'set_owner') return { column: 'owner_id', value: action.ownerId }
  const list = await prospects.createList({ tx, companyId, userId, name: action.list })
  return { column: 'list_id', value: list.id }
}

const tagsBefore = ({ prospectId, tagIds }: { prospectId: string; tagIds: string[] }) => ({
  prospectId,
  before: tagIds,
})

const undoable = (befores: BatchResult['befores']): BatchResult => ({
  changed: befores.length,
  refusals: new Map(),
  befores,
})

const changed = (count: number): BatchResult => ({ changed: count, refusals: new Map(), befores: [] })

const counted = (reasons: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return counts
}

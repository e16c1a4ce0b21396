import type { BulkAction as AskedAction, ProspectFilter } from '@cadenza/contracts'

export type Action = AskedAction

/** Which prospects: these, or those of a filter. */
export type Chosen = { prospectIds: readonly string[] } | { filter: ProspectFilter }

export type BulkActionState = 'running' | 'done' | 'failed' | 'undoing' | 'undone'

export type BulkAction = {
  id: string
  userId: string
  action: Action
  prospectIds: string[] | null
  filter: ProspectFilter | null
  ownOnly: boolean
  state: BulkActionState
  error: string | null
  afterId: string
  seen: number
  changed: number
  refused: number
  /** How many were refused, by the reason. */
  refusals: Record<string, number>
  restored: number
  createdAt: Date
  finishedAt: Date | null
  undoUntil: Date | null
}

/** What became of some prospects. */
export type BatchResult = {
  changed: number
  refusals: ReadonlyMap<string, number>
  /** Of actions that can be undone. */
  befores: readonly { prospectId: string; before: unknown }[]
}

const UNDOABLE: readonly Action['kind'][] = ['add_tags', 'remove_tags', 'set_list', 'set_owner', 'set_field']

export const canBeUndone = ({ kind }: Action): boolean => UNDOABLE.includes(kind)

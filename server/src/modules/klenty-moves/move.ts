export type OnExisting = 'update' | 'skip'

/** What came along and what did not, beyond the people. */
export type MoveNotes = {
  lists: string[]
  /** Named by the server, and then not given. */
  listsRefused: { name: string; reason: string }[]
  /** Made here as empty drafts. */
  cadences: string[]
  /** Of a name that there was here already. */
  cadencesThere: string[]
  cadencesRefused: { name: string; reason: string }[]
  /** People of these owners, by login mail, are now of the user who moves them: no such member is here. */
  ownersUnknown: Record<string, number>
  /** Words for how a prospect stands that nobody here knows; such people may not be mailed. */
  statusesUnknown: Record<string, number>
  /** Fields that no prospect has here. */
  fieldsUnknown: Record<string, number>
  /** The server has no way to list people of no list. */
  onlyLists: boolean
  /** The server tells no tags. */
  withoutTags: boolean
}

export const NOTHING_NOTED: MoveNotes = {
  lists: [],
  listsRefused: [],
  cadences: [],
  cadencesThere: [],
  cadencesRefused: [],
  ownersUnknown: {},
  statusesUnknown: {},
  fieldsUnknown: {},
  onlyLists: false,
  withoutTags: false,
}

export type MoveCounts = {
  added: number
  updated: number
  skipped: number
  /** An address that the server holds twice. */
  repeated: number
  rejected: number
  /** Of all of these, those who may not be mailed: they had unsubscribed, bounced, or were not to be contacted. */
  suppressed: number
}

export type Move = MoveCounts & {
  id: string
  serverUrl: string
  serverUser: string
  onExisting: OnExisting
  /** How many there are; null until all are noted. */
  people: number | null
  notes: MoveNotes
  createdAt: Date
  finishedAt: Date | null
}

/** Adds numbers to numbers of the same names. */
export const addUp = (
  to: Readonly<Record<string, number>>,
  more: Readonly<Record<string, number>>,
): Record<string, number> => {
  const sum: Record<string, number> = { ...to }
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count
  return sum
}

export type OnExisting = 'update' | 'skip'
export type ImportState = 'waiting' | 'running' | 'done' | 'failed'

/** Every row of a file that was read counts as one of these. */
export type ImportCounts = {
  added: number
  updated: number
  /** They were there before, and the import was told to leave those as they are. */
  skipped: number
  rejected: number
  /** Their address stands in the file more than once: the last row wins, the others count here. */
  repeated: number
}

export type Import = ImportCounts & {
  id: string
  userId: string
  listId: string
  list: string
  /** Given to all its prospects. */
  tags: string[]
  /** The login mail of the owner of rows that name none; null: whoever imported. */
  owner: string | null
  fileName: string
  onExisting: OnExisting
  state: ImportState
  /** Why it failed, or why its last attempt did. */
  error: string | null
  /** Rows done, without the header: the sum of the counts. */
  rows: number
  totalBytes: number
  readBytes: number
  createdAt: Date
  finishedAt: Date | null
}

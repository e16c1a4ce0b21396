/** Of a file that was sent and is not imported yet: its upload, and what it is called. */
export type ImportSearch = { upload?: string; file?: string }

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Reads the search of the import page; what it does not know it leaves out. */
export const readImportSearch = (search: Record<string, unknown>): ImportSearch => {
  const upload = textOf(search.upload)
  const file = textOf(search.file)
  return upload === undefined || !/^[0-9a-f]{24}$/.test(upload)
    ? {}
    : { upload, ...(file !== undefined && { file }) }
}

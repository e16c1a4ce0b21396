import { AppError, conflict, messageOf } from '#platform/errors/index.ts'
import { importError } from './file-errors.ts'
import type { Import } from './import.ts'
import type { ImportFile } from './import-file.ts'
import { finishImport, type StoredImport, setState, storedImport } from './import-queries.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { readBatches } from './read-batches.ts'
import { digestOf } from './scan-file.ts'
import { unknownImport } from './unknown-import.ts'
import { fileAt, removeUpload } from './upload-store.ts'
import { writeBatch } from './write-batch.ts'

export type RunImport = {
  companyId: string
  importId: string
  /** Ends the run after the batch under way; the next run goes on from there. */
  signal?: AbortSignal | undefined
  onProgress?: ((progress: ImportProgress) => void) | undefined
}

export type ImportProgress = { rows: number; readBytes: number; totalBytes: number }

/** `overtaken`: another run is at work on the import, so this one left it to that. */
export type RanImport = Import & { ended: 'done' | 'stopped' | 'overtaken' }

/**
 * Runs an import to its end from where the last run stopped. Each batch of rows commits together with its counts and the place it reaches,
 * so that each row counts once however often a run is killed. While one batch is written the next is read; memory holds these two.
 *
 * Marks the import `failed` where its file cannot be read or is another by now, and throws that (`invalid_input`, `conflict`, on
 * `file`). After any other error it can simply be run again.
 */
export const runImport = async (deps: ImportsDeps, run: RunImport): Promise<RanImport> => {
  const { companyId, importId } = run
  const isOpen = await setState(deps.db, { companyId, importId, state: 'running' })
  const found = await requireImport(deps, run)
  if (!isOpen) return { ...found, ended: 'done' }
  try {
    const ended = await writeUnchangedFile(deps, run, found)
    if (ended === 'done') {
      await finishImport(deps.db, { companyId, importId, now: deps.clock.now() })
      await removeUpload(deps, { companyId, place: found.filePath })
    }
    return { ...(await requireImport(deps, run)), ended }
  } catch (cause) {
    const error = importError(cause)
    await noteError(deps, { companyId, importId, error })
    throw error
  }
}

const requireImport = async (
  { db }: ImportsDeps,
  { companyId, importId }: RunImport,
): Promise<StoredImport> => {
  const found = await storedImport(db, { companyId, importId })
  if (!found) throw unknownImport(importId)
  return found
}

const noteError = async (
  { db, clock, log }: ImportsDeps,
  { error, ...which }: { companyId: string; importId: string; error: unknown },
): Promise<void> => {
  const noted = { ...which, error: messageOf(error) }
  try {
    if (isFinal(error)) await setState(db, { ...noted, state: 'failed', finishedAt: clock.now() })
    else await setState(db, { ...noted, state: 'running' })
  } catch (err) {
    // Most likely the database is what failed; the error itself is told by whoever called.
    log.warn({ err, ...noted }, 'the error of an import could not be noted')
  }
}

/** Whether an import can never go on after this error: its file is gone, or another by now. */
export const isFinal = (error: unknown): boolean => error instanceof AppError && error.field === 'file'

const writeRows = async (
  deps: ImportsDeps,
  { companyId, signal, onProgress }: RunImport,
  { found, file }: { found: StoredImport; file: ImportFile },
): Promise<RanImport['ended']> => {
  const batches = readBatches(file, found)
  try {
    let next = await batches.next()
    while (!next.done) {
      if (signal?.aborted) return 'stopped'
      const batch = next.value
      const [written, following] = await Promise.all([
        writeBatch(deps, { companyId, found, batch }),
        batches.next(),
      ])
      if (!written) return 'overtaken'
      onProgress?.({
        rows: batch.from + batch.rows,
        readBytes: batch.readBytes,
        totalBytes: found.totalBytes,
      })
      next = following
    }
    return 'done'
  } finally {
    await batches.return()
  }
}

/** Writes the rows of the file that the import was made of; throws `conflict` where it is another before or after. */
const writeUnchangedFile = async (
  deps: ImportsDeps,
  run: RunImport,
  found: StoredImport,
): Promise<RanImport['ended']> => {
  const file = fileAt(deps, { companyId: run.companyId, place: found.filePath })
  const before = await file.stamp()
  if ((await digestOf(file)) !== found.fileDigest) throw changed(found)
  const ended = await writeRows(deps, run, { found, file })
  if (ended === 'done' && (await file.stamp()) !== before) throw changed(found)
  return ended
}

const changed = ({ fileName }: StoredImport) =>
  conflict(
    `The file ${fileName} was changed while it was imported. What was imported of it is kept; import the changed file anew.`,
    'file',
  )

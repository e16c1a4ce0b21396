import { resolve } from 'node:path'
import { invalidInput, notFound } from '#platform/errors/index.ts'
import { isId } from '#platform/ids/index.ts'
import { chunksOf } from './chunks-of.ts'
import { type ImportFile, localFile, PIECE } from './import-file.ts'
import type { ImportsDeps } from './imports-deps.ts'
import {
  chunkOf,
  deleteOldUploads,
  deleteUpload,
  finishUpload,
  insertChunk,
  insertUpload,
  uploadSize,
} from './upload-queries.ts'

/** Where a file lies: one that was uploaded, or one that this process may read where it is. Never take a path from the network. */
export type ImportSource = { uploadId: string } | { path: string }

/** In bytes. Memory holds one or two for each upload that is coming in. */
const CHUNK = 1_048_576

/**
 * Keeps an uploaded file in the database until an import of it is done, so that any process can run that. Nothing of it is kept when the
 * upload breaks off; after a kill what is there of it is removed a day later.
 */
export const keepUpload = async (
  { db, clock, newId, log }: Pick<ImportsDeps, 'db' | 'clock' | 'newId' | 'log'>,
  { companyId, content }: { companyId: string; content: AsyncIterable<Uint8Array> },
): Promise<{ uploadId: string; bytes: number }> => {
  const uploadId = newId()
  const which = { companyId, uploadId }
  await insertUpload(db, { ...which, now: clock.now() })
  let totalBytes = 0
  let number = 0
  try {
    for await (const bytes of chunksOf(content, CHUNK)) {
      await insertChunk(db, { ...which, number, bytes })
      totalBytes += bytes.length
      number += 1
    }
    await finishUpload(db, { ...which, totalBytes })
  } catch (error) {
    await deleteUpload(db, which).catch((err: unknown) =>
      log.warn({ err, ...which }, 'what had come of an upload is only removed in a day'),
    )
    throw error
  }
  return { uploadId, bytes: totalBytes }
}

/** No path begins like this: those of local files are absolute. */
const UPLOAD = 'upload:'

/** Where an import's file lies, as it is stored. Throws `not_found` for an upload that is not of this company, not whole or no longer there. */
export const placeOf = async (
  { db }: Pick<ImportsDeps, 'db'>,
  { companyId, source }: { companyId: string; source: ImportSource },
): Promise<string> => {
  if ('path' in source) return resolve(source.path)
  const { uploadId } = source
  const bytes = isId(uploadId) ? await uploadSize(db, { companyId, uploadId }) : undefined
  if (bytes === undefined)
    throw notFound(
      'There is no such upload, or it was not imported in time; send the file again.',
      'uploadId',
    )
  return `${UPLOAD}${uploadId}`
}

/** The file at a place that `placeOf` has given. */
export const fileAt = (
  { db }: Pick<ImportsDeps, 'db'>,
  { companyId, place }: { companyId: string; place: string },
): ImportFile => {
  if (!place.startsWith(UPLOAD)) return localFile(place)
  const which = { companyId, uploadId: place.slice(UPLOAD.length) }
  const size = async () => {
    const bytes = await uploadSize(db, which)
    if (bytes === undefined) throw gone()
    return bytes
  }
  return {
    async *read() {
      const totalBytes = await size()
      for (let number = 0, bytes = 0; bytes < totalBytes; number += 1) {
        const chunk = await chunkOf(db, { ...which, number })
        if (!chunk) throw gone()
        for (let from = 0; from < chunk.length; from += PIECE) yield chunk.subarray(from, from + PIECE)
        bytes += chunk.length
      }
    },
    // What was uploaded never changes.
    stamp: async () => String(await size()),
  }
}

const gone = () =>
  invalidInput('file', 'The uploaded file is no longer there; send it again, and the import goes on.')

/** Removes the file of an import that is done, if it was uploaded; any other file is its user's. */
export const removeUpload = async (
  { db }: Pick<ImportsDeps, 'db'>,
  { companyId, place }: { companyId: string; place: string },
): Promise<void> => {
  if (place.startsWith(UPLOAD)) await deleteUpload(db, { companyId, uploadId: place.slice(UPLOAD.length) })
}

const DAY = 24 * 60 * 60 * 1000

/**
 * Removes uploads that are older than a week (nobody imported them, or the import failed), and what a killed process has left of one after
 * a day. Answers how many there were.
 */
export const removeOldUploads = ({ db, clock }: Pick<ImportsDeps, 'db' | 'clock'>): Promise<number> => {
  const now = clock.now().getTime()
  return deleteOldUploads(db, {
    wholeBefore: new Date(now - 7 * DAY),
    brokenOffBefore: new Date(now - DAY),
  })
}

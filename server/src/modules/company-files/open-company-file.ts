import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { LARGEST_MANIFEST, openZip } from '#platform/backup/index.ts'
import { invalidInput } from '#platform/errors/index.ts'
import { MANIFEST_ENTRY, type Manifest, readManifest } from './manifest.ts'

export type CompanyFile = { manifest: Manifest; read(entry: string): Promise<Readable>; close(): void }

/** Throws an AppError that says why it cannot be read: not there, cut off, damaged, another kind of file, of a newer version. */
export const openCompanyFile = async (path: string): Promise<CompanyFile> => {
  const zip = await openZip(path, 'export of a company')
  try {
    if ((zip.sizeOf(MANIFEST_ENTRY) ?? 0) > LARGEST_MANIFEST)
      throw invalidInput('FILE', `${path} is no export of a company.`)
    const text = await buffer(await zip.read(MANIFEST_ENTRY))
    return { manifest: readManifest(text.toString('utf8'), path), read: zip.read, close: zip.close }
  } catch (error) {
    zip.close()
    throw error
  }
}

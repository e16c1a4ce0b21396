import { createHash } from 'node:crypto'
import { invalidInput } from '#platform/errors/index.ts'
import { createEncodingDetector, type Encoding } from './detect-encoding.ts'
import type { ImportFile } from './import-file.ts'

/** The first bytes of files that are met in place of a CSV. */
const SIGNATURES: readonly [bytes: string, what: string][] = [
  ['504b0304', 'an Excel workbook or another zip archive'],
  ['504b0506', 'an empty zip archive'],
  ['d0cf11e0', 'an Excel workbook of the old kind'],
  ['25504446', 'a PDF document'],
  ['1f8b', 'a gzip archive'],
]

/** Reads a whole file once: what it is written in, how long it is, and its SHA-256. Throws `invalid_input` where it is no text. */
export const scanFile = async (
  file: Pick<ImportFile, 'read'>,
): Promise<{ encoding: Encoding; totalBytes: number; digest: string }> => {
  const detector = createEncodingDetector()
  const hash = createHash('sha256')
  let head = ''
  let totalBytes = 0
  for await (const bytes of file.read()) {
    if (totalBytes === 0) head = Buffer.from(bytes.subarray(0, 4)).toString('hex')
    totalBytes += bytes.length
    hash.update(bytes)
    detector.push(bytes)
  }
  const signature = SIGNATURES.find(([bytes]) => head.startsWith(bytes))
  const encoding = detector.result()
  if (signature || encoding === 'binary')
    throw invalidInput(
      'file',
      `The file is ${signature?.[1] ?? 'no text'}, but an import takes CSV: save the table as “CSV UTF-8” in Excel, Numbers or LibreOffice, and import that.`,
    )
  return { encoding, totalBytes, digest: hash.digest('hex') }
}

/** The SHA-256 of a file. */
export const digestOf = async (file: Pick<ImportFile, 'read'>): Promise<string> => {
  const hash = createHash('sha256')
  for await (const bytes of file.read()) hash.update(bytes)
  return hash.digest('hex')
}

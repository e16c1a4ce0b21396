import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { invalidInput } from '#platform/errors/index.ts'

/** Counts up when a program that knows only the form before could not read the file rightly. */
export const FORMAT = 1

const Content = {
  rows: Type.Integer(),
  /** Before compression. */
  bytes: Type.Integer(),
  /** Of these bytes. */
  sha256: Type.String(),
}

/** What a backup says of itself: the last file in it, since rows and sums are known only then. */
export const Manifest = Type.Object({
  format: Type.Literal(FORMAT),
  program: Type.String(),
  /** The moment whose state it holds. */
  madeAt: Type.String(),
  migrations: Type.Array(
    Type.Object({ version: Type.Integer(), name: Type.String(), checksum: Type.String() }),
  ),
  /** Of the secret key, which is not in it. */
  secretKeyFingerprint: Type.String(),
  tables: Type.Array(Type.Object({ name: Type.String(), columns: Type.Array(Type.String()), ...Content })),
  /** Tables whose rows mean nothing elsewhere. */
  leftOut: Type.Array(Type.String()),
  jobs: Type.Object(Content),
})
export type Manifest = Static<typeof Manifest>

export const MANIFEST_ENTRY = 'manifest.json'
export const JOBS_ENTRY = 'jobs.jsonl'
export const entryOfTable = (table: string): string => `tables/${table}.copy`

/** @throws AppError where this is no manifest, or one of a form that this program does not know */
export const readManifest = (text: string, file: string): Manifest => {
  const value = parse(text)
  if (Value.Check(Manifest, value)) return value
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined
  if (typeof format === 'number' && format > FORMAT)
    throw invalidInput(
      'FILE',
      `${file} was made by a newer version of Cadenza (its form is ${format}, this program reads ${FORMAT}). Restore it with that version or a later one.`,
    )
  throw invalidInput('FILE', `${file} is no backup of Cadenza, or was damaged: its manifest cannot be read.`)
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

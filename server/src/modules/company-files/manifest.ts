import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { invalidInput } from '#platform/errors/index.ts'

/** Counts up when a program that knows only the form before could not read the file rightly. */
export const FORMAT = 1
const KIND = 'cadenza company'

const Content = {
  rows: Type.Integer(),
  /** Of the lines, before compression. */
  bytes: Type.Integer(),
  sha256: Type.String(),
}

/** What a company's file says of itself: the last entry in it, since rows and sums are known only then. */
export const Manifest = Type.Object({
  kind: Type.Literal(KIND),
  format: Type.Literal(FORMAT),
  program: Type.String(),
  /** The moment whose state it holds. */
  madeAt: Type.String({ format: 'date-time' }),
  company: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{24}$' }), name: Type.String() }),
  /** Of the tables: how many migrations they have had, and the sums of these. */
  schema: Type.Array(Type.String()),
  people: Type.Object(Content),
  /** In an order in which each refers only to those before it. */
  tables: Type.Array(Type.Object({ name: Type.String(), columns: Type.Array(Type.String()), ...Content })),
  /** What stays where it is, and why. */
  leftOut: Type.Record(Type.String(), Type.String()),
})
export type Manifest = Static<typeof Manifest>
export type Content = Pick<Manifest['people'], 'rows' | 'bytes' | 'sha256'>

export const newManifest = (known: Omit<Manifest, 'kind' | 'format'>): Manifest => ({
  kind: KIND,
  format: FORMAT,
  ...known,
})

export const MANIFEST_ENTRY = 'manifest.json'
export const PEOPLE_ENTRY = 'people.jsonl'
export const entryOfTable = (table: string): string => `tables/${table}.jsonl`

/** @throws AppError where this is no manifest of a company, or one of a form that this program does not know */
export const readManifest = (text: string, file: string): Manifest => {
  const value = parse(text)
  if (Value.Check(Manifest, value)) return value
  const { kind, format } = typeof value === 'object' && value !== null ? partsOf(value) : {}
  if (kind === KIND && typeof format === 'number' && format > FORMAT)
    throw invalidInput(
      'FILE',
      `${file} was made by a newer version of Cadenza (its form is ${format}, this program reads ${FORMAT}). Import it with that version or a later one.`,
    )
  throw invalidInput(
    'FILE',
    `${file} is no export of a company, or was damaged: its manifest cannot be read.${kind === undefined ? ' A backup is brought back with cadenza restore.' : ''}`,
  )
}

const partsOf = (value: object): { kind?: unknown; format?: unknown } => ({
  ...('kind' in value && { kind: value.kind }),
  ...('format' in value && { format: value.format }),
})

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

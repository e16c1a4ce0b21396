import { type Static, Type } from 'typebox'
import { pageOf } from './page.ts'
import { ProspectStatus } from './prospects.ts'
import { choice, dictionary, Id, Instant, nullable } from './values.ts'

const OnExisting = choice(['update', 'skip'], 'What to do with prospects that are there already')

export const Upload = Type.Object(
  { uploadId: Id, bytes: Type.Integer({ description: 'It is kept for a week, or until it was imported' }) },
  { title: 'Upload' },
)

const mapping = Type.Optional(
  dictionary(
    Type.String(),
    'Columns by name, with where they go: a field, custom:Name, or - to leave it out. Other columns go where they are guessed to',
  ),
)

const list = Type.String({ description: 'By name; made when there is none' })
const givenToAll = {
  tags: Type.Optional(Type.Array(Type.String(), { description: 'Added to all its prospects' })),
  owner: Type.Optional(
    Type.String({
      description: 'The login mail of the member who gets rows that name no owner',
      examples: ['steve@acme.test'],
    }),
  ),
}

export const ImportPreviewRequest = Type.Object(
  { uploadId: Id, mapping, onExisting: Type.Optional(OnExisting), list: Type.Optional(list), ...givenToAll },
  { title: 'ImportPreviewRequest' },
)

const Column = Type.Object({
  name: Type.String(),
  target: nullable(Type.String({ description: 'A field, custom:Name, or null: left out' })),
})

export const ImportPreview = Type.Object(
  {
    encoding: Type.String(),
    delimiter: Type.String(),
    totalBytes: Type.Integer(),
    columns: Type.Array(Type.Object({ ...Column.properties, samples: Type.Array(Type.String()) })),
    rows: Type.Array(
      Type.Object({
        row: Type.Integer({ description: '1 is the first row below the header' }),
        outcome: choice(['add', 'update', 'unchanged', 'skip', 'reject']),
        mistake: nullable(Type.String()),
        prospect: nullable(
          Type.Object({
            email: Type.String(),
            fields: dictionary(Type.String()),
            customFields: dictionary(Type.String()),
            tags: Type.Array(Type.String()),
            owner: nullable(Type.String()),
          }),
        ),
        changes: Type.Array(Type.Object({ field: Type.String(), from: Type.String(), to: Type.String() }), {
          description: 'What it would change of a prospect who is there',
        }),
        status: nullable(ProspectStatus),
      }),
    ),
    problem: nullable(Type.String({ description: 'Why it cannot be imported yet' })),
  },
  { title: 'ImportPreview' },
)

export const NewImport = Type.Object(
  {
    uploadId: Id,
    fileName: Type.Optional(Type.String()),
    list,
    ...givenToAll,
    mapping,
    onExisting: Type.Optional(OnExisting),
  },
  { title: 'NewImport' },
)

export const StartedImport = Type.Object(
  {
    importId: Id,
    resumedAt: nullable(
      Type.Integer({ description: 'Rows done already: an import of this very file goes on there' }),
    ),
    changedSince: nullable(Type.Integer({ description: 'Rows done of it before the file was changed' })),
    columns: Type.Array(Column),
  },
  { title: 'StartedImport' },
)

export const Import = Type.Object(
  {
    id: Id,
    userId: Id,
    listId: Id,
    list: Type.String(),
    tags: Type.Array(Type.String()),
    owner: nullable(Type.String({ description: 'Of rows that name none; null: whoever imported' })),
    fileName: Type.String(),
    onExisting: OnExisting,
    state: choice(['waiting', 'running', 'done', 'failed']),
    error: nullable(Type.String()),
    rows: Type.Integer({ description: 'Done so far: the sum of the counts' }),
    totalBytes: Type.Integer(),
    readBytes: Type.Integer(),
    added: Type.Integer(),
    updated: Type.Integer(),
    skipped: Type.Integer(),
    rejected: Type.Integer(),
    repeated: Type.Integer({ description: 'Rows whose address came again later in the file' }),
    createdAt: Instant,
    finishedAt: nullable(Instant),
  },
  { title: 'Import' },
)
export type Import = Static<typeof Import>
export const ImportPage = pageOf(Import)

/** A row that an import did not take. */
export const RejectedRow = Type.Object(
  {
    row: Type.Integer({ description: '1 is the first row below the header' }),
    reason: Type.String(),
    cells: Type.Array(Type.Object({ column: Type.String(), value: Type.String() })),
  },
  { title: 'RejectedRow' },
)
export const RejectedRowPage = pageOf(RejectedRow)

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

export const ImportPreviewRequest = Type.Object(
  { uploadId: Id, mapping, onExisting: Type.Optional(OnExisting) },
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
        outcome: choice(['add', 'update', 'skip', 'reject']),
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
    list: Type.String({ description: 'By name; made when there is none' }),
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

import { type Static, Type } from 'typebox'
import { ProspectFilter } from './prospects.ts'
import { choice, dictionary, Id, Instant, nullable } from './values.ts'

const tags = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 20 })
const sequenceId = Type.String({ description: 'Of a cadence or journey' })

const kind = <const Kind extends string, Rest extends Parameters<typeof Type.Object>[0]>(
  name: Kind,
  rest: Rest,
) => Type.Object({ kind: Type.Enum<[Kind]>([name], { type: 'string' }), ...rest })

/** What is done to every one of the prospects. */
export const BulkAction = Type.Union([
  kind('add_tags', { tags }),
  kind('remove_tags', { tags }),
  kind('set_list', {
    list: Type.String({ minLength: 1, maxLength: 200, description: 'By name; made when there is none' }),
  }),
  kind('set_owner', { ownerId: Id }),
  kind('set_field', {
    field: Type.String({ examples: ['title', 'custom.Industry'] }),
    value: nullable(Type.String({ description: 'Null clears the field' })),
  }),
  kind('start', { sequenceId }),
  kind('stop', { sequenceId: Type.Optional(Type.String({ description: 'Absent: in all' })) }),
  kind('pause', { until: Type.Optional(nullable(Instant)) }),
  kind('resume', {}),
  kind('unsubscribe', {}),
  kind('do_not_contact', {}),
  kind('delete', {}),
])
export type BulkAction = Static<typeof BulkAction>

export const NewBulkAction = Type.Object(
  {
    action: BulkAction,
    prospectIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 10_000 })),
    filter: Type.Optional(ProspectFilter),
  },
  { title: 'NewBulkAction', description: 'For these prospects, or for all of a filter' },
)

export const BulkRun = Type.Object(
  {
    id: Id,
    kind: Type.String(),
    state: choice(['running', 'done', 'failed', 'undoing', 'undone']),
    error: nullable(Type.String()),
    seen: Type.Integer({ description: 'Prospects looked at so far' }),
    changed: Type.Integer({ description: 'Of these, changed' }),
    refused: Type.Integer(),
    refusals: dictionary(Type.Integer(), 'How many were refused, by the reason'),
    restored: Type.Integer({ description: 'Given back what they had, by an undo' }),
    createdAt: Instant,
    finishedAt: nullable(Instant),
    undoUntil: nullable(Type.String({ format: 'date-time', description: 'Null: cannot be undone' })),
  },
  { title: 'BulkRun' },
)
export type BulkRun = Static<typeof BulkRun>

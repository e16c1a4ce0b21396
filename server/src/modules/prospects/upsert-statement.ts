import { insertEventsSql } from '#modules/events/index.ts'
import type { FieldColumn } from './fields.ts'
import { DEFAULT_LIST } from './names.ts'
import { reasonOfRankSql, statusOfRankSql, suppressionRankSql } from './status.ts'

/** A prospect to be written. What is empty or absent leaves an existing one as it is. */
export type UpsertRow = {
  /** Its id if it is new. */
  id: string
  /** Of the event that tells of it. */
  eventId: string
  email: string
  emailKey: string
  domain: string
  fields: ReadonlyMap<FieldColumn, string>
  /** A JSON object of texts, or null. */
  customFields: string | null
  /** The key of the list's name, or null. */
  listKey: string | null
  ownerId: string | null
  tagIds: readonly string[]
}

/** What the rows of one statement have in common. */
export type UpsertShape = {
  /** The fields that any of the rows has. */
  columns: readonly FieldColumn[]
  listGiven: boolean
  ownerGiven: boolean
  customFields: boolean
  tags: boolean
  /** Prospects of other members than the user are left alone. */
  heldToOwn: boolean
  /**
   * `api`: rows that change nothing write nothing. The others mark every prospect as touched by the import of `$5`, and what the same
   * import touched before counts as a repetition; `import_skip` leaves prospects alone that the import did not add itself.
   */
  mode: 'api' | 'import_update' | 'import_skip'
}

/** Beside the import's id in last_import_id: the import found this prospect there and left it as it was. */
export const LEFT_ALONE = '-'

const derivedName = (row: string): string =>
  `nullif(concat_ws(' ', ${row}.first_name, ${row}.middle_name, ${row}.last_name), '')`

const NAME_PARTS: readonly FieldColumn[] = ['first_name', 'middle_name', 'last_name']

/**
 * One statement that writes a set of prospects, each address once: adds or merges them, finds their lists, copies what suppresses new
 * ones, notes the words they are found by, adds tags, appends events. Values: $1 company, $2 now, $3 user, $4 source, $5 import, $6 the event's data, then the arrays of
 * `upsertArrays`. All rows give a list or none does, and likewise an owner and a full name: a SET cannot tell a value that was given
 * from one that stands in for it.
 *
 * Reads lists_company_id_name_key_key, prospects_company_id_email_key_key and suppressions_pkey, one probe a row; the look-up of the
 * present row is a LATERAL with LIMIT so that it stays an index probe whatever the planner thinks of the table. Rows are written in
 * the order of their addresses, so that two such statements never wait for each other in a circle.
 */
export const upsertStatement = (shape: UpsertShape): string => {
  const { columns, mode, tags } = shape
  const arrays = arrayColumns(shape)
  const withName = columns.some((column) => NAME_PARTS.includes(column)) && !columns.includes('full_name')
  const inserted = [...columns, ...(withName ? ['full_name'] : [])]
  const given = (column: string) => (columns.includes(column as FieldColumn) ? `i.${column}` : 'NULL::text')
  const nameOfInput = `nullif(concat_ws(' ', ${NAME_PARTS.map(given).join(', ')}), '')`
  return `
WITH input AS MATERIALIZED (
  SELECT i.*, l.id AS list_id, old.id AS old_id, old.last_import_id AS old_import_id,
    ${shape.heldToOwn ? 'coalesce(old.owner_id <> $3, false)' : 'false'} AS foreign_owned,
    ${mode === 'api' ? unchangedSql(shape) : 'false'} AS unchanged
  FROM unnest(${arrays.map(({ type }, index) => `$${index + 7}::${type}[]`).join(', ')})
    AS i(${arrays.map(({ column }) => column).join(', ')})
  LEFT JOIN lists l ON l.company_id = $1 AND l.name_key = ${shape.listGiven ? 'i.list_key' : `'${DEFAULT_LIST}'`}
  LEFT JOIN LATERAL (
    SELECT p.* FROM prospects p WHERE p.company_id = $1 AND p.email_key = i.email_key LIMIT 1
  ) old ON true
), written AS (
  INSERT INTO prospects AS p (company_id, id, email, email_key, domain, ${inserted.map((c) => `${c}, `).join('')}
    custom_fields, list_id, owner_id, status, suppressed_by, source, created_at, updated_at, last_interaction_at, last_import_id)
  SELECT $1, i.id, i.email, i.email_key, i.domain, ${columns.map((c) => `i.${c}, `).join('')}${withName ? `${nameOfInput}, ` : ''}
    ${shape.customFields ? `COALESCE(i.custom_fields, '{}')` : `'{}'`}, i.list_id, ${shape.ownerGiven ? 'i.owner_id' : '$3'},
    ${statusOfRankSql('i.rank')}, ${reasonOfRankSql('i.rank')}, $4, $2::timestamptz, $2::timestamptz, $2::timestamptz, $5
  FROM (
    SELECT i.*, CASE WHEN i.old_id IS NULL THEN ${suppressionRankSql('i.email_key', 'i.domain')} END AS rank
    FROM input i
    WHERE i.list_id IS NOT NULL AND NOT i.unchanged AND NOT i.foreign_owned
      ${mode === 'import_skip' ? 'AND (i.old_id IS NULL OR i.old_import_id = $5)' : ''}
    ORDER BY i.email_key
  ) i
  ON CONFLICT (company_id, email_key) DO UPDATE SET
    ${columns.map((c) => `${c} = COALESCE(EXCLUDED.${c}, p.${c}),\n    `).join('')}${withName ? `${mergedNameSql(columns)},\n    ` : ''}${
      shape.customFields ? 'custom_fields = p.custom_fields || EXCLUDED.custom_fields,\n    ' : ''
    }${shape.listGiven ? 'list_id = EXCLUDED.list_id,\n    ' : ''}${shape.ownerGiven ? 'owner_id = EXCLUDED.owner_id,\n    ' : ''}updated_at = EXCLUDED.updated_at,
    last_interaction_at = greatest(p.last_interaction_at, EXCLUDED.updated_at)${mode === 'api' ? '' : ',\n    last_import_id = $5'}
  ${whenPresentSql(shape)}
  RETURNING p.id, p.email_key, prospect_text(p) AS words
), worded AS (
  INSERT INTO prospect_texts AS t (company_id, prospect_id, words) SELECT $1, w.id, w.words FROM written w
  ON CONFLICT (company_id, prospect_id) DO UPDATE SET words = EXCLUDED.words WHERE t.words <> EXCLUDED.words
), done AS (
  SELECT i.*, COALESCE(w.id, CASE WHEN i.unchanged THEN i.old_id END) AS prospect_id, w.id AS written_id
  FROM input i LEFT JOIN written w USING (email_key)
), told AS (
  ${insertEventsSql(
    `SELECT $1, d.event_id, ${
      mode === 'api'
        ? `CASE WHEN d.written_id = d.id THEN 'prospect_created' ELSE 'prospect_updated' END`
        : `'prospect_imported'`
    }, $2::timestamptz, d.written_id, $3, $6::jsonb FROM done d WHERE d.written_id IS NOT NULL`,
  )}
)${tags ? `, tagged AS (${tagsSql(arrays.length + 7)})` : ''}${mode === 'import_skip' ? `, marked AS (${markSql})` : ''}
${mode === 'api' ? ROWS : COUNTS}`
}

/** Which present rows are written to. */
const whenPresentSql = ({ mode, heldToOwn }: UpsertShape): string => {
  const conditions = [
    ...(mode === 'import_skip' ? ['p.last_import_id = $5'] : []),
    ...(heldToOwn ? ['p.owner_id = $3'] : []),
  ]
  return conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
}

/** The arrays after $6, in order. */
export const arrayColumns = (shape: UpsertShape): { column: string; type: 'text' | 'jsonb' }[] => [
  ...['id', 'event_id', 'email', 'email_key', 'domain', ...shape.columns].map((column) => ({
    column,
    type: 'text' as const,
  })),
  ...(shape.listGiven ? [{ column: 'list_key', type: 'text' as const }] : []),
  ...(shape.ownerGiven ? [{ column: 'owner_id', type: 'text' as const }] : []),
  ...(shape.customFields ? [{ column: 'custom_fields', type: 'jsonb' as const }] : []),
]

/** The values of the arrays, and after them those of the tags: addresses beside tag ids. */
export const upsertArrays = (shape: UpsertShape, rows: readonly UpsertRow[]): unknown[][] => {
  const tagged = shape.tags ? rows.filter(({ tagIds }) => tagIds.length > 0) : []
  return [
    rows.map(({ id }) => id),
    rows.map(({ eventId }) => eventId),
    rows.map(({ email }) => email),
    rows.map(({ emailKey }) => emailKey),
    rows.map(({ domain }) => domain),
    ...shape.columns.map((column) => rows.map(({ fields }) => fields.get(column) || null)),
    ...(shape.listGiven ? [rows.map(({ listKey }) => listKey)] : []),
    ...(shape.ownerGiven ? [rows.map(({ ownerId }) => ownerId)] : []),
    ...(shape.customFields ? [rows.map(({ customFields }) => customFields)] : []),
    ...(shape.tags
      ? [
          tagged.flatMap(({ emailKey, tagIds }) => tagIds.map(() => emailKey)),
          tagged.flatMap(({ tagIds }) => tagIds),
        ]
      : []),
  ]
}

/** Whether a row would leave the present one as it is; null-safe, false where there is none. */
const unchangedSql = ({ columns, listGiven, ownerGiven, customFields, heldToOwn }: UpsertShape): string =>
  [
    'old.id IS NOT NULL',
    ...(heldToOwn ? ['old.owner_id = $3'] : []),
    ...columns.map((c) => `(i.${c} IS NULL OR i.${c} IS NOT DISTINCT FROM old.${c})`),
    ...(listGiven ? ['l.id IS NOT DISTINCT FROM old.list_id'] : []),
    ...(ownerGiven ? ['i.owner_id = old.owner_id'] : []),
    ...(customFields ? ['(i.custom_fields IS NULL OR old.custom_fields @> i.custom_fields)'] : []),
  ].join(' AND ')

/** A full name that was derived follows its parts; one that was written stays. */
const mergedNameSql = (columns: readonly FieldColumn[]): string => {
  const parts = NAME_PARTS.map((c) => (columns.includes(c) ? `COALESCE(EXCLUDED.${c}, p.${c})` : `p.${c}`))
  return `full_name = CASE WHEN p.full_name IS NULL OR p.full_name = ${derivedName('p')}
      THEN nullif(concat_ws(' ', ${parts.join(', ')}), '') ELSE p.full_name END`
}

const tagsSql = (first: number): string => `
  INSERT INTO prospect_tags (company_id, prospect_id, tag_id)
  SELECT $1, d.prospect_id, t.tag_id
  FROM unnest($${first}::text[], $${first + 1}::text[]) AS t(email_key, tag_id)
  JOIN done d USING (email_key)
  WHERE d.prospect_id IS NOT NULL
  ON CONFLICT DO NOTHING`

const markSql = `
  UPDATE prospects p SET last_import_id = $5 || '${LEFT_ALONE}'
  FROM input i
  WHERE p.company_id = $1 AND p.id = i.old_id
    AND i.old_import_id IS DISTINCT FROM $5 AND i.old_import_id IS DISTINCT FROM $5 || '${LEFT_ALONE}'`

/** `foreign`: another member's, for who is held to his own. `again`: its list did not exist, or somebody else wrote the address at this very moment. */
const ROWS = `
SELECT d.email_key AS "emailKey", d.prospect_id AS id,
  CASE WHEN d.written_id = d.id THEN 'added' WHEN d.written_id IS NOT NULL THEN 'updated'
    WHEN d.unchanged THEN 'unchanged' WHEN d.foreign_owned THEN 'foreign' ELSE 'again' END AS outcome
FROM done d`

const COUNTS = `
SELECT count(*) FILTER (WHERE d.written_id = d.id)::int AS added,
  count(*) FILTER (WHERE d.written_id <> d.id AND NOT d.seen)::int AS updated,
  count(*) FILTER (WHERE d.written_id IS NULL AND d.old_id IS NOT NULL AND d.list_id IS NOT NULL AND NOT d.seen)::int AS skipped,
  count(*) FILTER (WHERE d.seen)::int AS repeated,
  COALESCE(array_agg(d.written_id) FILTER (WHERE d.written_id <> d.id), '{}') AS "changedIds",
  COALESCE(array_agg(d.written_id ORDER BY d.event_id) FILTER (WHERE d.written_id IS NOT NULL), '{}') AS "writtenIds",
  COALESCE(array_agg(d.event_id ORDER BY d.event_id) FILTER (WHERE d.written_id IS NOT NULL), '{}') AS "eventIds",
  COALESCE(array_agg(d.email_key) FILTER (WHERE d.written_id IS NULL AND (d.old_id IS NULL OR d.list_id IS NULL)), '{}') AS again
FROM (
  SELECT d.*, d.list_id IS NOT NULL AND d.old_id IS NOT NULL
    AND COALESCE(d.old_import_id IN ($5, $5 || '${LEFT_ALONE}'), false) AS seen FROM done d
) d`

// Reads prospects, prospect_views, bulk_actions, tasks, sequences, templates, mailboxes, messages, inbox_threads, calls, notes, imports and api_keys of their modules; writes nothing.
import type { Queryable } from '#platform/db/index.ts'
import { isId } from '#platform/ids/index.ts'
import type { Thing } from './access.ts'

/** Things that have an id of the database and somebody they belong to. */
export type OwnedThing = Exclude<Thing, 'himself' | 'only himself' | 'anything'>

type Belonging = { table: string; seen: string; own?: string }

const OPEN_TASK = `EXISTS (SELECT FROM tasks o WHERE o.company_id = t.company_id AND o.prospect_id = t.id
  AND o.state = 'open' AND o.assignee_id = $2)`
const MAIL_OF_HIS = `EXISTS (SELECT FROM mailboxes b WHERE b.company_id = t.company_id AND b.id = t.mailbox_id AND b.user_id = $2)
  OR EXISTS (SELECT FROM prospects p WHERE p.company_id = t.company_id AND p.id = t.prospect_id AND p.owner_id = $2)`

/** SQL: when a row `t` may be seen by the member `$2`, and where that is less, when it is his. */
const BELONGING: Readonly<Record<OwnedThing, Belonging>> = {
  prospect: { table: 'prospects', seen: 't.owner_id = $2' },
  'prospect to work on': { table: 'prospects', seen: `t.owner_id = $2 OR ${OPEN_TASK}` },
  sequence: { table: 'sequences', seen: 't.shared OR t.owner_id = $2' },
  'own sequence': { table: 'sequences', seen: 't.shared OR t.owner_id = $2', own: 't.owner_id = $2' },
  template: { table: 'templates', seen: 't.shared OR t.owner_id = $2' },
  'own template': { table: 'templates', seen: 't.shared OR t.owner_id = $2', own: 't.owner_id = $2' },
  'own view': { table: 'prospect_views', seen: 't.shared OR t.owner_id = $2', own: 't.owner_id = $2' },
  'bulk action': { table: 'bulk_actions', seen: 't.user_id = $2' },
  mailbox: { table: 'mailboxes', seen: 't.user_id = $2' },
  mail: { table: 'messages', seen: MAIL_OF_HIS },
  thread: { table: 'inbox_threads', seen: `t.assignee_id = $2 OR ${MAIL_OF_HIS}` },
  task: { table: 'tasks', seen: 't.assignee_id = $2' },
  call: { table: 'calls', seen: 't.user_id = $2' },
  note: { table: 'notes', seen: 't.user_id = $2' },
  import: { table: 'imports', seen: 't.user_id = $2' },
  'API key': { table: 'api_keys', seen: 't.user_id = $2' },
}

/**
 * Which of these ids name something that the member may see: his, or only shared with him. What is missing does not exist, or does not
 * for him. Served by the primary keys (api_keys by its unique id); tasks by tasks_prospect.
 */
export const belongingsOf = async (
  db: Queryable,
  input: { companyId: string; userId: string; thing: OwnedThing; ids: readonly string[] },
): Promise<Map<string, 'his' | 'shared'>> => {
  const { table, seen, own } = BELONGING[input.thing]
  const { rows } = await db.query<{ id: string; his: boolean }>(
    `SELECT t.id, (${own ?? 'true'}) AS his FROM ${table} t
     WHERE t.company_id = $1 AND t.id = ANY($3::text[]) AND (${seen})`,
    [input.companyId, input.userId, input.ids.filter(isId)],
  )
  return new Map(rows.map(({ id, his }) => [id, his ? 'his' : 'shared']))
}

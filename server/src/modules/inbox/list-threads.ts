// The module's own table is inbox_threads; lists also read prospects, mailboxes and memberships.
import type { Queryable } from '#platform/db/index.ts'
import { searchQuery } from './search-words.ts'
import type { ListedThread, ThreadKind, ThreadState } from './thread.ts'
import { seenBy } from './whose-threads.ts'

/** The last thread of the page before. */
export type ThreadCursor = { sortAt: Date; id: string }

export type ListThreadsInput = {
  companyId: string
  /** Only what this member may see; undefined: the team's. */
  userId?: string | undefined
  state?: ThreadState | undefined
  kind?: ThreadKind | undefined
  /** A member's id; null: nobody's. */
  assigneeId?: string | null | undefined
  mailboxId?: string | undefined
  prospectId?: string | undefined
  unread?: boolean | undefined
  /** Words of its mails, or of its prospect. */
  search?: string | undefined
  after?: ThreadCursor | undefined
  limit: number
}

/** The columns of a `ListedThread`, of `inbox_threads i` joined as in `JOINED`; `$2` is now. */
export const LISTED = `i.id, i.kind, CASE WHEN i.state = 'open' AND i.sort_at > $2 THEN 'snoozed' ELSE i.state END AS state, i.unread,
  i.subject, i.from_name AS "fromName", i.from_address AS "fromAddress", i.snippet, i.received, i.last_at AS "lastAt",
  i.sort_at AS "sortAt", CASE WHEN i.snoozed_until > $2 THEN i.snoozed_until END AS "snoozedUntil", i.answered_at AS "answeredAt",
  i.assignee_id AS "assigneeId", a.name AS "assigneeName", i.mailbox_id AS "mailboxId", b.address AS "mailboxAddress",
  b.user_id AS "mailboxUserId",
  json_build_object('id', p.id, 'email', p.email,
    'name', coalesce(p.full_name, nullif(concat_ws(' ', p.first_name, p.last_name), '')), 'company', p.company,
    'status', p.status, 'suppressedBy', p.suppressed_by, 'outcome', p.outcome, 'ownerId', p.owner_id) AS prospect`

export const JOINED = `JOIN prospects p ON p.company_id = i.company_id AND p.id = i.prospect_id
  JOIN mailboxes b ON b.company_id = i.company_id AND b.id = i.mailbox_id
  LEFT JOIN memberships a ON a.company_id = i.company_id AND a.user_id = i.assignee_id`

/** An open thread whose sort_at lies ahead is put off, so a state is a range of the indexes. */
const STATE: Readonly<Record<ThreadState, string>> = {
  open: `i.state = 'open' AND i.sort_at <= $2`,
  snoozed: `i.state = 'open' AND i.sort_at > $2`,
  done: `i.state = 'done'`,
}

/**
 * Threads, what came last first. Only the conditions that are asked for are written, so that each list goes through the index of its first
 * one: inbox_threads_kind, _assignee, _mailbox, _state, _all; a search through inbox_threads_search. What is joined is read for the page
 * alone.
 */
export const listThreads = async (
  tx: Queryable,
  input: ListThreadsInput & { now: Date },
): Promise<ListedThread[]> => {
  const values: unknown[] = [input.companyId, input.now]
  const where = ['i.company_id = $1']
  const given = (value: unknown): string => {
    values.push(value)
    return `$${values.length}`
  }
  if (input.state) where.push(STATE[input.state])
  if (input.kind) where.push(`i.kind = ${given(input.kind)}`)
  if (input.assigneeId === null) where.push('i.assignee_id IS NULL')
  else if (input.assigneeId !== undefined) where.push(`i.assignee_id = ${given(input.assigneeId)}`)
  if (input.mailboxId !== undefined) where.push(`i.mailbox_id = ${given(input.mailboxId)}`)
  if (input.prospectId !== undefined) where.push(`i.prospect_id = ${given(input.prospectId)}`)
  if (input.unread) where.push(`i.unread AND i.state = 'open'`)
  if (input.userId !== undefined) where.push(seenBy(given(input.userId)))
  if (input.search !== undefined) {
    const query = searchQuery(input.companyId, input.search)
    if (query !== null) where.push(`i.search @@ ${given(query)}::tsquery`)
  }
  if (input.after) where.push(`(i.sort_at, i.id) < (${given(input.after.sortAt)}, ${given(input.after.id)})`)
  const { rows } = await tx.query<ListedThread>(
    `WITH page AS (
       SELECT i.* FROM inbox_threads i WHERE ${where.join(' AND ')} ORDER BY i.sort_at DESC, i.id DESC LIMIT ${given(input.limit)})
     SELECT ${LISTED} FROM page i ${JOINED} ORDER BY i.sort_at DESC, i.id DESC`,
    values,
  )
  return rows
}

// The module's own table is inbox_threads; also reads threads, mailboxes and prospects.
import type { Queryable } from '#platform/db/index.ts'
import type { ThreadAfter, ThreadBefore } from './after-mail.ts'

type Which = { companyId: string; threadId: string }

export type ThreadFacts = {
  prospectId: string
  mailboxId: string
  mailboxUserId: string
  subject: string
  /** By which he may be looked for. */
  prospectWords: (string | null)[]
}

/** Served by primary keys. */
export const threadFacts = async (
  tx: Queryable,
  { companyId, threadId }: Which,
): Promise<ThreadFacts | undefined> => {
  const { rows } = await tx.query<ThreadFacts>(
    `SELECT t.prospect_id AS "prospectId", t.mailbox_id AS "mailboxId", b.user_id AS "mailboxUserId", t.subject,
       ARRAY[p.email, p.first_name, p.last_name, p.full_name, p.company] AS "prospectWords"
     FROM threads t
     JOIN mailboxes b ON b.company_id = t.company_id AND b.id = t.mailbox_id
     JOIN prospects p ON p.company_id = t.company_id AND p.id = t.prospect_id
     WHERE t.company_id = $1 AND t.id = $2`,
    [companyId, threadId],
  )
  return rows[0]
}

/** Served by the primary key. */
export const lockThread = async (
  tx: Queryable,
  { companyId, threadId, now }: Which & { now: Date },
): Promise<ThreadBefore | null> => {
  const { rows } = await tx.query<ThreadBefore>(
    `SELECT kind, state, unread, sort_at > $3 AS "isSnoozed" FROM inbox_threads
     WHERE company_id = $1 AND id = $2 FOR NO KEY UPDATE`,
    [companyId, threadId, now],
  )
  return rows[0] ?? null
}

/** A thread has had mails enough to look through when its words take this many bytes; later ones are not searched. */
const MOST_WORDS = 200_000

type Saved = ThreadAfter & {
  companyId: string
  id: string
  prospectId: string
  mailboxId: string
  mailboxUserId: string
  subject: string
  cameAt: Date
  /** Whether the list shows this mail's sender and text. */
  isShown: boolean
  answeredAt: Date | null
  fromName: string
  fromAddress: string
  snippet: string
  words: readonly string[]
}

export const saveThread = async (tx: Queryable, thread: Saved): Promise<void> => {
  await tx.query(
    `INSERT INTO inbox_threads AS i (company_id, id, prospect_id, mailbox_id, assignee_id, kind, state, unread, sort_at, last_at,
       answered_at, subject, from_name, from_address, snippet, received, search)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13, $14, 1, array_to_tsvector($15))
     ON CONFLICT (company_id, id) DO UPDATE SET
       kind = excluded.kind, state = excluded.state, unread = excluded.unread,
       sort_at = CASE WHEN $16 THEN i.sort_at ELSE greatest(i.last_at, excluded.sort_at) END,
       snoozed_until = CASE WHEN $16 THEN i.snoozed_until END,
       last_at = greatest(i.last_at, excluded.last_at),
       answered_at = greatest(i.answered_at, excluded.answered_at),
       from_name = CASE WHEN $17 AND excluded.last_at >= i.last_at THEN excluded.from_name ELSE i.from_name END,
       from_address = CASE WHEN $17 AND excluded.last_at >= i.last_at THEN excluded.from_address ELSE i.from_address END,
       snippet = CASE WHEN $17 AND excluded.last_at >= i.last_at THEN excluded.snippet ELSE i.snippet END,
       received = i.received + 1,
       search = CASE WHEN pg_column_size(i.search) < ${MOST_WORDS} THEN i.search || excluded.search ELSE i.search END`,
    [
      thread.companyId,
      thread.id,
      thread.prospectId,
      thread.mailboxId,
      thread.mailboxUserId,
      thread.kind,
      thread.state,
      thread.unread,
      thread.cameAt,
      thread.answeredAt,
      thread.subject,
      thread.fromName,
      thread.fromAddress,
      thread.snippet,
      thread.words,
      thread.staysSnoozed,
      thread.isShown,
    ],
  )
}

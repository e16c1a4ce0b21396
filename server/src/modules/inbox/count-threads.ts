// The module's own table is inbox_threads; also reads mailboxes and prospects (whose they are).
import type { Queryable } from '#platform/db/index.ts'
import { THREAD_KINDS, type ThreadKind } from './thread.ts'
import { seenBy } from './whose-threads.ts'

/** More than this is "999+" to whoever reads it, and is not counted. */
export const COUNTED = 1000

export type ThreadCounts = {
  /** Open ones that are not read, by kind. */
  unread: Record<ThreadKind, number>
  /** Open ones, put off ones left out, by kind. */
  open: Record<ThreadKind, number>
  snoozed: number
}

/**
 * How many threads wait, each number at most COUNTED. Reads so many entries of inbox_threads_kind for each kind, and of
 * inbox_threads_state for those that are put off.
 */
export const countThreads = async (
  tx: Queryable,
  { companyId, userId, now }: { companyId: string; userId?: string | undefined; now: Date },
): Promise<ThreadCounts> => {
  const { rows } = await tx.query<{ kind: ThreadKind | null; open: number; unread: number }>(
    `SELECT k.kind, n.open, n.unread
     FROM unnest($4::text[]) AS k (kind)
     CROSS JOIN LATERAL (
       SELECT count(*)::integer AS open, (count(*) FILTER (WHERE c.unread))::integer AS unread FROM (
         SELECT i.unread FROM inbox_threads i
         WHERE i.company_id = $1 AND i.kind = k.kind AND i.state = 'open' AND i.sort_at <= $2 AND ${seenBy('$3')}
         LIMIT ${COUNTED}) c) n
     UNION ALL
     SELECT NULL, (SELECT count(*)::integer FROM (
       SELECT FROM inbox_threads i WHERE i.company_id = $1 AND i.state = 'open' AND i.sort_at > $2 AND ${seenBy('$3')}
       LIMIT ${COUNTED}) s), 0`,
    [companyId, now, userId ?? null, THREAD_KINDS],
  )
  const counts: ThreadCounts = { unread: zeros(), open: zeros(), snoozed: 0 }
  for (const { kind, open, unread } of rows) {
    if (kind === null) counts.snoozed = open
    else {
      counts.open[kind] = open
      counts.unread[kind] = unread
    }
  }
  return counts
}

const zeros = (): Record<ThreadKind, number> => ({
  reply: 0,
  unsubscribe: 0,
  bounce: 0,
  auto_reply: 0,
  own_answer: 0,
  other: 0,
})

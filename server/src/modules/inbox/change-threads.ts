// The module's own table is inbox_threads; also reads memberships (accounts).
import type { Queryable } from '#platform/db/index.ts'
import { invalidInput, notFound } from '#platform/errors/index.ts'
import type { InboxDeps } from './inbox-deps.ts'

export type ThreadChange = {
  state?: 'open' | 'done' | undefined
  /** Until then it is out of sight; null: it is back at once. */
  snoozedUntil?: Date | null | undefined
  unread?: boolean | undefined
  assigneeId?: string | null | undefined
}

/**
 * Changes what is given of threads, all of them or none. Done ends a snooze, and a snooze opens what was done. Throws `not_found` on
 * `threadIds` or `assigneeId`, `invalid_input` on `snoozedUntil` for a moment that has passed.
 */
export const changeThreads = (
  { db, clock }: Pick<InboxDeps, 'db' | 'clock'>,
  { companyId, threadIds, change }: { companyId: string; threadIds: readonly string[]; change: ThreadChange },
): Promise<void> =>
  db.transaction(async (tx) => {
    const { snoozedUntil, assigneeId } = change
    if (snoozedUntil && snoozedUntil <= clock.now())
      throw invalidInput('snoozedUntil', 'snoozedUntil has passed already: give a moment that lies ahead.')
    if (snoozedUntil && change.state === 'done')
      throw invalidInput('state', 'A thread is either done or put off: leave state or snoozedUntil out.')
    if (typeof assigneeId === 'string') await requireMember(tx, { companyId, userId: assigneeId })
    const changed = await updateThreads(tx, { companyId, ids: [...new Set(threadIds)], change })
    const missing = threadIds.findIndex((id) => !changed.has(id))
    if (missing >= 0)
      throw notFound(`There is no thread with the id "${threadIds[missing]}".`, `threadIds[${missing}]`)
  })

/** Locks in the order of ids. Served by the primary key. */
const updateThreads = async (
  tx: Queryable,
  { companyId, ids, change }: { companyId: string; ids: readonly string[]; change: ThreadChange },
): Promise<Set<string>> => {
  const { snoozedUntil, assigneeId } = change
  const wakes = snoozedUntil === null || (change.state !== undefined && snoozedUntil === undefined)
  const { rows } = await tx.query<{ id: string }>(
    `WITH locked AS (SELECT id FROM inbox_threads WHERE company_id = $1 AND id = ANY($2) ORDER BY id FOR NO KEY UPDATE)
     UPDATE inbox_threads i SET
       state = CASE WHEN $3::timestamptz IS NOT NULL THEN 'open' ELSE coalesce($4, i.state) END,
       snoozed_until = CASE WHEN $5 THEN NULL ELSE coalesce($3, i.snoozed_until) END,
       sort_at = CASE WHEN $5 THEN i.last_at ELSE coalesce($3, i.sort_at) END,
       unread = coalesce($6, i.unread),
       assignee_id = CASE WHEN $7 THEN $8 ELSE i.assignee_id END
     FROM locked WHERE i.company_id = $1 AND i.id = locked.id RETURNING i.id`,
    [
      companyId,
      ids,
      snoozedUntil ?? null,
      change.state ?? null,
      wakes,
      change.unread ?? null,
      assigneeId !== undefined,
      assigneeId ?? null,
    ],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Gives one member's threads, done ones too, to another. Served by inbox_threads_assignee. */
export const handOverThreads = async (
  db: Queryable,
  { companyId, fromId, toId }: { companyId: string; fromId: string; toId: string },
): Promise<void> => {
  await db.query('UPDATE inbox_threads SET assignee_id = $3 WHERE company_id = $1 AND assignee_id = $2', [
    companyId,
    fromId,
    toId,
  ])
}

/** Served by the primary key of memberships, which is accounts'. */
const requireMember = async (
  tx: Queryable,
  { companyId, userId }: { companyId: string; userId: string },
): Promise<void> => {
  const { rowCount } = await tx.query(
    'SELECT FROM memberships WHERE company_id = $1 AND user_id = $2 AND left_at IS NULL',
    [companyId, userId],
  )
  if (rowCount === 0) throw notFound(`There is no member with the id "${userId}".`, 'assigneeId')
}

import type { Queryable } from '#platform/db/index.ts'

/** A conversation that a mail may continue. */
export type Thread = {
  id: string
  subject: string
  /** Of its mails that were sent, oldest first, as their recipients see them. */
  messageIds: string[]
}

/** Threads by id. Served by the primary key and messages_thread. */
export const threadsOf = async (
  tx: Queryable,
  { companyId, threadIds }: { companyId: string; threadIds: readonly string[] },
): Promise<Map<string, Thread>> => {
  if (threadIds.length === 0) return new Map()
  const { rows } = await tx.query<Thread>(
    `SELECT t.id, t.subject,
       coalesce(array_agg(coalesce(m.seen_message_id, m.message_id) ORDER BY m.sent_at) FILTER (WHERE m.id IS NOT NULL), '{}')
         AS "messageIds"
     FROM threads t
     LEFT JOIN messages m ON m.company_id = t.company_id AND m.thread_id = t.id AND m.state = 'sent'
     WHERE t.company_id = $1 AND t.id = ANY($2) GROUP BY t.id, t.subject`,
    [companyId, threadIds],
  )
  return new Map(rows.map((thread) => [thread.id, thread]))
}

export type NewThread = { id: string; prospectId: string; mailboxId: string; subject: string }

export const insertThreads = async (
  tx: Queryable,
  { companyId, threads, now }: { companyId: string; threads: readonly NewThread[]; now: Date },
): Promise<void> => {
  if (threads.length === 0) return
  await tx.query(
    `INSERT INTO threads (company_id, id, prospect_id, mailbox_id, subject, created_at, last_message_at)
     SELECT $1, id, prospect_id, mailbox_id, subject, $6::timestamptz, $6
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS x (id, prospect_id, mailbox_id, subject)`,
    [
      companyId,
      threads.map(({ id }) => id),
      threads.map(({ prospectId }) => prospectId),
      threads.map(({ mailboxId }) => mailboxId),
      threads.map(({ subject }) => subject),
      now,
    ],
  )
}

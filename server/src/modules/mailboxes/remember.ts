// What sending and reading found out about a mailbox's server. The module's own table is mailboxes.
import type { Queryable } from '#platform/db/index.ts'

type Which = { companyId: string; mailboxId: string }

/** Who keeps copies in Sent. `server` was seen and stays; `us` only replaces `unknown`. */
export const rememberSentCopies = async (
  tx: Queryable,
  input: Which & { sentCopies: 'server' | 'us' },
): Promise<void> => {
  await tx.query(
    `UPDATE mailboxes SET sent_copies = $3
     WHERE company_id = $1 AND id = $2 AND sent_copies <> $3 AND sent_copies <> 'server'`,
    [input.companyId, input.mailboxId, input.sentCopies],
  )
}

/** Whether the server puts a Message-ID of its own in place of ours. */
export const rememberMessageIds = async (
  tx: Queryable,
  input: Which & { rewrites: boolean },
): Promise<void> => {
  await tx.query(
    `UPDATE mailboxes SET rewrites_message_id = $3
     WHERE company_id = $1 AND id = $2 AND rewrites_message_id IS DISTINCT FROM $3`,
    [input.companyId, input.mailboxId, input.rewrites],
  )
}

/** The last reading: when, and what went wrong. */
export const rememberSync = async (
  tx: Queryable,
  input: Which & { at: Date; error: string | null },
): Promise<void> => {
  await tx.query(
    `UPDATE mailboxes SET sync_error = $3, synced_at = CASE WHEN $3::text IS NULL THEN $4 ELSE synced_at END
     WHERE company_id = $1 AND id = $2`,
    [input.companyId, input.mailboxId, input.error, input.at],
  )
}

// What sending and reading found out about a mailbox's server. The module's own table is mailboxes.
import type { Queryable } from '#platform/db/index.ts'
import type { MailboxDeps } from './mailbox.ts'

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

/** A server that is away for less than this is daily life. */
const UNREADABLE_AFTER = 60 * 60_000

/** The last reading: when, and what went wrong. The owner is told once, when a mailbox has not been read for an hour. */
export const rememberSync = async (
  { db, notify }: Pick<MailboxDeps, 'db' | 'notify'>,
  input: Which & { at: Date; error: string | null },
): Promise<void> => {
  await db.query(
    `UPDATE mailboxes SET sync_error = $3, synced_at = CASE WHEN $3::text IS NULL THEN $4 ELSE synced_at END,
       unreadable_told_at = CASE WHEN $3::text IS NULL THEN NULL ELSE unreadable_told_at END
     WHERE company_id = $1 AND id = $2`,
    [input.companyId, input.mailboxId, input.error, input.at],
  )
  const { error } = input
  if (error !== null) await db.transaction((tx) => tellUnreadable(tx, notify, { ...input, error }))
}

const tellUnreadable = async (
  tx: Queryable,
  notify: MailboxDeps['notify'],
  { companyId, mailboxId, at, error }: Which & { at: Date; error: string },
): Promise<void> => {
  const { rows } = await tx.query<{ address: string; user_id: string }>(
    `UPDATE mailboxes SET unreadable_told_at = $3
     WHERE company_id = $1 AND id = $2 AND unreadable_told_at IS NULL AND coalesce(synced_at, created_at) <= $4
     RETURNING address, user_id`,
    [companyId, mailboxId, at, new Date(at.getTime() - UNREADABLE_AFTER)],
  )
  for (const { address, user_id: userId } of rows)
    await notify(tx, {
      companyId,
      userId,
      kind: 'mailbox_unreadable',
      text: `The mailbox ${address} has not been read for an hour, so answers and bounces are not seen: ${error} It is tried again all the time; if its password or server changed, change them here too.`,
      data: { mailboxId, error },
    })
}

/** Tells the owner of mails that were received and could not be taken in: they lie in the mailbox, and nothing followed from them. */
export const tellLeftOut = async (
  { notify }: Pick<MailboxDeps, 'notify'>,
  tx: Queryable,
  { companyId, mailboxId, folder, mails, words }: Which & { folder: string; mails: number; words: string },
): Promise<void> => {
  const { rows } = await tx.query<{ address: string; user_id: string }>(
    'SELECT address, user_id FROM mailboxes WHERE company_id = $1 AND id = $2',
    [companyId, mailboxId],
  )
  for (const { address, user_id: userId } of rows)
    await notify(tx, {
      companyId,
      userId,
      kind: 'mail_left_out',
      text: `${mails === 1 ? 'A mail' : `${mails} mails`} in the folder ${folder} of ${address} could not be read by Cadenza (${words}), so no cadence was stopped by ${mails === 1 ? 'it' : 'them'}. Look there yourself, and stop the prospect if he answered.`,
      data: { mailboxId, folder, mails },
    })
}

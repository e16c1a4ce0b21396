// The module's own table is mailboxes; a new one also reads companies (its zone).
import type { Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { Mailbox, MailboxState, PausedBy, SentCopies, ServerAddress } from './mailbox.ts'
import type { MailboxLimits } from './mailbox-limits.ts'

type MailboxRow = {
  company_id: string
  id: string
  user_id: string
  address: string
  from_name: string
  reply_to: string | null
  signature: string
  smtp: ServerAddress
  imap: ServerAddress | null
  credential_kind: 'password' | 'oauth2'
  limits: MailboxLimits
  zone: string
  state: MailboxState
  pause_reason: string | null
  paused_by: PausedBy | null
  resume_at: Date | null
  sent_copies: SentCopies
  rewrites_message_id: boolean | null
  sync_error: string | null
  synced_at: Date | null
  created_at: Date
}

const COLUMNS = `company_id, id, user_id, address, from_name, reply_to, signature, smtp, imap, credential_kind, limits, zone, state,
  pause_reason, paused_by, resume_at, sent_copies, rewrites_message_id, sync_error, synced_at, created_at`

const mailboxOf = (row: MailboxRow): Mailbox => ({
  companyId: row.company_id,
  id: row.id,
  userId: row.user_id,
  address: row.address,
  fromName: row.from_name,
  replyTo: row.reply_to,
  signature: row.signature,
  smtp: row.smtp,
  imap: row.imap,
  credentialKind: row.credential_kind,
  limits: { ...row.limits, zone: row.zone },
  state: row.state,
  pauseReason: row.pause_reason,
  pausedBy: row.paused_by,
  resumeAt: row.resume_at,
  sentCopies: row.sent_copies,
  rewritesMessageId: row.rewrites_message_id,
  syncError: row.sync_error,
  syncedAt: row.synced_at,
  createdAt: row.created_at,
})

type Which = { companyId: string; mailboxId: string }

/** Also removed ones. Served by the primary key. */
export const selectMailboxes = async (
  tx: Queryable,
  { companyId, mailboxIds }: { companyId: string; mailboxIds: readonly string[] },
): Promise<Map<string, Mailbox>> => {
  if (mailboxIds.length === 0) return new Map()
  const { rows } = await tx.query<MailboxRow>(
    `SELECT ${COLUMNS} FROM mailboxes WHERE company_id = $1 AND id = ANY($2)`,
    [companyId, mailboxIds],
  )
  return new Map(rows.map((row) => [row.id, mailboxOf(row)]))
}

/** By id, not removed; `lock` keeps other changes out until the transaction ends. Throws `not_found`. */
export const mailboxById = async (tx: Queryable, input: Which & { lock?: boolean }): Promise<Mailbox> => {
  const { rows } = await tx.query<MailboxRow>(
    `SELECT ${COLUMNS} FROM mailboxes WHERE company_id = $1 AND id = $2 AND state <> 'removed'
     ${input.lock ? 'FOR NO KEY UPDATE' : ''}`,
    [input.companyId, input.mailboxId],
  )
  if (!rows[0]) throw notFound(`There is no mailbox with the id "${input.mailboxId}".`, 'id')
  return mailboxOf(rows[0])
}

/** By normalised address, not removed. Served by mailboxes_address. */
export const selectByAddress = async (
  tx: Queryable,
  { companyId, addressKeys }: { companyId: string; addressKeys: readonly string[] },
): Promise<Map<string, Mailbox>> => {
  if (addressKeys.length === 0) return new Map()
  const { rows } = await tx.query<MailboxRow & { address_key: string }>(
    `SELECT ${COLUMNS}, address_key FROM mailboxes
     WHERE company_id = $1 AND address_key = ANY($2) AND state <> 'removed'`,
    [companyId, addressKeys],
  )
  return new Map(rows.map((row) => [row.address_key, mailboxOf(row)]))
}

/** Those not removed, of a company or of some of its users, oldest first. Served by the primary key or mailboxes_user. */
export const selectAll = async (
  tx: Queryable,
  input: {
    companyId: string
    userIds?: readonly string[] | undefined
    after?: string | undefined
    limit?: number | undefined
  },
): Promise<Mailbox[]> => {
  const { rows } = await tx.query<MailboxRow>(
    `SELECT ${COLUMNS} FROM mailboxes WHERE company_id = $1 AND state <> 'removed'
       AND ($2::text[] IS NULL OR user_id = ANY($2)) AND id > $3 ORDER BY id LIMIT $4`,
    [input.companyId, input.userIds ?? null, input.after ?? '', input.limit ?? null],
  )
  return rows.map(mailboxOf)
}

export const selectCompany = async (
  tx: Queryable,
  companyId: string,
): Promise<{ zone: string; demo: boolean }> => {
  const { rows } = await tx.query<{ zone: string; demo: boolean }>(
    'SELECT zone, demo FROM companies WHERE company_id = $1',
    [companyId],
  )
  return rows[0] ?? { zone: 'UTC', demo: false }
}

/** False when the company has a mailbox of this address already. */
export const insertMailbox = async (
  tx: Queryable,
  input: Omit<
    Mailbox,
    | 'state'
    | 'pauseReason'
    | 'pausedBy'
    | 'resumeAt'
    | 'sentCopies'
    | 'rewritesMessageId'
    | 'syncError'
    | 'syncedAt'
  > & {
    addressKey: string
    smtpSecret: string | null
    imapSecret: string | null
  },
): Promise<boolean> => {
  const { rowCount } = await tx.query(
    `INSERT INTO mailboxes (company_id, id, user_id, address, address_key, from_name, reply_to, signature, smtp, imap,
       credential_kind, smtp_secret, imap_secret, limits, zone, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     ON CONFLICT (company_id, address_key) WHERE state <> 'removed' DO NOTHING`,
    [
      input.companyId,
      input.id,
      input.userId,
      input.address,
      input.addressKey,
      input.fromName,
      input.replyTo,
      input.signature,
      JSON.stringify(input.smtp),
      input.imap && JSON.stringify(input.imap),
      input.credentialKind,
      input.smtpSecret,
      input.imapSecret,
      JSON.stringify(input.limits),
      input.limits.zone,
      input.createdAt,
    ],
  )
  return rowCount === 1
}

export const updateProfile = async (
  tx: Queryable,
  input: Which & Pick<Mailbox, 'fromName' | 'replyTo' | 'signature' | 'limits'>,
): Promise<void> => {
  await tx.query(
    `UPDATE mailboxes SET from_name = $3, reply_to = $4, signature = $5, limits = $6, zone = $7
     WHERE company_id = $1 AND id = $2`,
    [
      input.companyId,
      input.mailboxId,
      input.fromName,
      input.replyTo,
      input.signature,
      JSON.stringify(input.limits),
      input.limits.zone,
    ],
  )
}

export const updateServers = async (
  tx: Queryable,
  input: Which &
    Pick<Mailbox, 'smtp' | 'imap' | 'credentialKind'> & {
      smtpSecret: string | null
      imapSecret: string | null
    },
): Promise<void> => {
  await tx.query(
    `UPDATE mailboxes SET smtp = $3, imap = $4, credential_kind = $5, smtp_secret = $6, imap_secret = $7
     WHERE company_id = $1 AND id = $2`,
    [
      input.companyId,
      input.mailboxId,
      JSON.stringify(input.smtp),
      input.imap && JSON.stringify(input.imap),
      input.credentialKind,
      input.smtpSecret,
      input.imapSecret,
    ],
  )
}

export const updatePause = async (
  tx: Queryable,
  input: Which & {
    state: 'running' | 'paused'
    reason: string | null
    by: PausedBy | null
    resumeAt: Date | null
  },
): Promise<void> => {
  await tx.query(
    `UPDATE mailboxes SET state = $3, pause_reason = $4, paused_by = $5, resume_at = $6
     WHERE company_id = $1 AND id = $2`,
    [input.companyId, input.mailboxId, input.state, input.reason, input.by, input.resumeAt],
  )
}

/** Secrets go with it; the row stays for the mails that name it. */
export const updateRemoved = async (tx: Queryable, { companyId, mailboxId }: Which): Promise<void> => {
  await tx.query(
    `UPDATE mailboxes SET state = 'removed', smtp_secret = NULL, imap_secret = NULL, pause_reason = NULL, paused_by = NULL,
       resume_at = NULL WHERE company_id = $1 AND id = $2`,
    [companyId, mailboxId],
  )
}

/** Sealed secrets; throws `not_found`. */
export const selectSecrets = async (
  tx: Queryable,
  { companyId, mailboxId }: Which,
): Promise<{ smtpSecret: string | null; imapSecret: string | null }> => {
  const { rows } = await tx.query<{ smtpSecret: string | null; imapSecret: string | null }>(
    `SELECT smtp_secret AS "smtpSecret", imap_secret AS "imapSecret" FROM mailboxes
     WHERE company_id = $1 AND id = $2 AND state <> 'removed'`,
    [companyId, mailboxId],
  )
  if (!rows[0]) throw notFound(`There is no mailbox with the id "${mailboxId}".`, 'id')
  return rows[0]
}

export const updateSmtpSecret = async (
  tx: Queryable,
  input: Which & { smtpSecret: string },
): Promise<void> => {
  await tx.query('UPDATE mailboxes SET smtp_secret = $3 WHERE company_id = $1 AND id = $2', [
    input.companyId,
    input.mailboxId,
    input.smtpSecret,
  ])
}

/** Mailboxes of all companies whose pause has run out. There are few mailboxes; they are all looked at. */
export const selectResumable = async (tx: Queryable, now: Date): Promise<Which[]> => {
  const { rows } = await tx.query<{ company_id: string; id: string }>(
    `SELECT company_id, id FROM mailboxes WHERE state = 'paused' AND resume_at <= $1 ORDER BY company_id, id`,
    [now],
  )
  return rows.map((row) => ({ companyId: row.company_id, mailboxId: row.id }))
}

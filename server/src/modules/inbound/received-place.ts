// Inbound's own table is received_mails. Reads mailboxes, which is another module's.
import type { AttachmentMeta } from '@cadenza/mailkit'
import type { Queryable } from '#platform/db/index.ts'
import { storableJson } from './storable.ts'

/** Where a received mail lay when it was read, and what it is known by. */
export type ReceivedPlace = {
  companyId: string
  mailboxId: string
  mailboxAddress: string
  folder: string
  uid: number
  messageKey: string
  fromAddress: string
  receivedAt: Date
  /** Only its beginning was read when it came, so that not all of its attachments are known. */
  isCut: boolean
}

/** Served by primary keys. */
export const receivedPlace = async (
  tx: Queryable,
  { companyId, receivedMailId }: { companyId: string; receivedMailId: string },
): Promise<ReceivedPlace | undefined> => {
  const { rows } = await tx.query<Omit<ReceivedPlace, 'companyId' | 'uid'> & { uid: string }>(
    `SELECT r.mailbox_id AS "mailboxId", b.address AS "mailboxAddress", r.folder, r.uid::text, r.message_key AS "messageKey",
       r.from_address AS "fromAddress", r.received_at AS "receivedAt",
       coalesce(r.details @> '{"isCut": true}', false) AS "isCut"
     FROM received_mails r JOIN mailboxes b ON b.company_id = r.company_id AND b.id = r.mailbox_id
     WHERE r.company_id = $1 AND r.id = $2`,
    [companyId, receivedMailId],
  )
  const [row] = rows
  return row && { ...row, companyId, uid: Number(row.uid) }
}

/** All attachments of a mail are known now. Served by the primary key. */
export const saveAttachments = async (
  tx: Queryable,
  input: { companyId: string; receivedMailId: string; attachments: readonly AttachmentMeta[] },
): Promise<void> => {
  await tx.query(
    `UPDATE received_mails SET details = (details - 'isCut') || jsonb_build_object('attachments', $3::jsonb)
     WHERE company_id = $1 AND id = $2`,
    [input.companyId, input.receivedMailId, storableJson(input.attachments)],
  )
}

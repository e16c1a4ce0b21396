// Inbound's own table is received_mails. Reads mailboxes, which is another module's.
import type { Queryable } from '#platform/db/index.ts'

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
}

/** Served by primary keys. */
export const receivedPlace = async (
  tx: Queryable,
  { companyId, receivedMailId }: { companyId: string; receivedMailId: string },
): Promise<ReceivedPlace | undefined> => {
  const { rows } = await tx.query<Omit<ReceivedPlace, 'companyId' | 'uid'> & { uid: string }>(
    `SELECT r.mailbox_id AS "mailboxId", b.address AS "mailboxAddress", r.folder, r.uid::text, r.message_key AS "messageKey",
       r.from_address AS "fromAddress", r.received_at AS "receivedAt"
     FROM received_mails r JOIN mailboxes b ON b.company_id = r.company_id AND b.id = r.mailbox_id
     WHERE r.company_id = $1 AND r.id = $2`,
    [companyId, receivedMailId],
  )
  const [row] = rows
  return row && { ...row, companyId, uid: Number(row.uid) }
}

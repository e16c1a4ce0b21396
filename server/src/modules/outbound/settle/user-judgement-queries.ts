// The module's own table is messages; also reads mailboxes and prospects (whose they are).
import type { Queryable } from '#platform/db/index.ts'
import type { UncertainMail } from './user-judgement.ts'

/** All, or those of one member's mailboxes and prospects. Served by messages_unsettled; whose they are by primary keys. */
export const selectUncertain = async (
  tx: Queryable,
  { companyId, userId }: { companyId: string; userId?: string | undefined },
): Promise<UncertainMail[]> => {
  const { rows } = await tx.query<UncertainMail>(
    `SELECT m.id AS "messageId", mailbox_id AS "mailboxId", prospect_id AS "prospectId", to_address AS "to", subject,
       sending_at AS since, server_answer AS words
     FROM messages m WHERE m.company_id = $1 AND m.state IN ('sending', 'uncertain') AND m.state = 'uncertain'
       AND ($2::text IS NULL
         OR EXISTS (SELECT FROM mailboxes b WHERE b.company_id = m.company_id AND b.id = m.mailbox_id AND b.user_id = $2)
         OR EXISTS (SELECT FROM prospects p WHERE p.company_id = m.company_id AND p.id = m.prospect_id AND p.owner_id = $2))
     ORDER BY m.sending_at, m.id`,
    [companyId, userId ?? null],
  )
  return rows
}

export const stateOf = async (
  tx: Queryable,
  { companyId, id }: { companyId: string; id: string },
): Promise<string | null> => {
  const { rows } = await tx.query<{ state: string }>(
    'SELECT state FROM messages WHERE company_id = $1 AND id = $2',
    [companyId, id],
  )
  return rows[0]?.state ?? null
}

import type { Queryable } from '#platform/db/index.ts'
import type { UncertainMail } from './user-judgement.ts'

/** Served by messages_unsettled. */
export const selectUncertain = async (tx: Queryable, companyId: string): Promise<UncertainMail[]> => {
  const { rows } = await tx.query<UncertainMail>(
    `SELECT id AS "messageId", mailbox_id AS "mailboxId", prospect_id AS "prospectId", to_address AS "to", subject,
       sending_at AS since, server_answer AS words
     FROM messages WHERE company_id = $1 AND state IN ('sending', 'uncertain') AND state = 'uncertain' ORDER BY sending_at, id`,
    [companyId],
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

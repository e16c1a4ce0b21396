import type { Queryable } from '#platform/db/index.ts'
import { aboutMessage, type MessageReferences, REFERENCE_COLUMNS } from '../message.ts'
import type { OutboundDeps } from '../outbound-deps.ts'
import { JUDGE_AFTER } from './judge-after.ts'

const WORDS =
  'The backup that this installation was restored from was made while this mail waited or was being sent; it may have left after it.'

/**
 * In the transaction of a restore: whatever was on its way at the moment of the backup may have been sent since, and is uncertain. It is
 * judged like any other uncertain mail, by what Sent holds or by a user. Over all companies; messages_queued and messages_unsettled.
 */
export const takeForDoubtful = async (
  { clock, ports }: Pick<OutboundDeps, 'clock' | 'ports'>,
  tx: Queryable,
  { backupAt }: { backupAt: Date },
): Promise<void> => {
  const now = clock.now()
  const { rows } = await tx.query<MessageReferences & { companyId: string }>(
    `UPDATE messages m SET state = 'uncertain', process_id = NULL, sending_at = coalesce(m.sending_at, $1), server_answer = $2,
       not_before = $3
     WHERE m.state IN ('queued', 'sending') RETURNING ${REFERENCE_COLUMNS}, m.company_id AS "companyId"`,
    [backupAt, WORDS, new Date(now.getTime() + JUDGE_AFTER)],
  )
  for (const [companyId, some] of Map.groupBy(rows, (mail) => mail.companyId))
    await ports.appendEvents(
      tx,
      companyId,
      some
        .filter(({ kind }) => kind !== 'test')
        .map(({ companyId: _, ...message }) => ({
          ...aboutMessage(message),
          kind: 'uncertain' as const,
          occurredAt: now,
          data: { message: WORDS },
        })),
    )
}

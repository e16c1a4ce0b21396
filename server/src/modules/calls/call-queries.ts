// The module's own tables are calls, twilio_accounts and user_phones. Beside them it reads prospects, whom a call is to.
import type { Queryable } from '#platform/db/index.ts'
import { notFound } from '#platform/errors/index.ts'
import type { Call } from './call.ts'

export const CALL_COLUMNS = `c.id, c.provider, c.call_sid AS "callSid", c.state, c.disposition, c.answered_by AS "answeredBy",
  c.judged_by_user AS "judgedByUser", c.user_id AS "userId", c.prospect_id AS "prospectId", c.task_id AS "taskId",
  c.from_number AS "fromNumber", c.to_number AS "toNumber", c.started_at AS "startedAt", c.ended_at AS "endedAt",
  c.duration_seconds AS "durationSeconds", c.notes, c.failure, c.created_at AS "createdAt"`

type Which = { companyId: string; callId: string }

/** Throws `not_found`. */
export const callById = async (tx: Queryable, { companyId, callId }: Which): Promise<Call> => {
  const { rows } = await tx.query<Call>(
    `SELECT ${CALL_COLUMNS} FROM calls c WHERE c.company_id = $1 AND c.id = $2`,
    [companyId, callId],
  )
  if (!rows[0]) throw unknownCall(callId)
  return rows[0]
}

/** The same, locked until the transaction ends: reports of one call come at the same time. */
export const lockCall = async (tx: Queryable, { companyId, callId }: Which): Promise<Call> => {
  const { rows } = await tx.query<Call>(
    `SELECT ${CALL_COLUMNS} FROM calls c WHERE c.company_id = $1 AND c.id = $2 FOR UPDATE`,
    [companyId, callId],
  )
  if (!rows[0]) throw unknownCall(callId)
  return rows[0]
}

const unknownCall = (callId: string) => notFound(`There is no call with the id "${callId}".`, 'id')

export const insertCall = async (tx: Queryable, call: Call & { companyId: string }): Promise<void> => {
  await tx.query(
    `INSERT INTO calls (company_id, id, provider, call_sid, state, disposition, answered_by, judged_by_user, user_id, prospect_id, task_id,
       from_number, to_number, started_at, ended_at, duration_seconds, notes, failure, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [
      call.companyId,
      call.id,
      call.provider,
      call.callSid,
      call.state,
      call.disposition,
      call.answeredBy,
      call.judgedByUser,
      call.userId,
      call.prospectId,
      call.taskId,
      call.fromNumber,
      call.toNumber,
      call.startedAt,
      call.endedAt,
      call.durationSeconds,
      call.notes,
      call.failure,
      call.createdAt,
    ],
  )
}

/** Stores what can change of a call. */
export const storeCall = async (tx: Queryable, call: Call & { companyId: string }): Promise<void> => {
  await tx.query(
    `UPDATE calls SET call_sid = $3, state = $4, disposition = $5, answered_by = $6, judged_by_user = $7, task_id = $8, from_number = $9,
       to_number = $10, started_at = $11, ended_at = $12, duration_seconds = $13, notes = $14, failure = $15
     WHERE company_id = $1 AND id = $2`,
    [
      call.companyId,
      call.id,
      call.callSid,
      call.state,
      call.disposition,
      call.answeredBy,
      call.judgedByUser,
      call.taskId,
      call.fromNumber,
      call.toNumber,
      call.startedAt,
      call.endedAt,
      call.durationSeconds,
      call.notes,
      call.failure,
    ],
  )
}

/** Whom a call is to. Throws `not_found`. Served by the primary key of prospects. */
export const calledProspect = async (
  tx: Queryable,
  { companyId, prospectId }: { companyId: string; prospectId: string },
): Promise<{ phone: string | null; suppressedBy: string | null }> => {
  const { rows } = await tx.query<{ phone: string | null; suppressedBy: string | null }>(
    `SELECT coalesce(phone, company_phone) AS phone, suppressed_by AS "suppressedBy" FROM prospects
     WHERE company_id = $1 AND id = $2`,
    [companyId, prospectId],
  )
  if (!rows[0]) throw notFound(`There is no prospect with the id "${prospectId}".`, 'prospectId')
  return rows[0]
}

/** The phone that is rung for a user; null: none was given. Served by the primary key. */
export const phoneOf = async (
  tx: Queryable,
  { companyId, userId }: { companyId: string; userId: string },
): Promise<string | null> => {
  const { rows } = await tx.query<{ number: string }>(
    'SELECT number FROM user_phones WHERE company_id = $1 AND user_id = $2',
    [companyId, userId],
  )
  return rows[0]?.number ?? null
}

export const storePhone = async (
  tx: Queryable,
  { companyId, userId, number }: { companyId: string; userId: string; number: string | null },
): Promise<void> => {
  if (number === null)
    await tx.query('DELETE FROM user_phones WHERE company_id = $1 AND user_id = $2', [companyId, userId])
  else
    await tx.query(
      `INSERT INTO user_phones (company_id, user_id, number) VALUES ($1, $2, $3)
       ON CONFLICT (company_id, user_id) DO UPDATE SET number = excluded.number`,
      [companyId, userId, number],
    )
}

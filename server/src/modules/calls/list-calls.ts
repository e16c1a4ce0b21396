// Reads prospects, lists, tags and prospect_tags (prospects) and memberships (accounts) beside the module's own calls.
import type { Queryable } from '#platform/db/index.ts'
import type { Call, CallState, Disposition } from './call.ts'
import { CALL_COLUMNS } from './call-queries.ts'

/** A call with what a list shows of its prospect and user. */
export type ListedCall = Call & { prospectEmail: string; prospectName: string | null; userEmail: string }

/** The last call of the page before. */
export type CallCursor = { startedAt: Date; id: string }

export type ListCallsInput = {
  companyId: string
  prospectId?: string | undefined
  userId?: string | undefined
  state?: CallState | undefined
  disposition?: Disposition | undefined
  after?: CallCursor | undefined
  limit: number
}

/**
 * Newest first. Served backwards by calls_prospect, calls_user or calls_started; primary keys serve what is looked up for the page. 2 to 4 ms
 * for a page of 50 among 300,000 calls of one company, on a busy machine.
 */
export const listCalls = async (tx: Queryable, input: ListCallsInput): Promise<ListedCall[]> => {
  const { rows } = await tx.query<ListedCall>(
    `SELECT ${CALL_COLUMNS},
       (SELECT p.email FROM prospects p WHERE p.company_id = c.company_id AND p.id = c.prospect_id) AS "prospectEmail",
       (SELECT p.full_name FROM prospects p WHERE p.company_id = c.company_id AND p.id = c.prospect_id) AS "prospectName",
       (SELECT m.email FROM memberships m WHERE m.company_id = c.company_id AND m.user_id = c.user_id) AS "userEmail"
     FROM calls c
     WHERE c.company_id = $1 AND ($2::text IS NULL OR c.prospect_id = $2) AND ($3::text IS NULL OR c.user_id = $3)
       AND ($4::text IS NULL OR c.state = $4) AND ($5::text IS NULL OR c.disposition = $5)
       AND ($6::timestamptz IS NULL OR (c.started_at, c.id) < ($6, $7))
     ORDER BY c.started_at DESC, c.id DESC LIMIT $8`,
    [
      input.companyId,
      input.prospectId ?? null,
      input.userId ?? null,
      input.state ?? null,
      input.disposition ?? null,
      input.after?.startedAt ?? null,
      input.after?.id ?? null,
      input.limit,
    ],
  )
  return rows
}

/** A completed call with the fields of its prospect that the public API tells. */
export type CompletedCall = {
  id: string
  callSid: string | null
  disposition: Disposition
  durationSeconds: number
  startedAt: Date
  endedAt: Date
  fromNumber: string | null
  toNumber: string | null
  username: string
  firstName: string | null
  lastName: string | null
  email: string
  company: string | null
  tags: string[]
  list: string
  prospectOwner: string
}

/**
 * Completed calls that began in a range, oldest first, so that those still to come change no page that was read. Served by calls_started; the
 * range is at most 30 days, which bounds what an offset passes over: of 100,000 calls in it, the first page takes 12 ms, the hundredth 28 and
 * the last 144, on a busy machine.
 */
export const completedCalls = async (
  tx: Queryable,
  input: {
    companyId: string
    /** Only this user's. */
    userId?: string | undefined
    from: Date
    before: Date
    offset: number
    limit: number
  },
): Promise<CompletedCall[]> => {
  const { rows } = await tx.query<CompletedCall>(
    `WITH page AS (
       SELECT * FROM calls WHERE company_id = $1 AND started_at >= $2 AND started_at < $3 AND state = 'completed'
         AND ($6::text IS NULL OR user_id = $6)
       ORDER BY started_at, id OFFSET $4 LIMIT $5
     )
     SELECT c.id, c.call_sid AS "callSid", c.disposition, c.duration_seconds AS "durationSeconds", c.started_at AS "startedAt",
       c.ended_at AS "endedAt", c.from_number AS "fromNumber", c.to_number AS "toNumber", p.first_name AS "firstName",
       p.last_name AS "lastName", p.email, p.company,
       (SELECT m.email FROM memberships m WHERE m.company_id = c.company_id AND m.user_id = c.user_id) AS username,
       ARRAY(SELECT t.name FROM prospect_tags pt JOIN tags t ON t.company_id = pt.company_id AND t.id = pt.tag_id
         WHERE pt.company_id = p.company_id AND pt.prospect_id = p.id ORDER BY t.name_key) AS tags,
       (SELECT l.name FROM lists l WHERE l.company_id = p.company_id AND l.id = p.list_id) AS list,
       (SELECT m.email FROM memberships m WHERE m.company_id = p.company_id AND m.user_id = p.owner_id) AS "prospectOwner"
     FROM page c JOIN prospects p ON p.company_id = c.company_id AND p.id = c.prospect_id
     ORDER BY c.started_at, c.id`,
    [input.companyId, input.from, input.before, input.offset, input.limit, input.userId ?? null],
  )
  return rows
}

// Reads events, prospects, sequence_steps and sequence_options, tables of the modules events, prospects and sequences.
import type { Queryable } from '#platform/db/index.ts'

/**
 * Everything that happened in a company, a line each: simulated time, prospect, step (with the option of a mail), event; sorted, so that two runs can be compared.
 * All events of the company are read.
 */
export const eventLog = async (db: Queryable, { companyId }: { companyId: string }): Promise<string[]> => {
  const { rows } = await db.query<{ at: Date; email: string | null; step: string | null; kind: string }>(
    `SELECT e.occurred_at AS at, p.email, s.kind || ' ' || s.number || coalesce('/' || o.number, '') AS step, e.kind
     FROM events e
     LEFT JOIN prospects p ON p.company_id = e.company_id AND p.id = e.prospect_id
     LEFT JOIN sequence_steps s ON s.company_id = e.company_id AND s.sequence_id = e.sequence_id AND s.step_id = e.step_id
     LEFT JOIN sequence_options o ON o.company_id = e.company_id AND o.sequence_id = e.sequence_id AND o.step_id = e.step_id
       AND o.option_id = e.option_id
     WHERE e.company_id = $1`,
    [companyId],
  )
  return rows
    .map(({ at, email, step, kind }) => `${at.toISOString()} ${email ?? '-'} ${step ?? '-'} ${kind}`)
    .sort()
}

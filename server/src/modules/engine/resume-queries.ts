// Reads prospects (suppression) and sequences (kind, state); enrolments are the engine's own.
import type { Queryable } from '#platform/db/index.ts'

/**
 * Those of these prospects who may be mailed. Locked against a start, a suppression or another resume at the same moment, in the order of
 * addresses, as every statement over several prospects does. Served by the primary key.
 */
export const lockMailable = async (
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<string[]> => {
  const { rows } = await tx.query<{ id: string; mailable: boolean }>(
    `SELECT id, suppressed_by IS NULL AS mailable FROM prospects
     WHERE company_id = $1 AND id = ANY($2) ORDER BY email_key FOR NO KEY UPDATE`,
    [companyId, prospectIds],
  )
  return rows.filter(({ mailable }) => mailable).map(({ id }) => id)
}

/**
 * The enrolments that a resume is about: the open one of each prospect in each sequence, else the newest, if it is paused or was stopped with
 * steps left. Served by enrolments_prospect.
 */
export const enrolmentsToResume = async (
  tx: Queryable,
  filter: {
    companyId: string
    prospectIds: readonly string[]
    sequenceId?: string | undefined
    kind?: 'cadence' | 'journey' | undefined
  },
): Promise<string[]> => {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM (
       SELECT DISTINCT ON (e.prospect_id, e.sequence_id) e.id, e.phase, e.resumable FROM enrolments e
       JOIN sequences s ON s.company_id = e.company_id AND s.id = e.sequence_id AND s.state <> 'archived'
       WHERE e.company_id = $1 AND e.prospect_id = ANY($2)
         AND ($3::text IS NULL OR e.sequence_id = $3) AND ($4::text IS NULL OR s.kind = $4)
       ORDER BY e.prospect_id, e.sequence_id, (e.phase = 'ended'), e.id DESC) newest
     WHERE phase = 'paused' OR resumable`,
    [filter.companyId, filter.prospectIds, filter.sequenceId ?? null, filter.kind ?? null],
  )
  return rows.map((row) => row.id)
}

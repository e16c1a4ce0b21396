import type { Queryable } from '#platform/db/index.ts'

type Awaited = { id: string; prospectId: string; enrolmentId: string | null }

/**
 * Writes a signal for each open journey of the prospects that events are about, or for the one they name. Every open one is signalled, whatever it
 * waits for at this moment: it may be on its way to a wait. Served by enrolments_in_journey. Locks nothing.
 */
export const insertSignals = async (
  tx: Queryable,
  companyId: string,
  events: readonly Awaited[],
): Promise<number> => {
  const { rowCount } = await tx.query(
    `INSERT INTO journey_signals (company_id, event_id, enrolment_id)
     SELECT $1, x.event_id, e.id
     FROM unnest($2::text[], $3::text[], $4::text[]) AS x(event_id, prospect_id, enrolment_id)
     JOIN enrolments e ON e.company_id = $1 AND e.prospect_id = x.prospect_id AND e.in_journey AND e.status = 'in_cadence'
       AND (x.enrolment_id IS NULL OR e.id = x.enrolment_id)`,
    [
      companyId,
      events.map(({ id }) => id),
      events.map(({ prospectId }) => prospectId),
      events.map(({ enrolmentId }) => enrolmentId),
    ],
  )
  return rowCount
}

/** The companies that have signals, but those left out. The table holds only what was not looked at yet. */
export const companiesWithSignals = async (tx: Queryable, without: readonly string[]): Promise<string[]> => {
  const { rows } = await tx.query<{ company_id: string }>(
    'SELECT DISTINCT company_id FROM journey_signals WHERE company_id <> ALL($1) ORDER BY company_id',
    [without],
  )
  return rows.map((row) => row.company_id)
}

/** Takes signals away, the oldest first, passing over those that another dispatcher takes; answers their enrolments. Served by the primary key. */
export const takeSignals = async (
  tx: Queryable,
  { companyId, limit }: { companyId: string; limit: number },
): Promise<string[]> => {
  const { rows } = await tx.query<{ enrolment_id: string }>(
    `WITH taken AS MATERIALIZED (
       SELECT event_id, enrolment_id FROM journey_signals WHERE company_id = $1
       ORDER BY event_id, enrolment_id LIMIT $2 FOR UPDATE SKIP LOCKED)
     DELETE FROM journey_signals s USING taken t
     WHERE s.company_id = $1 AND s.event_id = t.event_id AND s.enrolment_id = t.enrolment_id
     RETURNING s.enrolment_id`,
    [companyId, limit],
  )
  return rows.map((row) => row.enrolment_id)
}

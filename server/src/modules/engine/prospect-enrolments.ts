// The engine's own table is enrolments. Also reads prospects (place, name), mailboxes (zone, address) and sequences (name, kind, state).
import type { Queryable } from '#platform/db/index.ts'
import { describeWaiting, type WaitingProspect } from './describe-waiting.ts'
import type { EngineDeps } from './engine-deps.ts'
import {
  ENROLMENT_COLUMNS,
  type EnrolmentRow,
  readEnrolment,
  type StoredEnrolment,
} from './stored-enrolment.ts'

type Named = {
  sequenceName: string
  sequenceKind: 'cadence' | 'journey'
  sequenceState: 'draft' | 'live' | 'paused' | 'archived'
  mailbox: string | null
  endedAt: Date | null
}

/** A prospect's run through a cadence or journey, with what it waits for. */
export type ProspectEnrolment = Named & {
  enrolment: StoredEnrolment
  waiting: WaitingProspect
}

/** Everything a prospect is or was in, the newest first; `before`: the last id of the page before. */
export const prospectEnrolments = async (
  deps: EngineDeps,
  input: { companyId: string; prospectId: string; before?: string | undefined; limit: number },
): Promise<ProspectEnrolment[]> => {
  const { companyId } = input
  const found = await enrolmentsOfProspect(deps.db, input)
  const waiting = new Map<string, WaitingProspect>()
  // A sentence is made of what is around its sequence, so they are told sequence by sequence: a person is in a few.
  for (const sequenceId of new Set(found.map(({ enrolment }) => enrolment.sequenceId))) {
    const page = found.filter(({ enrolment }) => enrolment.sequenceId === sequenceId)
    for (const told of await describeWaiting(deps, { companyId, sequenceId }, page))
      waiting.set(told.enrolmentId, told)
  }
  return found.flatMap(({ email: _email, name: _name, ...one }) => {
    const told = waiting.get(one.enrolment.id)
    return told ? [{ ...one, waiting: told }] : []
  })
}

type Found = Named & { enrolment: StoredEnrolment; email: string; name: string }

/** Served by enrolments_prospect, backwards; what is joined comes by primary keys. */
const enrolmentsOfProspect = async (
  db: Queryable,
  input: { companyId: string; prospectId: string; before?: string | undefined; limit: number },
): Promise<Found[]> => {
  const { rows } = await db.query<EnrolmentRow & Named & { email: string; name: string | null }>(
    `SELECT ${ENROLMENT_COLUMNS}, p.email, p.full_name AS name, s.name AS "sequenceName", s.kind AS "sequenceKind",
       s.state AS "sequenceState", m.address AS mailbox, e.ended_at AS "endedAt"
     FROM enrolments e
     JOIN prospects p ON p.company_id = e.company_id AND p.id = e.prospect_id
     JOIN sequences s ON s.company_id = e.company_id AND s.id = e.sequence_id
     LEFT JOIN mailboxes m ON m.company_id = e.company_id AND m.id = e.mailbox_id
     WHERE e.company_id = $1 AND e.prospect_id = $2 AND ($3::text IS NULL OR e.id < $3)
     ORDER BY e.id DESC LIMIT $4`,
    [input.companyId, input.prospectId, input.before ?? null, input.limit],
  )
  return rows.map((row) => ({
    enrolment: readEnrolment(row),
    email: row.email,
    name: row.name ?? '',
    sequenceName: row.sequenceName,
    sequenceKind: row.sequenceKind,
    sequenceState: row.sequenceState,
    mailbox: row.mailbox,
    endedAt: row.endedAt,
  }))
}

// The module's own tables are the report_… ones; these statements also read companies (the zone of days).
import type { EventListener } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import { type CohortDelta, cohortDeltas, type MailDelta, mailDeltas } from './deltas-of-events.ts'
import { eachNumber, MAIL_NUMBERS } from './mail-numbers.ts'

/**
 * Leaves what events add to the reports, in the transaction that appends them; never waits for anybody, since it only inserts. A set of events
 * mostly adds one row or none.
 */
export const recordDeltas =
  (newId: NewId): EventListener =>
  async (tx, companyId, events) => {
    const mails = mailDeltas(events)
    if (mails.length > 0) await insertMailDeltas(tx, { newId, companyId, deltas: mails })
    const cohorts = cohortDeltas(events)
    if (cohorts.length > 0) await insertCohortDeltas(tx, { newId, companyId, deltas: cohorts })
  }

/** Served by the primary key of companies. */
const insertMailDeltas = async (
  tx: Queryable,
  { newId, companyId, deltas }: { newId: NewId; companyId: string; deltas: readonly MailDelta[] },
): Promise<void> => {
  await tx.query(
    `INSERT INTO report_mail_deltas (company_id, id, sequence_id, step_id, option_id, mailbox_id, day, ${eachNumber((column) => column)})
     SELECT $1, x.id, x.sequence_id, x.step_id, x.option_id, x.mailbox_id, (x.sent_at AT TIME ZONE c.zone)::date,
       ${eachNumber((column) => `x.${column}`)}
     FROM companies c, unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
       ${MAIL_NUMBERS.map((_, index) => `$${index + 8}::integer[]`).join(', ')})
       AS x (id, sequence_id, step_id, option_id, mailbox_id, sent_at, ${eachNumber((column) => column)})
     WHERE c.company_id = $1`,
    [
      companyId,
      deltas.map(() => newId()),
      deltas.map(({ sequenceId }) => sequenceId),
      deltas.map(({ stepId }) => stepId),
      deltas.map(({ optionId }) => optionId),
      deltas.map(({ mailboxId }) => mailboxId),
      deltas.map(({ sentAt }) => sentAt.toISOString()),
      ...MAIL_NUMBERS.map((name) => deltas.map(({ numbers }) => numbers[name])),
    ],
  )
}

/** Served by the primary key of companies. */
const insertCohortDeltas = async (
  tx: Queryable,
  { newId, companyId, deltas }: { newId: NewId; companyId: string; deltas: readonly CohortDelta[] },
): Promise<void> => {
  await tx.query(
    `INSERT INTO report_cohort_deltas (company_id, id, sequence_id, day, status, enrolments)
     SELECT $1, x.id, x.sequence_id, (x.started_at AT TIME ZONE c.zone)::date, x.status, x.enrolments
     FROM companies c, unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::integer[])
       AS x (id, sequence_id, started_at, status, enrolments)
     WHERE c.company_id = $1`,
    [
      companyId,
      deltas.map(() => newId()),
      deltas.map(({ sequenceId }) => sequenceId),
      deltas.map(({ startedAt }) => startedAt.toISOString()),
      deltas.map(({ status }) => status),
      deltas.map(({ enrolments }) => enrolments),
    ],
  )
}

import type { Queryable } from '#platform/db/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { AppendedEvent, EventReferences, NewEvent } from './event.ts'

const REFERENCES = [
  ['prospect_id', 'prospectId'],
  ['enrolment_id', 'enrolmentId'],
  ['sequence_id', 'sequenceId'],
  ['step_id', 'stepId'],
  ['option_id', 'optionId'],
  ['message_id', 'messageId'],
  ['mailbox_id', 'mailboxId'],
  ['user_id', 'userId'],
] as const satisfies readonly (readonly [string, keyof EventReferences])[]

/**
 * Appends events in one statement, in the caller's transaction; ids follow the order given. Answers them with their ids. An empty list
 * costs nothing.
 */
export const appendEvents = async (
  tx: Queryable,
  { newId, companyId, events }: { newId: NewId; companyId: string; events: readonly NewEvent[] },
): Promise<AppendedEvent[]> => {
  if (events.length === 0) return []
  const appended = events.map((event) => ({ ...event, id: newId() }))
  // References that no event has are left out: most sets have three or four of the eight.
  const used = REFERENCES.filter(([, key]) => events.some((event) => event[key] != null))
  const columns = ['id', 'kind', 'occurred_at', 'data', ...used.map(([column]) => column)]
  const arrays = [
    '$2::text[]',
    '$3::text[]',
    '$4::timestamptz[]',
    '$5::jsonb[]',
    ...used.map((_, index) => `$${index + 6}::text[]`),
  ]
  await tx.query(
    `INSERT INTO events (company_id, ${columns.join(', ')}) SELECT $1, * FROM unnest(${arrays.join(', ')})`,
    [
      companyId,
      appended.map(({ id }) => id),
      events.map(({ kind }) => kind),
      events.map(({ occurredAt }) => occurredAt.toISOString()),
      events.map(({ data }) => JSON.stringify(data)),
      ...used.map(([, key]) => events.map((event) => event[key] ?? null)),
    ],
  )
  return appended
}

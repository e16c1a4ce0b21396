import { createSequences } from '../server/src/modules/sequences/index.ts'
import { type ManualClock, manualClock } from '../server/src/platform/clock/index.ts'
import type { Database } from '../server/src/platform/db/index.ts'
import { createIds } from '../server/src/platform/ids/index.ts'

// The same lanes in every database: 10 companies with 20 mailboxes and 2 cadences each. So many mailboxes that chance gives none of them more
// due at once than it may take in a turn.
const COMPANIES = 10
const MAILBOXES = 20
const CADENCES = 2
/** How many enrolments come due each hour. */
export const DUE = 1_000

export const START = new Date('2026-03-02T09:00:00Z')

/** An id of 24 hex digits made of a number, as SQL. */
const idOf = (kind: string, number: string): string =>
  `('${kind}' || lpad(to_hex((${number})::bigint), 22, '0'))`

export const sequencesOn = (db: Database, clock: ManualClock) =>
  createSequences({
    db,
    clock,
    newId: createIds({ clock }),
    mailboxes: { mailboxIdsByAddress: async () => new Map(), mailboxAddresses: async () => new Map() },
    notify: async () => {},
    onPublished: async () => {},
    onStateChanged: async () => {},
  })

const cadenceText = (name: string): string =>
  [
    `name: ${name}`,
    'zone: UTC',
    'window: 00:00-24:00',
    'days: mon-sun',
    'steps:',
    '  - mail: { template: A, subject: A, body: Hi }',
    '  - wait: 1 day',
    '  - mail: { template: B, subject: B, body: Hi }',
  ].join('\n')

/** Companies, users, lists, mailboxes and published cadences: small tables, the same in every database. */
export const fillCompanies = async (db: Database): Promise<void> => {
  await db.query(
    `INSERT INTO companies (company_id, name, name_key, created_at)
     SELECT ${idOf('c0', 'n')}, 'Company', 'company', $1 FROM generate_series(0, $2::integer - 1) AS n`,
    [START, COMPANIES],
  )
  await db.query(
    `INSERT INTO auth_users ("id", "name", "email", "createdAt", "updatedAt") VALUES ('user', 'User', 'user@example.com', $1, $1)`,
    [START],
  )
  await db.query(
    `INSERT INTO memberships (company_id, user_id, email, name, role, created_at)
     SELECT company_id, 'user', 'user@example.com', 'User', 'admin', $1 FROM companies`,
    [START],
  )
  await db.query(
    `INSERT INTO lists (company_id, id, name, name_key, created_at) SELECT company_id, 'list', 'default', 'default', $1 FROM companies`,
    [START],
  )
  // One mailbox more than send: it is exhausted until tomorrow.
  await db.query(
    `INSERT INTO mailboxes (company_id, id, user_id, address, address_key, smtp, credential_kind, limits, created_at)
     SELECT company_id, ${idOf('b0', 'n')}, 'user', n || '@example.com', n || '@example.com', '{}', 'password',
       '{"daily":1000000,"hourly":null,"minGapSeconds":0,"maxGapSeconds":0,"ramp":null,"window":null,"days":null,"connections":2}', $1
     FROM companies, generate_series(0, $2::integer) AS n`,
    [START, MAILBOXES],
  )
  await db.query(
    `INSERT INTO mailbox_slots (company_id, mailbox_id, next_slot_at, day, hour_start)
     SELECT company_id, id, CASE WHEN id = ${idOf('b0', String(MAILBOXES))} THEN $1::timestamptz + interval '1 year' ELSE $1 END,
       '1970-01-01', $1 FROM mailboxes`,
    [START],
  )
  const sequences = sequencesOn(db, manualClock(START))
  const { rows } = await db.query<{ company_id: string }>(
    'SELECT company_id FROM companies ORDER BY company_id',
  )
  for (const { company_id: companyId } of rows) {
    for (let number = 0; number <= CADENCES; number += 1)
      await sequences.importCadenceFile({
        companyId,
        userId: 'user',
        text: cadenceText(`Cadence ${number}`),
        publish: true,
      })
    const paused = await sequences.sequenceByName({ companyId, kind: 'cadence', name: `Cadence ${CADENCES}` })
    await sequences.pauseSequence({ companyId, sequenceId: paused.id })
  }
  await db.query(
    `CREATE TABLE bench_cadences AS
     SELECT company_id, id AS sequence_id, (split_part(name, ' ', 2))::integer AS number,
       published #>> '{steps,0,id}' AS first_step, published #>> '{steps,2,id}' AS last_step FROM sequences`,
  )
  await db.query(
    `INSERT INTO lanes (company_id, sequence_id, mailbox_id)
     SELECT m.company_id, c.sequence_id, m.id FROM mailboxes m JOIN bench_cadences c ON c.company_id = m.company_id`,
  )
}

/** Runs `work` while tables have no indexes but those of their constraints; a big table is filled several times faster so. */
export const withoutIndexes = async (
  db: Database,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> => {
  const { rows } = await db.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid
     WHERE i.indrelid = ANY($1::regclass[]) AND c.oid IS NULL`,
    [tables],
  )
  for (const { name } of rows) await db.query(`DROP INDEX ${name}`)
  await work()
  for (const { definition } of rows) await db.query(definition)
}

/**
 * Prospects and their enrolments numbered from `first`, a third at their first mail. Company, cadence and mailbox follow from the number;
 * `cadence` and `mailbox` are SQL over n that overrule this, and `dueAt` is SQL over n and rank, a number of its own for each in random order.
 */
export const fillEnrolments = async (
  db: Database,
  {
    first,
    count,
    cadence,
    mailbox,
    dueAt,
  }: { first: number; count: number; cadence: string; mailbox: string; dueAt: string },
): Promise<void> => {
  await db.transaction(async (tx) => {
    // What refers to what is right by construction; checking it row by row would take most of the time.
    await tx.query('SET LOCAL session_replication_role = replica')
    await tx.query(
      `INSERT INTO prospects (company_id, id, email, email_key, domain, first_name, full_name, list_id, owner_id, created_at, updated_at,
         last_interaction_at)
       SELECT ${idOf('c0', `n % ${COMPANIES}`)}, ${idOf('a0', 'n')}, n || '@example' || n % 1000 || '.com', n || '@example' || n % 1000 || '.com',
         'example' || n % 1000 || '.com', 'First' || n, 'First' || n || ' Last', 'list', 'user', $1, $1, $1
       FROM generate_series($2::bigint, $3) AS n`,
      [START, first, first + count - 1],
    )
    await tx.query(
      `WITH ranked AS (SELECT n, row_number() OVER (ORDER BY random()) - 1 AS rank FROM generate_series($2::bigint, $3) AS n),
       placed AS (
         SELECT n, ${idOf('c0', `n % ${COMPANIES}`)} AS company_id, n % 3 = 0 AS first_mail, ${idOf('b0', mailbox)} AS mailbox_id,
           (${cadence})::integer AS number, $1::timestamptz + ${dueAt} AS due_at FROM ranked)
       INSERT INTO enrolments (company_id, id, sequence_id, prospect_id, started_by, status, phase, step_id, steps_done, since, due_at,
         first_mail, lane_mailbox_id, mailbox_id, started_at)
       SELECT p.company_id, ${idOf('e0', 'p.n')}, c.sequence_id, ${idOf('a0', 'p.n')}, 'user', 'in_cadence', 'due',
         CASE WHEN p.first_mail THEN c.first_step ELSE c.last_step END,
         CASE WHEN p.first_mail THEN '{}' ELSE ARRAY[c.first_step] END,
         p.due_at - CASE WHEN p.first_mail THEN interval '0' ELSE interval '1 day' END,
         p.due_at, p.first_mail, p.mailbox_id, p.mailbox_id, $1
       FROM placed p JOIN bench_cadences c ON c.company_id = p.company_id AND c.number = p.number ORDER BY p.n`,
      [START, first, first + count - 1],
    )
    // An entry is written when its enrolment comes to the lane, which is when the wait for its step begins.
    await tx.query(
      `INSERT INTO lane_entries (company_id, enrolment_id, sequence_id, mailbox_id, first_mail, due_at)
       SELECT company_id, id, sequence_id, lane_mailbox_id, first_mail, due_at FROM enrolments
       WHERE id >= ${idOf('e0', '$1')} ORDER BY since`,
      [first],
    )
  })
}

export const SPREAD = {
  cadence: `(n / ${COMPANIES}) % ${CADENCES}`,
  mailbox: `(n / ${COMPANIES * CADENCES}) % ${MAILBOXES}`,
  // In every hour another thousand, anywhere in the table, comes due.
  dueAt: `(rank / ${DUE} + 1) * interval '1 hour'`,
}

/** Due since long, in the cadence that is paused. */
export const PAUSED = {
  ...SPREAD,
  cadence: String(CADENCES),
  dueAt: `(rank % 1000 - 2000) * interval '1 minute'`,
}

/** Due since long, of the mailbox that has sent its number. */
export const EXHAUSTED = { ...SPREAD, mailbox: String(MAILBOXES), dueAt: PAUSED.dueAt }

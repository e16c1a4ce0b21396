import { createEvents, type Events } from '#modules/events/index.ts'
import { createProspects } from '#modules/prospects/index.ts'
import { createSequences, type Sequences } from '#modules/sequences/index.ts'
import { createTasks } from '#modules/tasks/index.ts'
import { type ManualClock, manualClock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import { createIds, type NewId } from '#platform/ids/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { insertCompany, insertProspects } from '../../../test/insert-company.ts'
import { createEngine, type Engine, type EnginePorts, type MailboxLimits } from './index.ts'

/** Monday morning. */
export const SCENE_START = new Date('2026-03-02T09:00:00Z')

export type SceneMail = {
  id: string
  enrolmentId: string
  prospectId: string
  mailboxId: string
  stepId: string
  visit: number
  threadId: string
  state: string
  queuedAt: Date
}

/**
 * The engine over real prospects, sequences, tasks and events on a database of a test's own. Only the mails are made up: they are recorded in
 * `messages` as outbound does, and leave when a test says so. The clock stands still; the random numbers are all one half.
 */
export const engineScene = async (db: Database) => {
  // What earlier tests left due would be claimed too.
  await db.query(`UPDATE sequences SET state = 'archived' WHERE published IS NOT NULL`)
  await db.query('UPDATE enrolments SET paused_until = NULL WHERE paused_until IS NOT NULL')
  const clock = manualClock(SCENE_START)
  const newId = createIds({ clock })
  const events = createEvents({ db, newId })
  const settings = { zone: 'UTC', mailsPerPersonAndDay: 50 }
  /** What recording a mail answers instead, by prospect. */
  const missing = new Map<string, string[]>()
  /** Called while a mail is recorded, inside the claim's transaction. */
  const hooks = { whileRecording: async (_companyId: string): Promise<void> => {} }

  const sequences = createSequences({
    db,
    clock,
    newId,
    mailboxes: {
      mailboxIdsByAddress: async (tx, { addresses }) => mailboxIds(tx, addresses),
      mailboxAddresses: async (tx, { mailboxIds: ids }) => {
        const { rows } = await tx.query<{ id: string; address: string }>(
          'SELECT id, address FROM mailboxes WHERE id = ANY($1)',
          [ids],
        )
        return new Map(rows.map((row) => [row.id, row.address]))
      },
    },
    notify: async () => {},
    onPublished: async () => {},
    onStateChanged: async () => {},
  })
  const prospects = createProspects({
    db,
    clock,
    newId,
    events,
    ports: {
      onProspectsChanged: (tx, input) => engine.prospectsChanged(tx, input),
      onSuppressed: (tx, input) => engine.suppressed(tx, input),
    },
  })
  const tasks = createTasks({
    db,
    clock,
    newId,
    lockEnrolment: (tx, input) => engine.lockEnrolment(tx, input),
    onTaskClosed: async (tx, { companyId, enrolmentId, state, outcome, at }) => {
      if (enrolmentId !== null) await engine.taskClosed(tx, { companyId, enrolmentId, state, outcome, at })
    },
    onTaskCreated: async () => {},
    fillIn: async (_tx, { texts }) => texts.map(({ text }) => text),
  })
  const ports: EnginePorts = {
    definitionsOf: sequences.definitionsOf,
    recordStepMails: async (tx, input) => {
      await hooks.whileRecording(input.companyId)
      return recordMails(tx, { ...input, newId, missing, now: clock.now() })
    },
    cancelQueuedMails: async (tx, { companyId, enrolmentIds }) => {
      await tx.query(
        `UPDATE messages SET state = 'cancelled' WHERE company_id = $1 AND enrolment_id = ANY($2) AND state = 'queued'`,
        [companyId, enrolmentIds],
      )
    },
    cancelAllMails: async (tx, { companyId, prospectIds }) => {
      await tx.query(
        `UPDATE messages SET state = 'cancelled' WHERE company_id = $1 AND prospect_id = ANY($2) AND state = 'queued'`,
        [companyId, prospectIds],
      )
    },
    createTasks: (tx, input) => tasks.createForSteps(tx, input),
    cancelTasks: (tx, input) => tasks.cancelForEnrolments(tx, input),
    appendEvents: events.appendEvents,
    markProspects: prospects.markProspects,
    companySettings: async () => settings,
  }
  const failures: unknown[] = []
  const log = { ...silentLog(), error: (details: unknown) => void failures.push(details) }
  /** One dispatcher more, as another process would be. */
  const addEngine = (): Engine => createEngine({ db, clock, newId, random: () => 0.5, log, ports })
  const engine = addEngine()

  /** Ticks until nothing more is to be done now; answers how many mails were recorded. */
  const run = async (): Promise<number> => {
    let recorded = 0
    for (let turn = 0; turn < 1000; turn += 1) {
      const tick = await engine.tick()
      recorded += tick.recorded
      if (tick.claimed > 0) continue
      await checkLaneEntries(db)
      return recorded
    }
    throw new Error('the dispatcher never comes to rest')
  }

  /** Resolves once some transaction waits for a row that another holds. */
  const waitingForLock = async (): Promise<void> => {
    for (;;) {
      const { rowCount } = await db.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
      if (rowCount > 0) return
    }
  }

  return {
    ...{ db, clock, newId, engine, sequences, prospects, tasks, events, settings, missing, hooks, failures },
    addEngine,
    waitingForLock,
    run,
    addCompany: () => addCompany({ db, clock, newId, engine, sequences, events }),
  }
}

/** Whoever is due stands in its lane, and nobody else does. */
const checkLaneEntries = async (db: Database): Promise<void> => {
  const { rows } = await db.query(
    `SELECT coalesce(e.id, q.enrolment_id) AS id
     FROM (SELECT * FROM enrolments WHERE phase = 'due') e
     FULL JOIN lane_entries q ON q.company_id = e.company_id AND q.enrolment_id = e.id AND q.sequence_id = e.sequence_id
       AND q.mailbox_id = e.lane_mailbox_id AND q.first_mail = e.first_mail AND q.due_at = e.due_at
     WHERE e.id IS NULL OR q.enrolment_id IS NULL`,
  )
  if (rows.length > 0) throw new Error(`lane_entries and enrolments differ: ${JSON.stringify(rows)}`)
}

const mailboxIds = async (tx: Queryable, addresses: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await tx.query<{ id: string; address: string }>(
    `SELECT id, address FROM mailboxes WHERE address = ANY($1) AND state <> 'removed'`,
    [addresses],
  )
  return new Map(rows.map((row) => [row.address, row.id]))
}

const recordMails = async (
  tx: Queryable,
  input: Parameters<EnginePorts['recordStepMails']>[1] & {
    newId: () => string
    missing: ReadonlyMap<string, string[]>
    now: Date
  },
): ReturnType<EnginePorts['recordStepMails']> => {
  const { companyId, newId, missing, now } = input
  const made = input.mails.map((mail) => ({
    ...mail,
    messageId: newId(),
    threadId: mail.threadId ?? newId(),
  }))
  const complete = made.filter(({ prospectId }) => !missing.has(prospectId))
  await tx.query(
    `INSERT INTO messages (company_id, kind, state, id, mailbox_id, prospect_id, enrolment_id, sequence_id, step_id, visit, option_id,
       thread_id, message_id, to_address, subject, html, text, queued_at, not_before)
     SELECT $1, 'sequence', 'queued', x.id, x.mailbox_id, x.prospect_id, x.enrolment_id, x.sequence_id, x.step_id, x.visit, x.option_id,
       x.thread_id, '<' || x.id || '@test>', 'to@x.test', 'subject', 'html', 'text', $2, $2
     FROM jsonb_to_recordset($3) AS x(id text, mailbox_id text, prospect_id text, enrolment_id text, sequence_id text, step_id text,
       visit integer, option_id text, thread_id text)`,
    [
      companyId,
      now,
      JSON.stringify(
        complete.map((mail) => ({
          id: mail.messageId,
          mailbox_id: mail.mailboxId,
          prospect_id: mail.prospectId,
          enrolment_id: mail.enrolmentId,
          sequence_id: mail.sequenceId,
          step_id: mail.stepId,
          visit: mail.visit,
          option_id: mail.option.id,
          thread_id: mail.threadId,
        })),
      ),
    ],
  )
  return made.map(({ enrolmentId, prospectId, messageId, threadId }) => {
    const variables = missing.get(prospectId)
    return variables
      ? { enrolmentId, outcome: 'missing_variable', variables }
      : { enrolmentId, outcome: 'recorded', messageId, threadId }
  })
}

type World = {
  db: Database
  clock: ManualClock
  newId: NewId
  engine: Engine
  sequences: Sequences
  events: Events
}

const addCompany = async (world: World) => {
  const { db, clock, newId, engine, sequences } = world
  const { companyId, userId, userIds } = await insertCompany(db, ['steve@acme.test', 'jane@acme.test'])
  const janeId = userIds[1] ?? ''

  /** A mailbox without gaps or hours of its own, unless its limits say so. */
  const addMailbox = async (
    input: { userId?: string; zone?: string; limits?: Partial<MailboxLimits> } = {},
  ) => {
    const mailboxId = newId()
    const zone = input.zone ?? 'UTC'
    const limits = {
      ...{ daily: 1000, hourly: null, minGapSeconds: 0, maxGapSeconds: 0, ramp: null },
      ...{ zone, window: null, days: null, connections: 2 },
      ...input.limits,
    }
    await db.query(
      `INSERT INTO mailboxes (company_id, id, user_id, address, address_key, smtp, credential_kind, limits, zone, created_at)
       VALUES ($1, $2, $3, $4, $4, '{}', 'password', $5, $6, $7)`,
      [companyId, mailboxId, input.userId ?? userId, `${mailboxId}@acme.test`, limits, zone, clock.now()],
    )
    await engine.mailboxAdded(db, { companyId, mailboxId })
    return mailboxId
  }

  /**
   * Publishes a cadence that sends at any hour of any day in UTC unless its settings say otherwise. Steps are lines of a cadence file;
   * `mail A` is a mail whose template is called A.
   */
  const cadence = async (steps: readonly string[], settings: readonly string[] = [], name = 'Cadence') => {
    const defaults = ['zone: UTC', 'window: 00:00-24:00', 'days: mon-sun']
    const isSet = (line: string) =>
      settings.some((one) => one.startsWith(line.slice(0, line.indexOf(':') + 1)))
    const text = [
      `name: ${name}`,
      ...defaults.filter((line) => !isSet(line)),
      ...settings,
      'steps:',
      ...steps.map((step) =>
        step.startsWith('mail ')
          ? `  - mail: { template: ${step.slice(5)}, subject: ${step.slice(5)}, body: Hi }`
          : `  - ${step}`,
      ),
    ].join('\n')
    const { sequenceId } = await sequences.importCadenceFile({ companyId, userId, text, publish: true })
    return sequenceId
  }

  const addProspects = async (count: number, input: { ownerId?: string; domain?: string } = {}) =>
    insertProspects(db, {
      companyId,
      ownerId: input.ownerId ?? userId,
      emails: Array.from({ length: count }, () => `${newId()}@${input.domain ?? 'x.test'}`),
    })

  const start = (sequenceId: string, prospectIds: readonly string[], startedBy = userId) =>
    engine.start({ companyId, userId: startedBy, sequenceId, prospectIds })

  const mails = async (): Promise<SceneMail[]> => {
    const { rows } = await db.query<SceneMail>(
      `SELECT id, enrolment_id AS "enrolmentId", prospect_id AS "prospectId", mailbox_id AS "mailboxId", step_id AS "stepId", visit,
         thread_id AS "threadId", state, queued_at AS "queuedAt"
       FROM messages WHERE company_id = $1 ORDER BY id`,
      [companyId],
    )
    return rows
  }

  const stateOf = async (mailIds: readonly string[], state: string): Promise<void> => {
    await db.query('UPDATE messages SET state = $3 WHERE company_id = $1 AND id = ANY($2)', [
      companyId,
      mailIds,
      state,
    ])
  }

  const outcomeOf = (mail: SceneMail, outcome: 'sent' | 'refused' | 'unsent') => ({
    messageId: mail.id,
    mailboxId: mail.mailboxId,
    prospectId: mail.prospectId,
    enrolmentId: mail.enrolmentId,
    sequenceId: null,
    stepId: mail.stepId,
    optionId: null,
    outcome,
    at: clock.now(),
  })

  /** Every mail that waits leaves now, or is refused, as the servers' answers; answers which. */
  const deliver = async (outcome: 'sent' | 'refused' | 'unsent' = 'sent'): Promise<SceneMail[]> => {
    const leaving = (await mails()).filter(({ state }) => ['queued', 'sending', 'uncertain'].includes(state))
    await db.transaction(async (tx) => {
      await tx.query(
        `UPDATE messages SET state = $3, sent_at = CASE WHEN $3 = 'sent' THEN $4::timestamptz END
         WHERE company_id = $1 AND id = ANY($2)`,
        [companyId, leaving.map(({ id }) => id), outcome === 'unsent' ? 'cancelled' : outcome, clock.now()],
      )
      await engine.mailOutcomes(
        tx,
        companyId,
        leaving.map((mail) => outcomeOf(mail, outcome)),
      )
    })
    return leaving
  }

  type Row = {
    id: string
    status: string
    phase: string
    step_id: string | null
    due_at: Date | null
    mailbox_id: string | null
    lane_mailbox_id: string
    hold: { reason: string; message?: string; variables?: string[] } | null
    paused_until: Date | null
    visit: number
    steps_done: string[]
    thread_id: string | null
    prospect_id: string
  }
  const enrolments = async (sequenceId?: string): Promise<Row[]> => {
    const { rows } = await db.query<Row>(
      'SELECT * FROM enrolments WHERE company_id = $1 AND ($2::text IS NULL OR sequence_id = $2) ORDER BY id',
      [companyId, sequenceId ?? null],
    )
    return rows
  }

  return {
    ...{
      companyId,
      userId,
      janeId,
      addMailbox,
      cadence,
      addProspects,
      start,
      mails,
      stateOf,
      outcomeOf,
      deliver,
      enrolments,
    },
    /** The newest enrolment of a prospect. */
    enrolmentOf: async (prospectId: string): Promise<Row> => {
      const found = (await enrolments()).filter((row) => row.prospect_id === prospectId).at(-1)
      if (!found) throw new Error(`prospect ${prospectId} was never started`)
      return found
    },
    /** The kinds of events of a prospect, in the order in which they happened. */
    kindsOf: async (prospectId: string) =>
      (await world.events.timeline({ companyId, prospectId, limit: 100 })).map(({ kind }) => kind).reverse(),
    setMailbox: async (
      mailboxId: string,
      change: { state?: string; limits?: Partial<MailboxLimits> },
    ): Promise<void> => {
      await db.query(
        `UPDATE mailboxes SET state = coalesce($3, state), limits = limits || $4::jsonb WHERE company_id = $1 AND id = $2`,
        [companyId, mailboxId, change.state ?? null, change.limits ?? {}],
      )
    },
  }
}

export type EngineScene = Awaited<ReturnType<typeof engineScene>>
export type SceneCompany = Awaited<ReturnType<EngineScene['addCompany']>>

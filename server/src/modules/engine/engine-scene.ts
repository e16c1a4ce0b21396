import { createEvents } from '#modules/events/index.ts'
import { createProspects } from '#modules/prospects/index.ts'
import { createSequences } from '#modules/sequences/index.ts'
import { createTasks } from '#modules/tasks/index.ts'
import { manualClock } from '#platform/clock/index.ts'
import type { Database, Queryable } from '#platform/db/index.ts'
import { createIds } from '#platform/ids/index.ts'
import { silentLog } from '#platform/log/index.ts'
import { addCompany, type SceneCompany } from './engine-scene-company.ts'
import { createEngine, type Engine, type EnginePorts } from './index.ts'

/** Monday morning. */
export const SCENE_START = new Date('2026-03-02T09:00:00Z')

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
  /** What was told to owners and webhooks by actions of journeys. */
  const told: string[] = []
  const events = createEvents({
    db,
    newId,
    listeners: [async (tx, companyId, list) => void (await engine.noteEvents(tx, companyId, list))],
  })
  const settings = { zone: 'UTC', mailsPerPersonAndDay: 50 }
  /** What recording a mail answers instead, by prospect. */
  const missing = new Map<string, string[]>()
  /** Called while a mail is recorded, inside the claim's transaction. */
  const hooks = {
    whileRecording: async (_companyId: string): Promise<void> => {},
    /** Called while a webhook is called, inside the transaction of the action. */
    whileCalling: async (): Promise<void> => {},
  }

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
      onProspectsDeleted: (tx, input) => engine.prospectsDeleted(tx, input),
    },
  })
  const tasks = createTasks({
    db,
    clock,
    newId,
    lockEnrolments: (tx, input) => engine.lockEnrolments(tx, input),
    onTasksClosed: (tx, companyId, closed) =>
      engine.tasksClosed(tx, {
        companyId,
        tasks: closed.flatMap(({ enrolmentId, ...task }) =>
          enrolmentId === null ? [] : [{ ...task, enrolmentId }],
        ),
      }),
    outcomesOf: async () => [],
    setOutcomes: async () => {},
    callMade: async () => {},
    onTasksCreated: async () => {},
    fillIn: async (_tx, { texts }) => texts.map(({ text }) => text),
    prospectById: (input) => prospects.findById(input),
    zoneOf: () => null,
  })
  const ports: EnginePorts = {
    definitionsOf: sequences.definitionsOf,
    recordStepMails: async (tx, input) => {
      await hooks.whileRecording(input.companyId)
      return recordMails(tx, { ...input, newId, missing, now: clock.now() })
    },
    missingFields: async (_tx, { prospectIds, options }) =>
      prospectIds.flatMap((prospectId) => {
        const variables = missing.get(prospectId)
        return variables ? options.map(({ id }) => ({ prospectId, optionId: id, variables })) : []
      }),
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
    actions: {
      changeProspect: async (tx, { prospectId, ...input }) => {
        await prospects.updateProspect({ tx, ...input, ref: prospectId, source: 'journey' })
      },
      setField: async (tx, { prospectId, ...input }) => {
        await prospects.setField({ tx, ...input, ref: prospectId, source: 'journey' })
      },
      removeTags: async (tx, { prospectId, ...input }) => {
        await prospects.removeTags({ tx, ...input, ref: prospectId })
      },
      callWebhook: async (_tx, { url }) => {
        await hooks.whileCalling()
        if (url.includes('broken')) throw new Error('the code of webhooks is broken')
        told.push(url)
      },
      notify: async (_tx, { text }) => void told.push(text),
      fillIn: async (_tx, { texts }) => texts.map(({ text }) => text),
    },
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
    ...{
      db,
      clock,
      newId,
      engine,
      sequences,
      prospects,
      tasks,
      events,
      settings,
      missing,
      hooks,
      failures,
      told,
    },
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

export type EngineScene = Awaited<ReturnType<typeof engineScene>>
export type { SceneCompany }

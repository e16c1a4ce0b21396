import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine, type Engine, type EnginePorts } from '../server/src/modules/engine/index.ts'
import { createEvents } from '../server/src/modules/events/index.ts'
import { type ManualClock, manualClock } from '../server/src/platform/clock/index.ts'
import { openDatabaseServer } from '../server/src/platform/db/embedded/index.ts'
import { connectDatabase, type Database, migrate } from '../server/src/platform/db/index.ts'
import { createIds } from '../server/src/platform/ids/index.ts'
import { createLog } from '../server/src/platform/log/index.ts'
import { type BenchRow, median, printRows } from './bench-row.ts'
import {
  DUE,
  EXHAUSTED,
  fillCompanies,
  fillEnrolments,
  PAUSED,
  SPREAD,
  START,
  sequencesOn,
  withoutIndexes,
} from './dispatcher-data.ts'

const FEW = 10_000
const MANY = 1_000_000
/** Due and unable to go: so many of a paused cadence, and so many of an exhausted mailbox. */
const STUCK = 100_000
const ROUNDS = 7
const HOUR = 3_600_000

/** The engine with everything around it real but the mails, which are recorded without being rendered. */
const engineOn = (db: Database, clock: ManualClock): Engine => {
  const newId = createIds({ clock })
  const log = createLog({ level: 'warn' })
  const unused = () => Promise.reject(new Error('not part of this bench'))
  const ports: EnginePorts = {
    definitionsOf: sequencesOn(db, clock).definitionsOf,
    recordStepMails: async (tx, { companyId, mails }) => {
      const made = mails.map((mail) => ({ ...mail, messageId: newId(), threadId: newId() }))
      await tx.query(
        `INSERT INTO messages (company_id, kind, state, to_address, subject, html, text, queued_at, not_before, id, message_id, mailbox_id,
           prospect_id, enrolment_id, sequence_id, step_id, visit, option_id, thread_id)
         SELECT $1, 'sequence', 'queued', 'to@example.com', 'Subject', 'html', 'text', $2, $2, x.id, x.id, x.mailbox_id,
           x.prospect_id, x.enrolment_id, x.sequence_id, x.step_id, x.visit, x.option_id, x.thread_id
         FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::integer[], $10::text[], $11::text[])
           AS x(id, mailbox_id, prospect_id, enrolment_id, sequence_id, step_id, visit, option_id, thread_id)`,
        [
          companyId,
          clock.now(),
          made.map((mail) => mail.messageId),
          made.map((mail) => mail.mailboxId),
          made.map((mail) => mail.prospectId),
          made.map((mail) => mail.enrolmentId),
          made.map((mail) => mail.sequenceId),
          made.map((mail) => mail.stepId),
          made.map((mail) => mail.visit),
          made.map((mail) => mail.option.id),
          made.map((mail) => mail.threadId),
        ],
      )
      return made.map(({ enrolmentId, messageId, threadId }) => ({
        enrolmentId,
        outcome: 'recorded',
        messageId,
        threadId,
      }))
    },
    missingFields: unused,
    cancelQueuedMails: unused,
    cancelAllMails: unused,
    createTasks: unused,
    cancelTasks: unused,
    appendEvents: createEvents({ db, newId }).appendEvents,
    markProspects: unused,
    companySettings: async () => ({ zone: 'UTC', mailsPerPersonAndDay: 2 }),
    actions: {
      changeProspect: unused,
      setField: unused,
      removeTags: unused,
      callWebhook: unused,
      notify: unused,
      fillIn: async () => [],
    },
  }
  return createEngine({ db, clock, newId, random: Math.random, log, ports })
}

/** One database under measurement. */
type Subject = { name: string; db: Database; clock: ManualClock; engine: Engine }

const subjectOn = (name: string, db: Database, start: Date): Subject => {
  const clock = manualClock(start)
  return { name, db, clock, engine: engineOn(db, clock) }
}

/** Lets an hour pass, in which another thousand come due, and times the tick that finds them; milliseconds. */
const timeTick = async ({ name, clock, engine }: Subject): Promise<number> => {
  clock.advance(HOUR)
  const before = performance.now()
  const { claimed, recorded } = await engine.tick()
  const time = performance.now() - before
  if (claimed !== DUE || recorded !== DUE)
    throw new Error(`a tick among ${name} claimed ${claimed} and recorded ${recorded} instead of ${DUE}`)
  return time
}

/** Times ticks of both in turn, so that a slow moment of the machine strikes both; medians. */
const compare = async (
  ours: Subject,
  limit: Subject,
): Promise<{ ours: number; limit: number; ratio: number }> => {
  const times = { ours: [] as number[], limit: [] as number[] }
  for (let round = 0; round <= ROUNDS; round += 1) {
    const one = { limit: await timeTick(limit), ours: await timeTick(ours) }
    // The first round warms both up.
    if (round === 0) continue
    times.limit.push(one.limit)
    times.ours.push(one.ours)
  }
  const medians = { ours: median(times.ours), limit: median(times.limit) }
  return { ...medians, ratio: medians.ours / medians.limit }
}

/** The same server, another database. */
const connectTo = (serverUrl: string, name: string): Database => {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return connectDatabase({ url: url.href })
}

/**
 * The dispatcher's tick with 1,000 due, which claims them all and has their mails recorded: among 1,000,000 active enrolments beside among
 * 10,000, and among 1,000,000 with 200,000 more that are due and cannot go. Ticks are timed in turn, so that a slow moment of the machine
 * strikes all of them.
 */
export const benchDispatcher = async (): Promise<BenchRow[]> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cadenza-bench-'))
  const databaseServer = await openDatabaseServer({ dataDir, log: createLog({ level: 'warn' }) })
  const server = connectDatabase({ url: databaseServer.url })
  const opened: Database[] = []
  const open = (name: string, start: Date): Subject => {
    const db = connectTo(databaseServer.url, name)
    opened.push(db)
    return subjectOn(name, db, start)
  }
  /** A database like `template`, with more in it. */
  const make = async (
    name: string,
    template: string,
    fill: (db: Database) => Promise<void>,
  ): Promise<void> => {
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
    const db = connectTo(databaseServer.url, name)
    try {
      await fill(db)
      await db.query('VACUUM ANALYZE')
    } finally {
      await db.close()
    }
  }
  try {
    await make('empty', 'template1', async (db) => {
      await migrate({ db, directory: join(import.meta.dirname, '../server/migrations') })
      await fillCompanies(db)
    })
    await make('few', 'empty', (db) => fillEnrolments(db, { first: 0, count: FEW, ...SPREAD }))
    await make('many', 'empty', (db) =>
      withoutIndexes(db, ['prospects', 'enrolments', 'lane_entries'], () =>
        fillEnrolments(db, { first: 0, count: MANY, ...SPREAD }),
      ),
    )
    await server.query('CHECKPOINT')
    const first = open('many', START)
    const amongMany = await compare(first, open('few', START))
    // A database is copied only while nobody uses it.
    for (const db of opened.splice(0)) await db.close()

    await make('stuck', 'many', async (db) => {
      await fillEnrolments(db, { first: MANY, count: STUCK, ...PAUSED })
      await fillEnrolments(db, { first: MANY + STUCK, count: STUCK, ...EXHAUSTED })
    })
    await server.query('CHECKPOINT')
    const later = first.clock.now()
    const amongStuck = await compare(open('stuck', later), open('many', later))
    return [
      {
        name: 'Tick with 1,000 due among 1,000,000 active, beside among 10,000',
        ...{ ...amongMany, kind: 'cost', target: 2 },
      },
      {
        name: 'The same with 200,000 further due in paused cadences and exhausted mailboxes, beside without',
        ...{ ...amongStuck, kind: 'cost', target: 1.2 },
      },
    ]
  } finally {
    for (const db of opened) await db.close()
    await server.close()
    await databaseServer.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) printRows(await benchDispatcher())

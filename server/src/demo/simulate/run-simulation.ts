import { DateTime } from 'luxon'
import type { Clock, ManualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import type { Log } from '#platform/log/index.ts'
import { holdProcessLease } from '#platform/process/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'
import { type App, createApp } from '../../app.ts'
import { createWebServer } from '../../web-server.ts'
import { DEMO_ZONE, type DemoCompany } from '../company/demo-company.ts'
import { seededBytes, seededRandom } from '../seeded-random.ts'
import { type Actor, runUntil } from '../simulated-time.ts'
import { watchDatabase } from '../watch-database.ts'
import { onlyThese, type Visit, type World } from '../world/index.ts'
import { appActors } from './app-actors.ts'
import { countEvents, type DayReport } from './day-report.ts'
import { repActor } from './rep-actor.ts'

/** Something done at an instant: a rep starts prospects. */
export type PlannedStart = { at: Date; start: () => Promise<void> }

export type Simulation = {
  db: Database
  secrets: Secrets
  config: { dataDir: string; publicUrl: string }
  log: Log
  seed: string
  clock: ManualClock
  /** Lives by the same clock. */
  world: World
  until: Date
  /** When the team stops working through its tasks; absent: never. */
  tasksDoneUntil?: Date
  /** Fills the company; answers it with what its team will start when. */
  prepare: (app: App) => Promise<{ company: DemoCompany; starts: PlannedStart[] }>
  onDay?: ((report: DayReport) => void) | undefined
  /** Ends it early: then it rejects. */
  signal?: AbortSignal | undefined
}

/** Runs an installation and the world around it in simulated time, from the clock's to an instant, as fast as the work allows. */
export const runSimulation = async (input: Simulation): Promise<DemoCompany> => {
  const { seed, clock, world, until, log } = input
  const { db, quiet } = watchDatabase(input.db)
  const jobs = createInlineJobs({ db })
  const app = await createApp({
    db,
    secrets: input.secrets,
    config: input.config,
    log,
    clock,
    jobs,
    random: seededRandom(`${seed} app`),
    randomBytes: seededBytes(seededRandom(`${seed} ids`)),
    mayReach: onlyThese(input.world.servers),
  })
  const web = createWebServer(app)
  const lease = await holdProcessLease({
    db,
    clock: beyond(until),
    log,
    processId: app.processId,
    roles: ['engine', 'mail', 'jobs'],
  })
  try {
    world.openTo(async ({ method, url, agent, body }: Visit) => {
      const { pathname, search } = new URL(url)
      const answer = await web.inject({
        method,
        url: pathname + search,
        headers: {
          'user-agent': agent,
          ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(body !== undefined && { payload: body }),
      })
      if (answer.statusCode >= 400)
        throw new Error(`${method} ${url} was answered with ${answer.statusCode}: ${answer.body}`)
    })
    const { company, starts } = await input.prepare(app)
    const { companyId, reps } = company
    const mailboxes = new Map(reps.map(({ email, mailboxId }) => [email, mailboxId]))
    await runUntil({
      clock,
      quiet,
      until,
      signal: input.signal,
      actors: [
        starter(clock, starts),
        ...appActors({ app, jobs, world, companyId, mailboxes }),
        repActor({ app, companyId, reps, zone: DEMO_ZONE, seed, until: input.tasksDoneUntil ?? until }),
        ...(input.onDay ? [reporter(app, { companyId, onDay: input.onDay })] : []),
      ],
    })
    return company
  } finally {
    await web.close()
    await lease.release()
    await app.close()
  }
}

/** A clock by which a lease outlives the simulation, and never has to be renewed. */
const beyond = (until: Date): Clock => ({
  now: () => until,
  sleep: (_milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) resolve()
      else signal?.addEventListener('abort', () => resolve())
    }),
})

const starter = (clock: Clock, starts: readonly PlannedStart[]): Actor => {
  const waiting = starts.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  return {
    nextAt: () => waiting[0]?.at,
    act: async () => {
      let done = 0
      while (waiting[0] && waiting[0].at <= clock.now()) {
        await waiting.shift()?.start()
        done += 1
      }
      return done
    },
  }
}

/** Tells, at the end of every day, what happened on it. */
const reporter = (
  app: App,
  { companyId, onDay }: { companyId: string; onDay: (report: DayReport) => void },
): Actor => {
  let day = DateTime.fromJSDate(app.clock.now(), { zone: DEMO_ZONE }).startOf('day')
  const end = () => day.plus({ days: 1 })
  return {
    nextAt: () => end().toJSDate(),
    act: async () => {
      if (app.clock.now() < end().toJSDate()) return 0
      const [from, until] = [day.toJSDate(), end().toJSDate()]
      onDay({ day: day.toFormat('yyyy-MM-dd'), ...(await countEvents(app.db, { companyId, from, until })) })
      day = end()
      return 1
    },
  }
}

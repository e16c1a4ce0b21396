import { DateTime } from 'luxon'
import { manualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'
import type { App } from '../../app.ts'
import { DEMO_LISTS, DEMO_ZONE, type DemoCompany, fillDemoCompany } from '../company/demo-company.ts'
import { demoZones } from '../company/demo-prospects.ts'
import { startWorld } from '../world/index.ts'
import type { DayReport } from './day-report.ts'
import { eventLog } from './event-log.ts'
import { runSimulation } from './run-simulation.ts'

/** A Monday, so that runs of the same seed are the same whenever they are made. */
const FIRST_DAY = '2027-03-01'
/** Its links are only followed within the simulation. */
const PUBLIC_URL = 'https://app.brightwater.example'

export type SimulateMonth = {
  /** Empty apart from its tables; the simulated company is left in it. */
  db: Database
  secrets: Secrets
  dataDir: string
  log: Log
  prospects: number
  days: number
  seed: string
  /** A journey file: what the prospects are started in instead of the demo's cadence. */
  journey?: string | undefined
  onDay?: (report: DayReport) => void
  /** Ends it early: then it rejects. */
  signal?: AbortSignal | undefined
}

/**
 * Shows a cadence, or a journey, from its first day on: its prospects are started on a Monday morning and do what people do. The same seed gives the same
 * `log`, the sorted lines of what happened when to whom.
 */
export const simulateMonth = async (
  input: SimulateMonth,
): Promise<{ days: DayReport[]; log: string[]; company: DemoCompany }> => {
  const { db, seed } = input
  const monday = DateTime.fromISO(FIRST_DAY, { zone: DEMO_ZONE })
  const days: DayReport[] = []
  const zones = demoZones({ seed, count: input.prospects })
  const clock = manualClock(monday.set({ hour: 8 }).toJSDate())
  const world = await startWorld({ clock, seed, zoneOf: (address) => zones.get(address) })
  const prepare = async (app: App) => {
    const [list] = DEMO_LISTS
    const { servers } = world
    const company = await fillDemoCompany({ app, servers, seed, prospects: input.prospects, lists: [list] })
    const sequenceId = await sequenceOf(app, company, input.journey)
    const start = async () => {
      await app.engine.start({
        companyId: company.companyId,
        userId: company.reps[0]?.userId ?? '',
        sequenceId,
        prospectIds: company.prospectIds.get(list) ?? [],
      })
    }
    return { company, starts: [{ at: monday.set({ hour: 8, minute: 30 }).toJSDate(), start }] }
  }
  try {
    const company = await runSimulation({
      db,
      secrets: input.secrets,
      config: { dataDir: input.dataDir, publicUrl: PUBLIC_URL },
      log: input.log,
      seed,
      clock,
      world,
      until: monday.plus({ days: input.days }).toJSDate(),
      prepare,
      signal: input.signal,
      onDay: (report) => {
        days.push(report)
        input.onDay?.(report)
      },
    })
    return { days, log: await eventLog(db, company), company }
  } finally {
    await world.close()
  }
}

const sequenceOf = async (
  app: App,
  { companyId, reps, cadences }: DemoCompany,
  journey: string | undefined,
): Promise<string> => {
  if (journey === undefined) return cadences.introduction
  const userId = reps[0]?.userId ?? ''
  const imported = await app.sequences.importJourneyFile({ companyId, userId, text: journey, publish: true })
  return imported.sequenceId
}

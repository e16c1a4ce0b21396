import { DateTime } from 'luxon'
import type { ManualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'
import type { App } from '../../app.ts'
import { DEMO_LISTS, DEMO_ZONE, type DemoCompany, fillDemoCompany } from '../company/demo-company.ts'
import type { World } from '../world/index.ts'
import type { DayReport } from './day-report.ts'
import { type PlannedStart, runSimulation } from './run-simulation.ts'

/** Prospects of the last list that are left for whoever tries the demo to start. */
const LEFT = 30

/**
 * Fills an empty installation with a company that has worked for a while: from the clock's time until `until`, its team starts one cadence
 * after the other.
 */
export const simulateHistory = (input: {
  db: Database
  secrets: Secrets
  config: { dataDir: string; publicUrl: string }
  log: Log
  seed: string
  clock: ManualClock
  world: World
  until: Date
  prospects: number
  /** Called when the company is there and its history is about to begin. */
  onFilled: (company: DemoCompany) => Promise<void>
  onDay?: (report: DayReport) => void
  signal?: AbortSignal | undefined
}): Promise<DemoCompany> => {
  const { clock, world, seed } = input
  const first = DateTime.fromJSDate(clock.now(), { zone: DEMO_ZONE })
  const prepare = async (app: App): Promise<{ company: DemoCompany; starts: PlannedStart[] }> => {
    const company = await fillDemoCompany({
      app,
      servers: world.servers,
      seed,
      prospects: input.prospects,
    })
    await input.onFilled(company)
    const [outreach, fair, former] = DEMO_LISTS.map((list) => company.prospectIds.get(list) ?? [])
    const starts = [
      { day: 0, rep: 0, sequenceId: company.cadences.introduction, prospectIds: outreach },
      { day: 5, rep: 1, sequenceId: company.cadences.afterTheFair, prospectIds: fair },
      { day: 9, rep: 2, sequenceId: company.cadences.winBack, prospectIds: former?.slice(LEFT) },
    ].map(({ day, rep, sequenceId, prospectIds = [] }) => ({
      at: nextWorkday(first.plus({ days: day }))
        .set({ hour: 8, minute: 30 })
        .toJSDate(),
      start: async () => {
        const { companyId, reps } = company
        await app.engine.start({ companyId, userId: reps[rep]?.userId ?? '', sequenceId, prospectIds })
      },
    }))
    return { company, starts }
  }
  return runSimulation({ ...input, prepare })
}

const nextWorkday = (day: DateTime): DateTime => (day.weekday > 5 ? day.plus({ days: 8 - day.weekday }) : day)

import { DateTime } from 'luxon'
import type { ManualClock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { Secrets } from '#platform/secrets/index.ts'
import type { App } from '../../app.ts'
import { DEMO_LISTS, DEMO_ZONE, type DemoCompany, fillDemoCompany } from '../company/demo-company.ts'
import { WEBINAR } from '../company/demo-journey.ts'
import { DEMO_TEMPLATES } from '../company/demo-templates.ts'
import type { World } from '../world/index.ts'
import type { DayReport } from './day-report.ts'
import { type PlannedStart, runSimulation } from './run-simulation.ts'

/** Prospects of the last list that are left for whoever tries the demo to start. */
const LEFT = 30
/** The team leaves the tasks of the last days to whoever tries the demo. Days. */
const TASKS_LEFT = 2

/**
 * Fills an empty installation with a company that has worked for a while: from the clock's time until `until`, its team starts one cadence
 * after the other, and a journey.
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
    const webinar = await addWebinarAndTemplates(app, company)
    const { introduction, afterTheFair, winBack } = company.cadences
    const [outreach = [], fair = [], former = []] = DEMO_LISTS.map(
      (list) => company.prospectIds.get(list) ?? [],
    )
    const [half, threeQuarters] = [Math.ceil(outreach.length / 2), Math.ceil(outreach.length * 0.75)]
    const invited = Math.ceil(fair.length * 0.7)
    const starts = [
      { day: 0, rep: 0, sequenceId: introduction, prospectIds: outreach.slice(0, half) },
      { day: 5, rep: 1, sequenceId: afterTheFair, prospectIds: fair.slice(0, invited) },
      { day: 9, rep: 2, sequenceId: winBack, prospectIds: former.slice(LEFT) },
      { day: 14, rep: 0, sequenceId: introduction, prospectIds: outreach.slice(half, threeQuarters) },
      { day: 16, rep: 1, sequenceId: webinar, prospectIds: fair.slice(invited) },
      // Still under way at the end.
      { day: 21, rep: 0, sequenceId: introduction, prospectIds: outreach.slice(threeQuarters) },
    ].map(({ day, rep, sequenceId, prospectIds }) => ({
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
  const tasksDoneUntil = DateTime.fromJSDate(input.until).minus({ days: TASKS_LEFT }).toJSDate()
  return runSimulation({ ...input, prepare, tasksDoneUntil })
}

/** @returns the journey's sequence id */
const addWebinarAndTemplates = async (
  app: App,
  { companyId, reps: [admin] }: DemoCompany,
): Promise<string> => {
  const about = { companyId, userId: admin?.userId ?? '' }
  for (const template of DEMO_TEMPLATES) await app.sequences.createTemplate({ ...about, ...template })
  const { sequenceId } = await app.sequences.importJourneyFile({ ...about, text: WEBINAR, publish: true })
  return sequenceId
}

const nextWorkday = (day: DateTime): DateTime => (day.weekday > 5 ? day.plus({ days: 8 - day.weekday }) : day)

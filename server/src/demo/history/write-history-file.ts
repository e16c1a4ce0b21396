import { manualClock, systemClock } from '#platform/clock/index.ts'
import { createInlineJobs } from '#platform/jobs/index.ts'
import type { Log } from '#platform/log/index.ts'
import { createApp } from '../../app.ts'
import { demoZones } from '../company/demo-prospects.ts'
import { daysBefore } from '../simulate/days-before.ts'
import { simulateHistory } from '../simulate/simulate-history.ts'
import { openThrowAwayInstance } from '../simulate/throw-away-instance.ts'
import { startWorld } from '../world/index.ts'

const SEED = 'look around'
const PROSPECTS = 120
const DAYS = 30
/** Its links are only followed within the simulation. */
const PUBLIC_URL = 'https://app.brightwater.example'

/**
 * Simulates a company that has worked for a month up to now, in a throw-away installation, and writes it into a file that another can import.
 *
 * @param onDay told how many of the days have passed
 * @param signal ends it before its time; nothing is left then
 */
export const writeHistoryFile = async ({
  path,
  log,
  onDay,
  signal,
  prospects = PROSPECTS,
  days = DAYS,
}: {
  path: string
  log: Log
  onDay(passed: number, of: number): void
  signal?: AbortSignal
  prospects?: number
  days?: number
}): Promise<void> => {
  const until = systemClock().now()
  const clock = manualClock(daysBefore(until, days))
  const zones = demoZones({ seed: SEED, count: prospects })
  const world = await startWorld({ clock, seed: SEED, zoneOf: (address) => zones.get(address) })
  try {
    const instance = await openThrowAwayInstance({ log })
    try {
      const config = { dataDir: instance.dataDir, publicUrl: PUBLIC_URL }
      let passed = 0
      const { companyId } = await simulateHistory({
        ...instance,
        ...{ config, log, seed: SEED, clock, world, until, prospects, signal },
        onFilled: async () => {},
        onDay: () => {
          passed += 1
          onDay(passed, days)
        },
      })
      const app = await createApp({ ...instance, config, log, jobs: createInlineJobs(instance) })
      await app.companyFiles.exportToFile({ companyId, path })
      await app.close()
    } finally {
      await instance.close()
    }
  } finally {
    await world.close()
  }
}

import { Counter, collectDefaultMetrics, Registry } from 'prom-client'
import type { AppendedEvent } from '#modules/events/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { queueDepths } from '#platform/jobs/index.ts'
import { createGauges, type Figures } from './gauges.ts'
import { installationFigures, laneFigures, mailboxFigures } from './metric-queries.ts'
import { createRequestTimer, type RequestTimer } from './request-timer.ts'

export { addMetricsRoute } from './metrics-route.ts'

export type MetricsDeps = {
  db: Database
  clock: Clock
  /** Whether mailboxes are told by their addresses too. */
  addresses: boolean
}

/** What is read of the database serves all scrapes for so long. */
const FRESH = 10_000

export type Metrics = {
  /** Counts what was recorded. In the caller's transaction: one that is undone, or run again, was counted all the same. */
  countEvents(events: readonly Pick<AppendedEvent, 'kind'>[]): void
  timeRequest: RequestTimer
  /** Prometheus' text format. */
  read(): Promise<string>
  contentType: string
}

/** Figures for Prometheus: counters and latencies of this process, gauges of the whole installation. */
export const createMetrics = ({ db, clock, addresses }: MetricsDeps): Metrics => {
  const registry = new Registry()
  const events = new Counter({
    name: 'cadenza_events_total',
    help: 'Events that this process recorded: sent, bounced, replied, opened, unsubscribed …',
    labelNames: ['kind'],
    registers: [registry],
  })
  const timeRequest = createRequestTimer(registry)
  const setGauges = createGauges(registry, { addresses })
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined
  let collects = false

  const readFigures = async (): Promise<void> => {
    const now = clock.now()
    const figures: Figures = {
      now,
      lanes: await laneFigures(db, now),
      mailboxes: await mailboxFigures(db, now),
      installation: await installationFigures(db, now),
      queues: await queueDepths(db),
    }
    setGauges(figures)
    readAt = now.getTime()
  }

  return {
    countEvents: (some) => {
      for (const { kind } of some) events.inc({ kind })
    },
    timeRequest,
    read: async () => {
      // Watches the process from the first scrape on; whoever asks for nothing pays nothing.
      if (!collects) collectDefaultMetrics({ register: registry })
      collects = true
      if (clock.now().getTime() - readAt >= FRESH) {
        reading ??= readFigures().finally(() => {
          reading = undefined
        })
        await reading
      }
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

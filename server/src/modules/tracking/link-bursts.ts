import type { Clock } from '#platform/clock/index.ts'

/** A visit to one of the links of a mail. */
export type LinkVisit = { at: Date; target: string }

/** People do not follow two links within a second; filters that check every link of a mail do. */
const BURST = 1_000
/** Then a burst is judged even if it goes on. */
const MOST_VISITS = 100

/** For each visit, in order of time, whether another link was visited less than a second before or after it. */
export const scannedVisits = (visits: readonly LinkVisit[]): boolean[] => {
  const before = distancesToOther(visits)
  const after = distancesToOther(visits.toReversed()).reverse()
  return visits.map((_, index) => Math.min(before[index] ?? BURST, after[index] ?? BURST) < BURST)
}

/** How far, in milliseconds, each visit is from the last one before it that went to another link. */
const distancesToOther = (visits: readonly LinkVisit[]): number[] => {
  let other: LinkVisit | undefined
  return visits.map((visit, index) => {
    const previous = visits[index - 1]
    if (previous && previous.target !== visit.target) other = previous
    return other ? Math.abs(visit.at.getTime() - other.at.getTime()) : Number.POSITIVE_INFINITY
  })
}

export type LinkBursts<Visit> = {
  add(key: string, visit: Visit): void
  /** Judges at once what still waits; resolves when that is done. */
  close(): Promise<void>
}

/**
 * Gathers the visits to the links of a mail until none came for a second, since only then is it known whether they were a person's.
 * `settle` gets them in order of time and must not reject.
 */
export const gatherBursts = <Visit extends LinkVisit>({
  clock,
  settle,
}: {
  clock: Clock
  settle: (visits: readonly Visit[]) => Promise<void>
}): LinkBursts<Visit> => {
  const closing = new AbortController()
  const waiting = new Map<string, Visit[]>()
  const running = new Set<Promise<void>>()

  const watch = async (key: string, visits: Visit[]): Promise<void> => {
    while (!closing.signal.aborted && visits.length < MOST_VISITS) {
      const last = visits.at(-1)?.at ?? clock.now()
      const rest = last.getTime() + BURST - clock.now().getTime()
      if (rest <= 0) break
      await clock.sleep(rest, closing.signal)
    }
    waiting.delete(key)
    await settle(visits)
  }

  return {
    add: (key, visit) => {
      const visits = waiting.get(key)
      if (visits) {
        visits.push(visit)
        return
      }
      const begun = [visit]
      waiting.set(key, begun)
      const run: Promise<void> = watch(key, begun).finally(() => running.delete(run))
      running.add(run)
    },
    close: async () => {
      closing.abort()
      await Promise.all(running)
    },
  }
}

import type { Clock } from './clock.ts'

/** A clock that stands still until it is told otherwise: for tests and the simulated world. */
export type ManualClock = Clock & {
  /** Moves to an instant, waking in order of time every sleeper whose time has come. Moving backwards is an error. */
  moveTo(instant: Date): void
  advance(milliseconds: number): void
  /** When the next sleeper wakes, or undefined when nobody sleeps. */
  nextWakeAt(): Date | undefined
}

type Sleeper = { at: number; wake: () => void }

export const manualClock = (start: Date): ManualClock => {
  let now = start.getTime()
  const sleepers = new Set<Sleeper>()

  const earliest = (): Sleeper | undefined => {
    let found: Sleeper | undefined
    for (const sleeper of sleepers) if (!found || sleeper.at < found.at) found = sleeper
    return found
  }

  const moveTo = (instant: Date): void => {
    const target = instant.getTime()
    if (target < now)
      throw new RangeError(`the clock stands at ${new Date(now).toISOString()} and cannot go back`)
    for (let next = earliest(); next && next.at <= target; next = earliest()) {
      now = Math.max(now, next.at)
      sleepers.delete(next)
      next.wake()
    }
    now = target
  }

  return {
    now: () => new Date(now),
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted || milliseconds <= 0) return resolve()
        const sleeper: Sleeper = { at: now + milliseconds, wake: () => finish() }
        const finish = () => {
          sleepers.delete(sleeper)
          signal?.removeEventListener('abort', finish)
          resolve()
        }
        signal?.addEventListener('abort', finish)
        sleepers.add(sleeper)
      }),
    moveTo,
    advance: (milliseconds) => moveTo(new Date(now + milliseconds)),
    nextWakeAt: () => {
      const next = earliest()
      return next && new Date(next.at)
    },
  }
}

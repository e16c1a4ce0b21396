import { setTimeout as wait } from 'node:timers/promises'

const DEADLOCK = '40P01'
const SERIALIZATION_FAILURE = '40001'
/** Milliseconds before the first try again, and twice that before the next; up to half of it more or less, so that two do not meet again. */
const PAUSE = 20

/**
 * Runs `work`, a whole transaction, again when PostgreSQL sacrificed it to end a deadlock; three times at most. Not at once: it would take back
 * the lock that it just gave up before the one that waits for it has woken.
 */
export const retryDeadlocks = async <T>(
  work: () => Promise<T>,
  pause: (milliseconds: number) => Promise<unknown> = wait,
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (attempt === 3 || (code !== DEADLOCK && code !== SERIALIZATION_FAILURE)) throw error
    }
    await pause(PAUSE * attempt * (0.5 + Math.random()))
  }
}

import type { Database } from '#platform/db/index.ts'

/**
 * A database that knows when nobody uses it. Some work is begun and not waited for (a click is kept a moment later); in the simulated world
 * time may not go on before it has ended.
 */
export const watchDatabase = (db: Database): { db: Database; quiet(): Promise<void> } => {
  let busy = 0
  const waiting = new Set<() => void>()

  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    busy += 1
    try {
      return await work()
    } finally {
      busy -= 1
      if (busy === 0) {
        for (const wake of waiting) wake()
        waiting.clear()
      }
    }
  }
  const untilIdle = (): Promise<void> =>
    busy === 0 ? Promise.resolve() : new Promise((resolve) => waiting.add(resolve))
  const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  return {
    db: {
      url: db.url,
      query: (text, values) => during(() => db.query(text, values)),
      transaction: (work) => during(() => db.transaction(work)),
      close: () => db.close(),
    },
    /** Resolves when no statement runs, nor was one begun by what the last one woke. */
    quiet: async () => {
      do {
        await untilIdle()
        await nextTurn()
      } while (busy > 0)
    },
  }
}

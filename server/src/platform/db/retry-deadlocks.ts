const DEADLOCK = '40P01'
const SERIALIZATION_FAILURE = '40001'

/** Runs `work`, a whole transaction, again when PostgreSQL sacrificed it to end a deadlock; three times at most. */
export const retryDeadlocks = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (attempt === 3 || (code !== DEADLOCK && code !== SERIALIZATION_FAILURE)) throw error
    }
  }
}

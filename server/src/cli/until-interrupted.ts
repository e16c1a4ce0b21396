/**
 * Does work that leaves something behind when its process ends without it, such as a database server or half a file: SIGINT and SIGTERM abort
 * `signal` with the reason.
 */
export const untilInterrupted = async <Result>(
  reason: Error,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const stop = new AbortController()
  const interrupt = () => stop.abort(reason)
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    return await work(stop.signal)
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

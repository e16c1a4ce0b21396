import { notAllowed } from '#platform/errors/index.ts'

/**
 * Does work that leaves something behind when its process ends without it, such as a database server: `signal` is aborted by SIGINT and SIGTERM.
 *
 * @param why what its error says then
 */
export const untilInterrupted = async <Result>(
  why: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const stop = new AbortController()
  const interrupt = () => stop.abort(notAllowed(why))
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    return await work(stop.signal)
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

import type { Query } from '@tanstack/react-query'
import { isUnder } from '#api/index.ts'

/** Everything may have changed: the server's word for it. */
export const EVERYTHING = '/'

/** Whether what a query has read may be old, after the paths have changed. */
export const isTouched = ({ queryKey }: Pick<Query, 'queryKey'>, paths: ReadonlySet<string>): boolean =>
  paths.has(EVERYTHING) || [...paths].some((path) => isUnder(queryKey, path))

/** At least so long lies between two readings, in milliseconds, however much happens. */
const PAUSE = 1_000

/**
 * Gathers what changes and hands it on at once, but at most once in a second: a thousand events are two readings.
 *
 * @param handOn takes the gathered paths
 */
export const gatherChanges = (
  handOn: (paths: ReadonlySet<string>) => void,
  { wait, now }: { wait(run: () => void, milliseconds: number): () => void; now(): number },
): { add(paths: readonly string[]): void; stop(): void } => {
  let gathered = new Set<string>()
  let lastAt = Number.NEGATIVE_INFINITY
  let stopWaiting: (() => void) | undefined
  const flush = (): void => {
    stopWaiting = undefined
    lastAt = now()
    const paths = gathered
    gathered = new Set()
    handOn(paths)
  }
  return {
    add: (paths) => {
      for (const path of paths) gathered.add(path)
      if (gathered.size > 0) stopWaiting ??= wait(flush, Math.max(0, lastAt + PAUSE - now()))
    },
    stop: () => stopWaiting?.(),
  }
}

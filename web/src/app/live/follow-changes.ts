import { openStream } from './open-stream.ts'

type Options = {
  /** Whose changes: tabs of other users or companies in the same browser have their own. */
  name: string
  onPaths(paths: readonly string[]): void
  onAway(isAway: boolean): void
  signal: AbortSignal
}
type Shared = { paths: readonly string[] } | { isAway: boolean }

/**
 * Follows what changes. Of several tabs one holds the stream and tells the others, since a browser opens only six connections to one server;
 * when it is closed, the next takes over. Where a page may not lock (plain HTTP under a foreign name), each tab has its own stream.
 */
export const followChanges = ({ name, onPaths, onAway, signal }: Options): void => {
  if (!('locks' in navigator)) {
    openStream({ onPaths, onAway, signal })
    return
  }
  const tabs = new BroadcastChannel(name)
  tabs.onmessage = ({ data }: MessageEvent<Shared>) => {
    if ('paths' in data) onPaths(data.paths)
    else onAway(data.isAway)
  }
  signal.addEventListener('abort', () => tabs.close())
  const tell = (message: Shared): void => {
    if (!signal.aborted) tabs.postMessage(message)
  }
  const askedAt = performance.now()
  const lead = (): Promise<void> => {
    // Between two leaders nobody listened.
    if (performance.now() - askedAt > 1_000) onPaths(['/'])
    openStream({
      onPaths: (paths) => {
        onPaths(paths)
        tell({ paths })
      },
      onAway: (isAway) => {
        onAway(isAway)
        tell({ isAway })
      },
      signal,
    })
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
  }
  navigator.locks.request(name, { signal }, lead).catch((error: unknown) => {
    // The page went away before its turn came.
    if (!signal.aborted) throw error
  })
}

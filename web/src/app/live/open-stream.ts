/** How long a stream may be away before the page says so. */
const PATIENCE = 4_000
/** After a refusal (the server restarts, a proxy answers) the stream is opened anew after this pause, in milliseconds, with some chance. */
const RETRY = 3_000

type Options = {
  onPaths(paths: readonly string[]): void
  onAway(isAway: boolean): void
  signal: AbortSignal
}

/**
 * Follows the server's stream of changes until aborted. The browser itself comes back after a break and names the last message it had; a
 * refusal ends its attempts, so that a new stream is opened, which begins with the news that everything may have changed.
 */
export const openStream = ({ onPaths, onAway, signal }: Options): void => {
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let sign: ReturnType<typeof setTimeout> | undefined
  const open = (isAgain: boolean): void => {
    source = new EventSource('/api/v1/live')
    source.onopen = () => {
      clearTimeout(sign)
      sign = undefined
      onAway(false)
      if (isAgain) onPaths(['/'])
    }
    source.onmessage = ({ data }) => onPaths(readPaths(data))
    source.onerror = () => {
      sign ??= setTimeout(() => onAway(true), PATIENCE)
      if (source?.readyState !== EventSource.CLOSED) return
      retry = setTimeout(() => open(true), RETRY * (0.5 + Math.random()))
    }
  }
  open(false)
  signal.addEventListener('abort', () => {
    source?.close()
    clearTimeout(retry)
    clearTimeout(sign)
  })
}

const readPaths = (data: unknown): string[] => {
  const message: unknown = typeof data === 'string' ? JSON.parse(data) : undefined
  const paths: unknown =
    typeof message === 'object' && message !== null ? Reflect.get(message, 'paths') : undefined
  return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : []
}

import { PassThrough, type Readable } from 'node:stream'
import type { Clock } from '#platform/clock/index.ts'
import type { Message } from './feed.ts'

/** Proxies cut connections on which nothing moves, mostly after a minute. */
const HEARTBEAT = 20_000
/** Then the page connects anew, and is asked again who it is. */
const LIFETIME = 10 * 60_000
/** A page that reads so much too slowly is cut off; it comes back and is told that it missed something. */
const MOST_UNREAD = 256 * 1024
/** Milliseconds after which a page comes back. */
const RETRY = 1_000

/** A stream of server-sent events (HTML standard, 9.2) that lives until it is ended, its reader goes away, or its time is over. */
export const openStream = ({
  clock,
  signal,
  onEnd,
}: {
  clock: Clock
  signal: AbortSignal
  onEnd(): void
}): { body: Readable; tell(message: Message): void } => {
  const body = new PassThrough()
  const over = new AbortController()
  const ends = AbortSignal.any([signal, over.signal])
  const write = (text: string): void => {
    if (ends.aborted) return
    body.write(text)
    if (body.writableLength + body.readableLength > MOST_UNREAD) over.abort()
  }
  body.once('close', () => over.abort())
  ends.addEventListener(
    'abort',
    () => {
      onEnd()
      body.end()
    },
    { once: true },
  )
  const live = async (): Promise<void> => {
    const endsAt = clock.now().getTime() + LIFETIME
    while (!ends.aborted && clock.now().getTime() < endsAt) {
      await clock.sleep(HEARTBEAT, ends)
      write(':\n\n')
    }
    over.abort()
  }
  write(`retry: ${RETRY}\n\n`)
  void live()
  return {
    body,
    tell: ({ id, paths }) => write(`id: ${id}\ndata: ${JSON.stringify({ paths })}\n\n`),
  }
}

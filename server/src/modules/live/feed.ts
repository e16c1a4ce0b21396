import type { Clock } from '#platform/clock/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import type { Log } from '#platform/log/index.ts'
import { EVERYTHING, type Listener, type News, newsForEverybody, pathsFor } from './news.ts'

const PAUSE = 1_000
/** A company that nobody listens to is watched for so much longer, so that a page that lost its connection misses nothing. */
const LINGER = 60_000
/** A page was read shortly before it begins to listen; it is told what happened in between. */
export const HEAD_START = 5_000
/** So many pieces of news are kept for whoever comes back. */
const KEPT = 500

/** What a listener is sent: which paths changed, and the id to come back with. */
export type Message = { id: string; paths: readonly string[] }

export type Feed = {
  publish(news: News): void
  /**
   * Tells a listener what changes from now on, and first what he missed since the message `lastId` (without one: in the seconds before);
   * what cannot be known any more is `EVERYTHING`. Answers how to stop it.
   */
  follow(input: Listener & { lastId: string | undefined; tell(message: Message): void }): () => void
}

/**
 * The news of one company in one process, looked for once for all who listen, from the first on until the last has been away for a while.
 *
 * @param instance names this run of the process: ids of another run mean nothing here
 */
export const createFeed = ({
  instance,
  look,
  clock,
  log,
  signal,
  onEnd,
}: {
  instance: string
  look(): Promise<News | null>
  clock: Clock
  log: Log
  signal: AbortSignal
  onEnd(): void
}): Feed => {
  const listeners = new Set<(news: News, id: string) => void>()
  const kept: { number: number; news: News; at: number }[] = []
  let last = 0
  let aloneSince: number | null = null

  const publish = (news: News): void => {
    last += 1
    kept.push({ number: last, news, at: clock.now().getTime() })
    if (kept.length > KEPT) kept.shift()
    for (const listen of listeners) listen(news, idOf(last))
  }
  const idOf = (number: number): string => `${instance}-${number}`

  const justNow = (): readonly News[] => {
    const since = clock.now().getTime() - HEAD_START
    return kept.filter(({ at }) => at >= since).map(({ news }) => news)
  }
  const missedSince = (lastId: string): readonly News[] => {
    const [, from, text] = /^(.+)-(\d+)$/.exec(lastId) ?? []
    const number = Number(text)
    const first = kept[0]?.number ?? last + 1
    const isKnown = from === instance && number <= last && number >= first - 1
    return isKnown
      ? kept.filter((one) => one.number > number).map(({ news }) => news)
      : [newsForEverybody(EVERYTHING)]
  }

  const isOver = (): boolean =>
    signal.aborted || (aloneSince !== null && clock.now().getTime() - aloneSince > LINGER)

  const watch = async (): Promise<void> => {
    let hasFailed = false
    while (!isOver()) {
      try {
        const news = await look()
        if (hasFailed) publish(newsForEverybody(EVERYTHING))
        else if (news) publish(news)
        hasFailed = false
      } catch (error) {
        hasFailed = true
        log.error({ err: error }, `Looking for news failed and is tried again: ${messageOf(error)}`)
      }
      await clock.sleep(PAUSE, signal)
    }
    onEnd()
  }
  void watch()

  return {
    publish,
    follow: ({ lastId, tell, ...listener }) => {
      const hear = (news: News, id: string): void => {
        const paths = pathsFor(news, listener)
        if (paths.length > 0) tell({ id, paths })
      }
      tell({ id: idOf(last), paths: [] })
      for (const news of lastId === undefined ? justNow() : missedSince(lastId)) hear(news, idOf(last))
      listeners.add(hear)
      aloneSince = null
      return () => {
        listeners.delete(hear)
        if (listeners.size === 0) aloneSince = clock.now().getTime()
      }
    },
  }
}

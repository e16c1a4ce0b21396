import type { Clock } from '#platform/clock/index.ts'
import type { Database } from '#platform/db/index.ts'
import { firstIdAt } from '#platform/ids/index.ts'
import { HEAD_START } from './feed.ts'
import { selectEventsFrom, selectStandings } from './live-queries.ts'
import { EVERYTHING, gatherNews, type News, newsForEverybody } from './news.ts'
import { PATHS_OF_EVENT } from './paths-of-event.ts'

/** An event's id is older than its commit, by as much as its transaction took: so much is read again at every look. */
const OVERLAP = 60_000
/** Beyond so many events within the overlap (a big import, say) nobody looks which are new: everything may be. */
const MOST_EVENTS = 1_000
/** How long an import or a bulk action that runs is watched. */
const WATCHED = 24 * 3_600_000

/**
 * Looks what happened in a company since it looked last; the first time it only learns how things stood some seconds ago. Events are found by reading an
 * overlap and leaving out those that are known: neither their ids nor their times are the order in which they were committed.
 */
export const createLook = ({
  db,
  clock,
  companyId,
}: {
  db: Database
  clock: Clock
  companyId: string
}): (() => Promise<News | null>) => {
  let known: ReadonlySet<string> | null = null
  let standings: ReadonlyMap<string, string> = new Map()
  return async () => {
    const now = clock.now().getTime()
    const [events, standing] = await Promise.all([
      selectEventsFrom(db, {
        companyId,
        fromId: firstIdAt(new Date(now - OVERLAP)),
        limit: MOST_EVENTS + 1,
      }),
      selectStandings(db, { companyId, fromId: firstIdAt(new Date(now - WATCHED)) }),
    ])
    const before = { known, standings }
    const learnt =
      known === null ? events.filter(({ id }) => id < firstIdAt(new Date(now - HEAD_START))) : events
    known = new Set(learnt.map(({ id }) => id))
    standings = new Map(standing.map((one) => [one.path, one.standing]))
    if (before.known === null) return null
    const knew = before.known
    const fresh = events.filter(({ id }) => !knew.has(id))
    if (fresh.length > 0 && events.length > MOST_EVENTS) return newsForEverybody(EVERYTHING)
    return gatherNews([
      ...fresh.map(({ kind, owner_id }) => ({ paths: PATHS_OF_EVENT[kind] ?? [], ownerId: owner_id })),
      ...standing
        .filter(({ path, standing: text }) => before.standings.get(path) !== text)
        .map(({ path }) => ({ paths: [path], ownerId: null })),
    ])
  }
}

import type { Readable } from 'node:stream'
import { Type } from 'typebox'
import { callerOf } from '#modules/accounts/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import { type Database, listen, ring } from '#platform/db/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import type { HttpServer } from '#platform/http/index.ts'
import type { NewId } from '#platform/ids/index.ts'
import type { Log } from '#platform/log/index.ts'
import { createFeed, type Feed } from './feed.ts'
import { createLook } from './look.ts'
import { newsForEverybody } from './news.ts'
import { pathsOfRequest } from './path-of-request.ts'
import { openStream } from './stream.ts'

/** Rings in every process when somebody changed something; tells by which process, in which company, and what. */
const BELL = 'cadenza_live'

export type LiveDeps = { db: Database; clock: Clock; newId: NewId; log: Log }

export type Live = {
  /** Adds `GET /live` to the app's API, and tells of every other request of it that changed something. Behind the hook that says who calls. */
  addRoutes(routes: HttpServer): void
}

/**
 * Tells pages what changed, as server-sent events. What users do here is told at once, in all processes; what the engine, mails and people
 * outside do is found by looking once a second, once for each company that has a page open.
 */
export const createLive = ({ db, clock, newId, log }: LiveDeps): Live => {
  const instance = newId()
  const feeds = new Map<string, Feed>()

  const feedOf = (companyId: string, signal: AbortSignal): Feed => {
    const known = feeds.get(companyId)
    if (known) return known
    const feed = createFeed({
      instance,
      look: createLook({ db, clock, companyId }),
      ...{ clock, log, signal },
      onEnd: () => feeds.delete(companyId),
    })
    feeds.set(companyId, feed)
    return feed
  }

  const publish = (companyId: string, paths: readonly string[]): void =>
    feeds.get(companyId)?.publish(newsForEverybody(...paths))

  const hearOthers = (text: string): void => {
    const [from, companyId, ...paths] = text.split(' ')
    if (companyId !== undefined && from !== instance) publish(companyId, paths)
  }

  return {
    addRoutes: (routes) => {
      const stop = new AbortController()
      routes.addHook('onListen', async () => {
        void listen({ url: db.url, channel: BELL, onRing: hearOthers, signal: stop.signal, clock, log })
      })
      routes.addHook('preClose', async () => stop.abort())
      routes.addHook('onResponse', async (request, reply) => {
        const paths = pathsOfRequest(request.method, request.routeOptions.url)
        if (paths.length === 0 || reply.statusCode >= 400) return
        const { companyId } = callerOf(request)
        publish(companyId, paths)
        await ring(db, BELL, [instance, companyId, ...paths].join(' ')).catch((error) => {
          log.error({ err: error }, `Other processes were not told of a change: ${messageOf(error)}`)
        })
      })
      routes.get(
        '/live',
        {
          config: { isStream: true },
          schema: {
            operationId: 'followChanges',
            summary: 'Be told what changes (server-sent events)',
            description:
              'Each message has `paths`: the parts of this API that answer otherwise now, `/tasks` for all below it; `/`: everything may. Come back with `Last-Event-ID` and nothing is missed.',
            tags: ['live'],
            produces: ['text/event-stream'],
            response: {
              200: Type.Unsafe<Readable>({ type: 'string', description: 'A stream that does not end' }),
            },
          },
        },
        async (request, reply) => {
          const { companyId, userId, role } = callerOf(request)
          const stream = openStream({ clock, signal: stop.signal, onEnd: () => unfollow() })
          const lastId = request.headers['last-event-id']
          const unfollow = feedOf(companyId, stop.signal).follow({
            userId,
            seesAll: role !== 'rep',
            lastId: typeof lastId === 'string' ? lastId : undefined,
            tell: stream.tell,
          })
          return reply
            .headers({
              'content-type': 'text/event-stream',
              'cache-control': 'no-store',
              'x-accel-buffering': 'no',
            })
            .send(stream.body)
        },
      )
    },
  }
}

import type { Clock } from '#platform/clock/index.ts'
import { messageOf } from '#platform/errors/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { Visit, World } from '../world/index.ts'

/** People are looked at this often even where nobody has planned anything: a mail may just have come. */
const LONGEST_PAUSE = 500

/** Lets people outside go on acting, in real time, until aborted; their programs reach the server at `url` whatever host a link names. */
export const liveOn = async (input: {
  world: World
  clock: Clock
  log: Log
  url: string | null
  signal: AbortSignal
}): Promise<void> => {
  const { world, clock, log, url, signal } = input
  world.openTo(async (visit) => {
    if (url !== null) await follow(visit, url, signal)
  })
  while (!signal.aborted) {
    try {
      await world.people.act()
    } catch (error) {
      if (!signal.aborted) log.warn({ error: messageOf(error) }, 'A simulated person could not do something.')
    }
    const untilNext = (world.people.nextAt()?.getTime() ?? Number.POSITIVE_INFINITY) - clock.now().getTime()
    await clock.sleep(Math.min(LONGEST_PAUSE, Math.max(10, untilNext)), signal)
  }
}

const follow = async (
  { method, url, agent, body }: Visit,
  server: string,
  signal: AbortSignal,
): Promise<void> => {
  const { pathname, search } = new URL(url)
  const answer = await fetch(new URL(pathname + search, server), {
    method,
    headers: {
      'user-agent': agent,
      ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(body !== undefined && { body }),
    redirect: 'manual',
    signal,
  })
  await answer.arrayBuffer()
}

import { once } from 'node:events'
import { createServer } from 'node:net'
import { type Clock, manualClock, systemClock } from '#platform/clock/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { Config } from '../../config.ts'
import { type RunningServer, startServer } from '../../start-server.ts'
import { demoZones } from '../company/demo-prospects.ts'
import type { DayReport } from '../simulate/day-report.ts'
import { daysBefore } from '../simulate/days-before.ts'
import { onlyThese, startWorld } from '../world/index.ts'
import type { DemoCredentials } from './demo-credentials.ts'
import { liveOn } from './live-on.ts'
import { prepareDemo } from './prepare-demo.ts'

const SEED = 'demo'
const PROSPECTS = 240
/** Days. */
const HISTORY = 30
/** People answer within minutes instead of a day: nobody watches a demo for longer. */
const HURRY = 120

export type RunningDemo = RunningServer & {
  /** How to sign in, for people. */
  greeting: string[]
}

/**
 * Starts the simulated world and a server in it. The first start of a data folder fills it with a company and a month of its history
 * (`onDay` tells how far that is); from then on time is real, and people outside answer what is sent to them within minutes. Mailboxes
 * reach only the simulated servers. Throws `not_allowed` when the database holds a company that is no demo, and what startServer throws.
 */
export const startDemo = async (input: {
  config: Config
  log: Log
  /** Fewer for tests. */
  prospects?: number
  onDay?: (report: DayReport) => void
  /** Ends the first start early: then it rejects, and the next start goes on with a shorter history. */
  signal?: AbortSignal
}): Promise<RunningDemo> => {
  const { log } = input
  const prospects = input.prospects ?? PROSPECTS
  const zones = demoZones({ seed: SEED, count: prospects })
  const real = systemClock()
  const history = manualClock(daysBefore(real.now(), HISTORY))
  let clock: Clock = history
  const world = await startWorld({
    clock: { now: () => clock.now() },
    seed: SEED,
    zoneOf: (address) => zones.get(address),
    hurry: () => (clock === history ? 1 : HURRY),
  })
  try {
    const config = await withPublicUrl(input.config)
    const credentials = await prepareDemo({
      config,
      log,
      seed: SEED,
      prospects,
      world,
      clock: history,
      until: real.now(),
      onDay: input.onDay ?? (() => {}),
      signal: input.signal,
    })
    clock = real
    const server = await startServer({
      config,
      log,
      parts: {
        mayReach: onlyThese(world.servers),
        fetch: () => Promise.reject(new Error('the demo calls nobody')),
      },
    })
    const ending = new AbortController()
    const living = liveOn({ world, clock: real, log, url: server.url, signal: ending.signal })
    return {
      ...server,
      greeting: greeting(server, credentials),
      stop: async () => {
        ending.abort()
        await living
        await server.stop()
        await world.close()
      },
    }
  } catch (error) {
    await world.close()
    throw error
  }
}

/** Links lead to this machine unless the operator said otherwise, so the port must be known before the first mail is written. */
const withPublicUrl = async (config: Config): Promise<Config & { publicUrl: string }> => {
  const port = config.port === 0 ? await freePort() : config.port
  return { ...config, port, publicUrl: config.publicUrl ?? `http://127.0.0.1:${port}` }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const closed = once(server, 'close')
  server.close()
  await closed
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

const greeting = ({ url }: RunningServer, credentials: DemoCredentials | undefined): string[] => {
  const about = [
    `Cadenza runs${url === null ? '' : ` at ${url}`} in a simulated world: an invented company, invented prospects, mail servers of its own.`,
    'No mail leaves this machine; whoever is mailed from now on answers within minutes.',
  ]
  if (!credentials || url === null) return about
  const { email, password, apiKey } = credentials
  return [
    ...about,
    '',
    `Sign in as ${email} with the password ${password}, or ask the API:`,
    `  curl -H 'x-api-key: ${apiKey}' ${url}/apis/v1/user/${email}/prospects`,
  ]
}

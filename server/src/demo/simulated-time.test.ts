import { expect, test } from 'vitest'
import { manualClock } from '#platform/clock/index.ts'
import { type Actor, runUntil } from './simulated-time.ts'

const START = new Date('2027-03-01T08:00:00Z')
const minutes = (count: number): Date => new Date(START.getTime() + count * 60_000)
const nothing = async () => {}

/** Acts at given instants, and says when. */
const actorAt = (log: string[], name: string, clock: { now(): Date }, instants: readonly Date[]): Actor => {
  const waiting = [...instants]
  return {
    nextAt: () => waiting[0] ?? null,
    act: async () => {
      if (!waiting[0] || waiting[0] > clock.now()) return 0
      waiting.shift()
      log.push(`${clock.now().toISOString().slice(11, 16)} ${name}`)
      return 1
    },
  }
}

test('time jumps from one instant with work to the next, and ends where it was told to', async () => {
  const clock = manualClock(START)
  const log: string[] = []
  const actors = [
    actorAt(log, 'a', clock, [minutes(0), minutes(7), minutes(500)]),
    actorAt(log, 'b', clock, [minutes(3), minutes(7)]),
  ]
  await runUntil({ clock, actors, quiet: nothing, until: minutes(60) })
  expect(log).toEqual(['08:00 a', '08:03 b', '08:07 a', '08:07 b'])
  expect(clock.now()).toEqual(minutes(60))
})

test('what one part makes due at an instant another does at the same one', async () => {
  const clock = manualClock(START)
  const log: string[] = []
  let mails = 0
  const sender: Actor = {
    nextAt: () => null,
    act: async () => {
      const sent = mails
      mails = 0
      if (sent > 0) log.push(`${clock.now().toISOString().slice(11, 16)} sent ${sent}`)
      return sent
    },
  }
  const engine: Actor = {
    nextAt: () => (clock.now() < minutes(5) ? minutes(5) : null),
    act: async () => {
      if (clock.now() < minutes(5) || log.length > 0) return 0
      mails += 2
      log.push('claimed')
      return 2
    },
  }
  await runUntil({ clock, actors: [sender, engine], quiet: nothing, until: minutes(10) })
  expect(log).toEqual(['claimed', '08:05 sent 2'])
})

test('a sleeper wakes in time, and what it then does is waited for', async () => {
  const clock = manualClock(START)
  const log: string[] = []
  let inFlight: Promise<void> = Promise.resolve()
  const quiet = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    await inFlight
  }
  const begin = async () => {
    await clock.sleep(90_000)
    inFlight = (async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      log.push(clock.now().toISOString().slice(11, 19))
    })()
  }
  const begun = begin()
  await runUntil({ clock, actors: [], quiet, until: minutes(60) })
  await begun
  expect(log).toEqual(['08:01:30'])
})

test('whoever says it has work now and does none is asked again later', async () => {
  const clock = manualClock(START)
  let asked = 0
  const stuck: Actor = {
    nextAt: () => START,
    act: async () => {
      asked += 1
      return 0
    },
  }
  await runUntil({ clock, actors: [stuck], quiet: nothing, until: minutes(10) })
  expect(asked).toBeGreaterThan(9)
  expect(asked).toBeLessThan(20)
})

test('is ended between two instants', async () => {
  const clock = manualClock(START)
  const log: string[] = []
  const stop = new AbortController()
  const actor = actorAt(log, 'a', clock, [minutes(0), minutes(1), minutes(2)])
  const act = async () => {
    if (log.length === 1) stop.abort(new Error('enough'))
    return actor.act()
  }
  const run = runUntil({
    clock,
    actors: [{ ...actor, act }],
    quiet: nothing,
    until: minutes(60),
    signal: stop.signal,
  })
  await expect(run).rejects.toThrow('enough')
  expect(log).toHaveLength(1)
})

test('parts that keep each other busy at one instant are found out', async () => {
  const restless: Actor = { nextAt: () => null, act: async () => 1 }
  const run = runUntil({ clock: manualClock(START), actors: [restless], quiet: nothing, until: minutes(1) })
  await expect(run).rejects.toThrow('does not come to rest')
})

import type { ManualClock } from '#platform/clock/index.ts'

/** A part of the simulated world: the engine, the sender, people outside … */
export type Actor = {
  /** Does everything that is due now; answers how much that was. */
  act(): Promise<number>
  /** When there will be something to do if nothing new happens. */
  nextAt(): Promise<Date | null> | Date | null | undefined
}

/** More turns than any instant needs; beyond, two parts keep each other busy for ever. */
const MOST_TURNS = 100_000
/** What says it has work now, and then does nothing, is asked again this much later. */
const PATIENCE = 60_000

/**
 * Runs the world until an instant. Time stands still while anything is done; when nobody has anything left to do at this instant and
 * nothing is in flight (`quiet`), the clock jumps to the next instant at which somebody has, or at which a sleeper wakes. Rejects with the
 * signal's reason, between two instants, once that is aborted.
 */
export const runUntil = async (input: {
  clock: ManualClock
  actors: readonly Actor[]
  quiet: () => Promise<void>
  until: Date
  signal?: AbortSignal | undefined
}): Promise<void> => {
  const { clock, actors, quiet, until, signal } = input
  for (;;) {
    signal?.throwIfAborted()
    await settle(actors, quiet)
    const next = await nextInstant(clock, actors)
    if (!next || next > until) break
    clock.moveTo(next)
  }
  clock.moveTo(until)
  await settle(actors, quiet)
}

/** Gives everybody turns until nobody has done anything since somebody last did. */
const settle = async (actors: readonly Actor[], quiet: () => Promise<void>): Promise<void> => {
  await quiet()
  let idle = 0
  for (let turn = 0; idle < actors.length; turn += 1) {
    if (turn > MOST_TURNS)
      throw new Error(
        'the simulated world does not come to rest: parts of it keep each other busy at one instant',
      )
    const done = await actors[turn % actors.length]?.act()
    await quiet()
    idle = done ? 0 : idle + 1
  }
}

const nextInstant = async (clock: ManualClock, actors: readonly Actor[]): Promise<Date | undefined> => {
  const now = clock.now()
  const instants = [clock.nextWakeAt()]
  for (const actor of actors) {
    const at = await actor.nextAt()
    if (at) instants.push(at > now ? at : new Date(now.getTime() + PATIENCE))
  }
  return instants.filter((at) => at !== undefined).sort((a, b) => a.getTime() - b.getTime())[0]
}

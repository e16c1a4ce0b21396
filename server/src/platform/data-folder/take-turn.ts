import { systemClock } from '#platform/clock/index.ts'
import { listRegistered, register } from './registrations.ts'

const clock = systemClock()
const SHORT_WAIT = 10
const LONGEST_WAIT = 200

/**
 * Runs `work` while no other process runs work on this folder; a process that dies in its turn loses it at once.
 *
 * Whoever has registered and then sees nobody else has the turn. Of two, the later to register sees the earlier, so never both have
 * it. When several wait, only the one with the lowest name keeps its registration; the others step back and try again, which is what
 * lets it see the folder empty.
 */
export const takeTurn = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  for (let wait = SHORT_WAIT; ; wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
    const own = await register(folder, 'turn')
    try {
      for (;;) {
        const others = await listRegistered(folder, 'turn', own)
        if (others.length === 0) return await work()
        if (others.some(({ file }) => file < own.file)) break
        await clock.sleep(SHORT_WAIT)
      }
    } finally {
      await own.remove()
    }
    await clock.sleep(wait * (0.5 + Math.random()))
  }
}

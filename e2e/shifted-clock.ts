import { type Clock, systemClock } from '../server/src/platform/clock/index.ts'

/** Real time that can be set forward: sleepers whose time has come by that wake at once. */
export const shiftedClock = (): Clock & { forward(milliseconds: number): void } => {
  const real = systemClock()
  let shift = 0
  let jump = new AbortController()
  const now = () => new Date(real.now().getTime() + shift)
  return {
    now,
    sleep: async (milliseconds, signal) => {
      const until = now().getTime() + milliseconds
      while (now().getTime() < until && !signal?.aborted) {
        const woken = signal ? AbortSignal.any([signal, jump.signal]) : jump.signal
        await real.sleep(until - now().getTime(), woken)
      }
    },
    forward: (milliseconds) => {
      shift += milliseconds
      jump.abort()
      jump = new AbortController()
    },
  }
}

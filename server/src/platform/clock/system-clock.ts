import type { Clock } from './clock.ts'

/** setTimeout's largest delay; longer sleeps are taken in pieces. */
const LONGEST_TIMEOUT = 2_147_483_647

/** Real time. */
export const systemClock = (): Clock => ({
  now: () => new Date(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted || milliseconds <= 0) return resolve()
      let left = milliseconds
      let timer: NodeJS.Timeout
      const finish = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', finish)
        resolve()
      }
      const wait = () => {
        const piece = Math.min(left, LONGEST_TIMEOUT)
        left -= piece
        timer = setTimeout(left > 0 ? wait : finish, piece)
      }
      signal?.addEventListener('abort', finish)
      wait()
    }),
})

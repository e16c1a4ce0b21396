const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** After each failed attempt; the last one repeats. */
const GAPS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  1 * HOUR,
  2 * HOUR,
  3 * HOUR,
  4 * HOUR,
]
/** A gap is up to this part shorter or longer, so that what failed together does not come back together. */
const JITTER = 0.2
const LONGEST_AWAY_GAP = 5 * MINUTE

/** From the first failure on; also how long a webhook may take nothing before it is switched off. */
export const RETRY_FOR = 24 * HOUR

const jittered = (gap: number, random: () => number): number => gap * (1 - JITTER + 2 * JITTER * random())

/**
 * When a delivery is tried again that has failed `attempts` times. The last attempt falls on `giveUpAt`; null when that has passed, and
 * the delivery is set aside.
 */
export const nextAttempt = (input: {
  attempts: number
  now: Date
  giveUpAt: Date
  random: () => number
}): Date | null => {
  const { attempts, now, giveUpAt, random } = input
  if (now >= giveUpAt) return null
  const gap = GAPS[Math.min(attempts, GAPS.length) - 1] ?? SECOND
  return new Date(Math.min(now.getTime() + jittered(gap, random), giveUpAt.getTime()))
}

/** How long a receiver that was away `failures` times in a row is left alone, in milliseconds: 1 s at first, 5 minutes at most. */
export const awayGap = ({ failures, random }: { failures: number; random: () => number }): number =>
  jittered(Math.min(SECOND * 2 ** Math.min(failures - 1, 20), LONGEST_AWAY_GAP), random)

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Gaps between attempts; the last one repeats. */
const GAPS = [1 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR]

/**
 * For so long a mail is tried that a server refuses for now (RFC 5321, 4.5.4.1, asks for four to five days at most). Looked at after each try:
 * however long a delivery window stays closed, a mail that waits for the next one is tried in it.
 */
export const TRY_FOR = 72 * HOUR

/** When to try again after so many failed attempts, spread by a tenth so that mails that failed together do not come back together. */
export const nextAttempt = ({
  attempts,
  now,
  random,
}: {
  attempts: number
  now: Date
  random: number
}): Date => {
  const gap = GAPS[Math.min(Math.max(attempts - 1, 0), GAPS.length - 1)] ?? HOUR
  return new Date(now.getTime() + Math.round(gap * (0.9 + 0.2 * random)))
}

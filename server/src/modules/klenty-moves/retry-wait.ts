/** Longer than any server asks for without being out of order; what asks for more is given up on and gone on with later. */
export const LONGEST_WAIT = 10 * 60_000
const FIRST_WAIT = 1_000
const LONGEST_BACKOFF = 60_000

/**
 * How long to wait before a request goes again, in milliseconds: as long as the server asks for (RFC 9110, 10.2.3: seconds, or a date), else
 * twice as long each time, in [half, whole) of it so that several do not come back together.
 *
 * @param attempt 1 after the first
 */
export const retryWait = ({
  attempt,
  retryAfter,
  now,
  random,
}: {
  attempt: number
  retryAfter: string | null
  now: Date
  random: () => number
}): number => {
  const asked = retryAfter === null ? null : readRetryAfter(retryAfter, now)
  if (asked !== null) return asked
  const backoff = Math.min(LONGEST_BACKOFF, FIRST_WAIT * 2 ** (attempt - 1))
  return Math.round(backoff * (0.5 + random() / 2))
}

const readRetryAfter = (text: string, now: Date): number | null => {
  if (/^\s*\d+\s*$/.test(text)) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime())
}

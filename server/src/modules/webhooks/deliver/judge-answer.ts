/** What came of one attempt. */
export type AttemptResult = {
  /** Null: no answer. */
  status: number | null
  /** The beginning of the answer's body. */
  answer: string | null
  /** Why there was no answer: a sentence. */
  error: string | null
  /** Its header `retry-after`. */
  retryAfter: string | null
  milliseconds: number
}

/**
 * taken: a 2xx. refused: it answered, but not with that; others may still be taken. away: it cannot take anything now. gone: it wants no
 * more of anything (410, as the Standard Webhooks and Zapier have it).
 */
export type Verdict = 'taken' | 'refused' | 'away' | 'gone'

/** Answers that speak of the server rather than of what it was sent. */
const AWAY = new Set([429, 502, 503, 504])

export const verdictOf = ({ status }: Pick<AttemptResult, 'status'>): Verdict => {
  if (status === null || AWAY.has(status)) return 'away'
  if (status >= 200 && status < 300) return 'taken'
  return status === 410 ? 'gone' : 'refused'
}

/** Why an attempt failed, as the log and notices say it. */
export const reasonOf = ({ status, error }: Pick<AttemptResult, 'status' | 'error'>): string => {
  if (status === null) return error ?? 'There was no answer.'
  if (status === 410) return 'The receiver answered 410 Gone: it wants no more.'
  if (status >= 300 && status < 400)
    return `The receiver answered ${status}, a redirect, which is not followed. Give the address that it leads to.`
  return `The receiver answered ${status} instead of a status from 200 to 299.`
}

const LONGEST_RETRY_AFTER = 60 * 60 * 1_000

/** The milliseconds that a `Retry-After` asks for (RFC 9110, 10.2.3), an hour at most; 0 when it says nothing. */
export const retryAfterOf = (header: string | null, now: Date): number => {
  if (header === null) return 0
  const wait = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now.getTime()
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER) : 0
}

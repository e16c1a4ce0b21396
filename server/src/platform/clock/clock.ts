/** The only source of time. Rules get `now()` passed in; loops and back-offs wait through it, so that a simulated world decides when time passes. */
export type Clock = {
  now(): Date
  /** Resolves after `milliseconds` of this clock's time, or at once when `signal` is aborted. Never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

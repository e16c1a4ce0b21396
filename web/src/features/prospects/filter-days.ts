/** A calendar day such as 2026-11-25, as the inputs of days give it. */
type Day = string

export const SPANS = { created: 'Added', contacted: 'Last contacted', updated: 'Last active' } as const
export type Span = keyof typeof SPANS

/** The instant at which a day begins where the user is, for all days of the app are those of the user. */
export const beginningOf = (day: Day): string => new Date(`${day}T00:00:00`).toISOString()

/** The instant at which a day is over: the first outside, as the API takes it. */
export const endOf = (day: Day): string => {
  const next = new Date(`${day}T00:00:00`)
  next.setDate(next.getDate() + 1)
  return next.toISOString()
}

/** The day in which an instant lies where the user is, or null for what is no instant. */
export const dayOf = (instant: string | undefined): Day | null => {
  const at = new Date(instant ?? '')
  return Number.isNaN(at.getTime()) ? null : dayAt(at)
}

/** The last day inside of a span that ends before an instant, or null for what is no instant. */
export const lastDayBefore = (instant: string | undefined): Day | null => {
  const at = new Date(instant ?? '')
  return Number.isNaN(at.getTime()) ? null : dayAt(new Date(at.getTime() - 1))
}

const two = (part: number): string => String(part).padStart(2, '0')

const dayAt = (at: Date): Day =>
  `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`

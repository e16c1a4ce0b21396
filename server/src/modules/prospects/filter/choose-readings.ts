import { LOOKUP } from './costs.ts'

/** One way to come by prospects in their order, without looking each of them up. */
export type Reading = {
  /** The conditions that everybody whom it finds fulfils, by their places. */
  answers: readonly number[]
  /** The conditions whose shares say how many it finds. */
  narrows: readonly number[]
  /** Microseconds until it has found the first. */
  before: number
  /** Microseconds from there to its end. */
  through: number
  /** How many rows PostgreSQL's planner expects of it. */
  planned: number
}

/** A condition as far as it matters for what a page costs. */
export type Asked = {
  /** Which part of those who fulfil the conditions before it fulfils it too. */
  share: number
  /** How large that part may well be. */
  atMost: number
  isOfRow: boolean
}

/** What else there is to weigh: between the bounds of the page `total` prospects, `limit` of whom are wanted. */
export type Wanted = { conditions: readonly Asked[]; total: number; limit: number }

/** Of the cost of going to the end, what is added: conditions may exclude each other, and then a page does. */
const DOUBT = 0.05
/** With fewer the planner might go through one reading for each row of another. */
const FEWEST_PLANNED = 200

/**
 * Which readings a page is cut from, by their places: those who are in all of them are found by comparing them in their order, and looked up
 * for what no reading answers, until the page is full. Beginning with the cheapest one, another is added as long as that saves something.
 */
export const chooseReadings = (readings: readonly Reading[], wanted: Wanted): number[] => {
  const among = (places: readonly number[]) => places.flatMap((place) => readings[place] ?? [])
  const cheapest = (candidates: readonly number[][]) =>
    candidates
      .map((places) => ({ places, cost: costOf(among(places), wanted) }))
      .toSorted((a, b) => a.cost - b.cost)[0]
  let best = cheapest([...readings.keys()].map((place) => [place]))
  if (best === undefined) return []
  const joinable = [...readings.keys()].filter((place) => (readings[place]?.planned ?? 0) >= FEWEST_PLANNED)
  for (;;) {
    const { places } = best
    if (!places.every((place) => joinable.includes(place))) return places
    const more = cheapest(
      joinable.filter((place) => !places.includes(place)).map((place) => [...places, place]),
    )
    if (more === undefined || more.cost >= best.cost) return places
    best = more
  }
}

/** Microseconds that a page takes from some readings, and a little for the doubt. */
export const costOf = (readings: readonly Reading[], { conditions, total, limit }: Wanted): number => {
  const isIn = (kind: 'answers' | 'narrows', place: number) =>
    readings.some((reading) => reading[kind].includes(place))
  const left = conditions.filter((_, place) => !isIn('answers', place))
  const lookups =
    left.filter(({ isOfRow }) => !isOfRow).length + (left.some(({ isOfRow }) => isOfRow) ? 1 : 0)
  const narrowed = conditions.filter((_, place) => isIn('narrows', place))
  const looked = narrowed.reduce((count, { atMost }) => count * atMost, total) * lookups
  const through = sum(readings.map((reading) => reading.through)) + looked * LOOKUP
  const fulfilling = conditions.reduce((count, { share }) => count * share, total)
  const part = Math.min(1, limit / Math.max(1, fulfilling))
  return sum(readings.map(({ before }) => before)) + through * (part + DOUBT)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

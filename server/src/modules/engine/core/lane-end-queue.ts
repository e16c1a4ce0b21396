import type { DeliveryTimes } from './delivery-window.ts'

/** One that waits at one end of a lane, with the times at which its mail may go. */
type Waiter = { id: string; dueAt: Date; calendar: DeliveryTimes }

/** Those who wait at one end of a lane, the longest due first; the id decides among those due at the same moment. */
export type LaneEndQueue<One extends Waiter> = {
  first(): One | null
  dropFirst(): void
  add(one: One): void
  /** Whoever is due by `at` becomes due at the moment that `opens` names for his calendar, or is dropped where it names none. */
  shiftDue(at: Date, opens: (calendar: DeliveryTimes) => Date | null): void
}

const byTurn = (a: Waiter, b: Waiter): number => a.dueAt.getTime() - b.dueAt.getTime() || byId(a, b)
const byId = (a: Waiter, b: Waiter): number => (a.id < b.id ? -1 : 1)

/** Those who share a calendar object share the work of being shifted. */
export const laneEndQueue = <One extends Waiter>(waiting: readonly One[]): LaneEndQueue<One> => {
  const parts = new Map<DeliveryTimes, CalendarQueue<One>>()
  for (const [calendar, some] of Map.groupBy(waiting, (one) => one.calendar))
    parts.set(calendar, calendarQueue(some))
  const foremost = (): CalendarQueue<One> | null => {
    let best: CalendarQueue<One> | null = null
    let least: One | null = null
    for (const part of parts.values()) {
      const one = part.first()
      if (one === null || (least !== null && byTurn(least, one) < 0)) continue
      best = part
      least = one
    }
    return best
  }
  return {
    first: () => foremost()?.first() ?? null,
    dropFirst: () => foremost()?.dropFirst(),
    add: (one) => {
      const part = parts.get(one.calendar)
      if (part) part.add(one)
      else parts.set(one.calendar, calendarQueue([one]))
    },
    shiftDue: (at, opens) => {
      for (const [calendar, part] of parts) {
        const first = part.first()
        if (first === null || first.dueAt > at) continue
        const to = opens(calendar)
        if (to === null) parts.delete(calendar)
        else if (to > at) part.shiftDue(at, to)
      }
    },
  }
}

type CalendarQueue<One> = {
  first(): One | null
  dropFirst(): void
  add(one: One): void
  shiftDue(at: Date, to: Date): void
}

/**
 * Those who were shifted all became due at one moment, so they are kept apart, by id, and a shift of thousands only moves that moment and takes
 * in who came due since.
 */
const calendarQueue = <One extends Waiter>(waiting: readonly One[]): CalendarQueue<One> => {
  // Both lists are taken from the end, where that costs nothing.
  const later = [...waiting].sort((a, b) => byTurn(b, a))
  let shifted: One[] = []
  let shiftedTo = new Date(0)
  const firstShifted = (): One | null => {
    const one = shifted.at(-1)
    if (!one) return null
    if (one.dueAt.getTime() === shiftedTo.getTime()) return one
    const moved = { ...one, dueAt: shiftedTo }
    shifted[shifted.length - 1] = moved
    return moved
  }
  const isShiftedFirst = (): boolean => {
    const one = firstShifted()
    const other = later.at(-1)
    return one !== null && (!other || byTurn(one, other) < 0)
  }
  return {
    first: () => (isShiftedFirst() ? firstShifted() : (later.at(-1) ?? null)),
    dropFirst: () => {
      if (isShiftedFirst()) shifted.pop()
      else later.pop()
    },
    add: (one) => {
      later.splice(placeOf(one, later), 0, one)
    },
    shiftDue: (at, to) => {
      const due = later.splice(later.findLastIndex(({ dueAt }) => dueAt > at) + 1)
      if (due.length > 0) shifted = [...shifted, ...due].sort((a, b) => byId(b, a))
      shiftedTo = to
    },
  }
}

/** Where one belongs among those that are sorted from the last to the first; by halving, because thousands come in anew. */
const placeOf = <One extends Waiter>(one: One, sorted: readonly One[]): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = sorted[middle]
    if (other && byTurn(other, one) > 0) low = middle + 1
    else high = middle
  }
  return low
}

/** What happens at an instant. `key` orders what happens at the same one, so that the order in which it was added does not matter. */
export type QueuedEvent<T> = { at: Date; key: string; event: T }

export type EventQueue<T> = {
  add(item: QueuedEvent<T>): void
  nextAt(): Date | undefined
  /** Takes the first event that is due by then. */
  take(now: Date): QueuedEvent<T> | undefined
  size(): number
}

export const createEventQueue = <T>(): EventQueue<T> => {
  /** Last first, so that taking is cheap. */
  const items: QueuedEvent<T>[] = []
  const isBefore = (a: QueuedEvent<T>, b: QueuedEvent<T>): boolean =>
    a.at.getTime() === b.at.getTime() ? a.key < b.key : a.at < b.at

  return {
    add: (item) => {
      let low = 0
      let high = items.length
      while (low < high) {
        const middle = (low + high) >> 1
        const other = items[middle]
        if (other && isBefore(item, other)) low = middle + 1
        else high = middle
      }
      items.splice(low, 0, item)
    },
    nextAt: () => items.at(-1)?.at,
    take: (now) => {
      const next = items.at(-1)
      if (!next || next.at > now) return undefined
      items.pop()
      return next
    },
    size: () => items.length,
  }
}

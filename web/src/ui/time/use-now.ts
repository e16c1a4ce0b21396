import { useSyncExternalStore } from 'react'

let now = new Date()
const listeners = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  ticking ??= setInterval(tick, 30_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

const tick = (): void => {
  now = new Date()
  for (const listener of listeners) listener()
}

/** The present, renewed every half minute for all that show it. */
export const useNow = (): Date => useSyncExternalStore(subscribe, () => now)

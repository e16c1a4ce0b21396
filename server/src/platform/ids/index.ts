import { randomBytes } from 'node:crypto'
import type { Clock } from '#platform/clock/index.ts'

/** Makes public ids: 24 hex digits, ordered by the time they were made. */
export type NewId = () => string

/** Fills and returns `size` random bytes; seeded in the simulated world. */
export type RandomBytes = (size: number) => Uint8Array

/**
 * 48 bits of milliseconds, then 48 bits that begin at random in each millisecond and count up within it, so that ids made by one process
 * are strictly increasing and two processes do not collide.
 */
export const createIds = ({ clock, random = randomBytes }: { clock: Clock; random?: RandomBytes }): NewId => {
  let lastMillis = -1
  let counter = 0
  return () => {
    const now = clock.now().getTime()
    if (now > lastMillis) {
      lastMillis = now
      counter = random(6).reduce((sum, byte) => sum * 256 + byte, 0)
    } else {
      counter += 1
      if (counter > 0xffffffffffff) {
        lastMillis += 1
        counter = 0
      }
    }
    return lastMillis.toString(16).padStart(12, '0') + counter.toString(16).padStart(12, '0')
  }
}

/** Whether a text has the form of an id. */
export const isId = (text: string): boolean => /^[0-9a-f]{24}$/.test(text)

/** The least id that can have been made at an instant. */
export const firstIdAt = (instant: Date): string =>
  Math.max(0, instant.getTime()).toString(16).padStart(12, '0').padEnd(24, '0')

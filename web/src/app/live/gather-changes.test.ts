import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gatherChanges, isTouched } from './gather-changes.ts'

/** A clock with timers that moves when it is told to. */
const timers = () => {
  let at = 0
  let waiting: { at: number; run: () => void }[] = []
  return {
    now: () => at,
    wait: (run: () => void, milliseconds: number) => {
      const one = { at: at + milliseconds, run }
      waiting.push(one)
      return () => {
        waiting = waiting.filter((other) => other !== one)
      }
    },
    moveTo: (instant: number) => {
      for (;;) {
        const [next] = waiting.filter((one) => one.at <= instant).sort((a, b) => a.at - b.at)
        if (!next) break
        at = Math.max(at, next.at)
        waiting = waiting.filter((one) => one !== next)
        next.run()
      }
      at = instant
    },
  }
}

test('nothing that changed is lost, and readings lie a second apart', () => {
  const change = fc.record({ after: fc.nat(3_000), path: fc.constantFrom('/tasks', '/threads', '/imports') })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const clock = timers()
      const readings: { at: number; paths: ReadonlySet<string> }[] = []
      const gather = gatherChanges((paths) => void readings.push({ at: clock.now(), paths }), clock)
      const changedAt = new Map<string, number>()
      let at = 0
      for (const { after, path } of changes) {
        at += after
        clock.moveTo(at)
        gather.add([path])
        changedAt.set(path, at)
      }
      clock.moveTo(at + 1_000)
      for (const [path, instant] of changedAt)
        expect(readings.some((one) => one.at >= instant && one.paths.has(path))).toBe(true)
      for (const [index, { at: readAt }] of readings.entries())
        if (index > 0) expect(readAt - (readings[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(1_000)
    }),
  )
})

test('a first change is read at once, and none after the page is gone', () => {
  const clock = timers()
  const readings: string[][] = []
  const gather = gatherChanges((paths) => void readings.push([...paths]), clock)
  gather.add([])
  gather.add(['/tasks'])
  clock.moveTo(0)
  gather.add(['/threads'])
  gather.stop()
  clock.moveTo(5_000)
  expect(readings).toEqual([['/tasks']])
})

test('a path touches what was read below it, and everything touches all', () => {
  const query = { queryKey: ['/tasks/{id}', {}] }
  expect(isTouched(query, new Set(['/threads', '/tasks']))).toBe(true)
  expect(isTouched(query, new Set(['/']))).toBe(true)
  expect(isTouched(query, new Set(['/task', '/threads']))).toBe(false)
})

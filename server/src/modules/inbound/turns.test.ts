import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

/** Work that runs until it is told to end, and is noted when it begins. */
const stage = (limits: Parameters<typeof createTurns>[0]) => {
  const turns = createTurns(limits)
  const begun: string[] = []
  const ends = new Map<string, { done(): void; fail(error: Error): void }>()
  return {
    begun,
    ask: (whose: string, name: string) =>
      turns(whose, () => {
        begun.push(name)
        return new Promise<string>((resolve, reject) =>
          ends.set(name, { done: () => resolve(name), fail: reject }),
        )
      }),
    end: (name: string) => ends.get(name)?.done(),
    fail: (name: string) => ends.get(name)?.fail(new Error('lost')),
  }
}

test('so many run at once, fewer of one, and the rest in the order in which it came', async () => {
  const { begun, ask, end, fail } = stage({ atOnce: 3, ofOne: 2, waitingOfOne: 5 })
  const asked = [
    ask('a', 'a1'),
    ask('a', 'a2'),
    ask('a', 'a3'),
    ask('b', 'b1'),
    ask('b', 'b2'),
    ask('c', 'c1'),
  ]
  await expect.poll(() => begun).toEqual(['a1', 'a2', 'b1'])
  end('b1')
  await expect.poll(() => begun.slice(3)).toEqual(['b2'])
  fail('a1')
  await expect(asked[0]).rejects.toThrow('lost')
  await expect.poll(() => begun.slice(4)).toEqual(['a3'])
  for (const name of ['a2', 'a3', 'b2']) end(name)
  await expect.poll(() => begun.slice(5)).toEqual(['c1'])
  end('c1')
  expect(await Promise.all(asked.slice(1))).toEqual(['a2', 'a3', 'b1', 'b2', 'c1'])
})

test('who has too much waiting is refused, and others are not', async () => {
  const { ask } = stage({ atOnce: 1, ofOne: 1, waitingOfOne: 1 })
  void ask('a', 'a1')
  void ask('a', 'a2')
  await expect(ask('a', 'a3')).rejects.toMatchObject({ code: 'unavailable' })
  const waits = ask('b', 'b1')
  expect(await Promise.race([waits, Promise.resolve('waits')])).toBe('waits')
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coalesce } from './coalesce.ts'

/** A run that records its lists and ends when it is told to. */
const recorder = () => {
  const lists: string[][] = []
  const ends: (() => void)[] = []
  const run = async (items: readonly string[]) => {
    lists.push([...items])
    await new Promise<void>((resolve) => ends.push(resolve))
    return items.map((item) => item.toUpperCase())
  }
  return { lists, ends, run }
}

const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))

describe('coalesce', () => {
  test('calls of one turn and one key become one run, each with its own answer', async () => {
    const { lists, ends, run } = recorder()
    const call = coalesce({ keyOf: (item: string) => item.slice(0, 1), run })
    const answers = Promise.all([call('a1'), call('b1'), call('a2')])
    await turn()
    expect(lists).toEqual([['a1', 'a2'], ['b1']])
    for (const end of ends) end()
    expect(await answers).toEqual(['A1', 'B1', 'A2'])
  })

  test('what comes while all runs are busy waits and goes as one list', async () => {
    const { lists, ends, run } = recorder()
    const call = coalesce({ keyOf: () => '', run, mostRuns: 1, mostItems: 2 })
    const first = call('a')
    await turn()
    const others = ['b', 'c', 'd'].map((item) => call(item))
    await turn()
    expect(lists).toEqual([['a']])
    ends[0]?.()
    await first
    await turn()
    expect(lists).toEqual([['a'], ['b', 'c']])
    ends[1]?.()
    await turn()
    expect(lists.at(-1)).toEqual(['d'])
    ends[2]?.()
    expect(await Promise.all(others)).toEqual(['B', 'C', 'D'])
  })

  test('an item that fails, by an Error or by failing the whole list, fails alone', async () => {
    const call = coalesce({
      keyOf: () => '',
      run: async (items: readonly string[]) => {
        if (items.includes('throws')) throw new Error('no')
        return items.map((item) => (item === 'bad' ? new Error('bad one') : item))
      },
    })
    const results = await Promise.allSettled(['good', 'bad', 'throws', 'fine'].map((item) => call(item)))
    expect(
      results.map((result) => (result.status === 'fulfilled' ? result.value : `${result.reason}`)),
    ).toEqual(['good', 'Error: bad one', 'Error: no', 'fine'])
  })

  test('a run that answers for too few is an error for all of them', async () => {
    const call = coalesce({ keyOf: () => '', run: async () => [] as string[] })
    await expect(call('a')).rejects.toThrow('answered for 0')
  })

  test('every call is answered once, whatever the limits', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 3 }),
        async (keys, mostItems, mostRuns) => {
          let longest = 0
          const call = coalesce({
            keyOf: ({ key }: { key: number; index: number }) => String(key),
            mostItems,
            mostRuns,
            run: async (items) => {
              longest = Math.max(longest, items.length)
              expect(new Set(items.map(({ key }) => key)).size).toBe(1)
              await turn()
              return items.map(({ index }) => index)
            },
          })
          const answers = await Promise.all(keys.map((key, index) => call({ key, index })))
          expect(answers).toEqual(keys.map((_, index) => index))
          expect(longest).toBeLessThanOrEqual(mostItems)
        },
      ),
      { numRuns: 30 },
    ))
})

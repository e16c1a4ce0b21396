import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { manualClock } from '#platform/clock/index.ts'
import { gatherBursts, type LinkVisit, scannedVisits } from './link-bursts.ts'

const START = new Date('2026-03-02T09:00:00Z')
const at = (milliseconds: number) => new Date(START.getTime() + milliseconds)
const visits = (...given: [number, string][]) => given.map(([time, target]) => ({ at: at(time), target }))

describe('scannedVisits', () => {
  it.each([
    ['one link', visits([0, 'a']), [false]],
    ['the same link twice', visits([0, 'a'], [100, 'a']), [false, false]],
    ['two links within a second', visits([0, 'a'], [999, 'b']), [true, true]],
    ['two links a second apart', visits([0, 'a'], [1_000, 'b']), [false, false]],
    ['a person before a filter', visits([0, 'a'], [2_000, 'a'], [2_100, 'b']), [false, true, true]],
    ['one link again within another burst', visits([0, 'a'], [10, 'a'], [20, 'b']), [true, true, true]],
  ])('%s', (_, given, expected) => {
    expect(scannedVisits(given)).toEqual(expected)
  })

  it('marks those that have another link within a second, and no others', () => {
    const visit = fc.record({ at: fc.nat({ max: 10_000 }).map(at), target: fc.constantFrom('a', 'b', 'c') })
    fc.assert(
      fc.property(fc.array(visit), (given) => {
        const ordered = given.sort((a, b) => a.at.getTime() - b.at.getTime())
        const expected = ordered.map((one) =>
          ordered.some(
            (two) => one.target !== two.target && Math.abs(one.at.getTime() - two.at.getTime()) < 1_000,
          ),
        )
        expect(scannedVisits(ordered)).toEqual(expected)
      }),
    )
  })
})

describe('gatherBursts', () => {
  const gathering = () => {
    const clock = manualClock(START)
    const settled: string[][] = []
    const bursts = gatherBursts<LinkVisit>({
      clock,
      settle: async (given) => void settled.push(given.map(({ target }) => target)),
    })
    const visit = (key: string, target: string) => bursts.add(key, { at: clock.now(), target })
    const pass = async (milliseconds: number) => {
      clock.advance(milliseconds)
      await new Promise(setImmediate)
    }
    return { clock, settled, bursts, visit, pass }
  }

  it('waits for a second of quiet, mail by mail', async () => {
    const { settled, visit, pass } = gathering()
    visit('one', 'a')
    await pass(900)
    visit('one', 'b')
    visit('two', 'c')
    await pass(900)
    expect(settled).toEqual([])
    await pass(100)
    expect(settled.toSorted()).toEqual([['a', 'b'], ['c']])
    visit('one', 'd')
    await pass(1_000)
    expect(settled.at(-1)).toEqual(['d'])
  })

  it('does not wait for ever', async () => {
    const { settled, visit, pass } = gathering()
    for (let count = 0; settled.length === 0 && count < 1_000; count += 1) {
      visit('one', 'a')
      await pass(500)
    }
    expect(settled[0]?.length).toBe(100)
  })

  it('gives out what it has when it is closed', async () => {
    const { settled, bursts, visit } = gathering()
    visit('one', 'a')
    visit('two', 'b')
    await bursts.close()
    expect(settled).toEqual([['a'], ['b']])
    visit('one', 'c')
    await bursts.close()
    expect(settled.at(-1)).toEqual(['c'])
  })
})

/** One figure beside its own limit, both measured in the same run. */
export type BenchRow = {
  name: string
  ours: number
  limit: number
  /** `ours / limit`. */
  ratio: number
  /** What the ratio has to reach: at least this for a rate, at most this for a cost. Null: shown for comparison only. */
  target: number | null
  /** Default `rate`: per second. `cost`: milliseconds. `size`: kB of 1,000 bytes. */
  kind?: 'rate' | 'cost' | 'size'
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

const UNIT = { rate: '/s', cost: ' ms', size: ' kB' }

/** Prints rows one a line: the figure, its limit, the ratio, and whether the target was reached. */
export const printRows = (rows: readonly BenchRow[]): void => {
  for (const { name, ours, limit, ratio, target, kind = 'rate' } of rows) {
    const figure = (value: number) =>
      `${value.toLocaleString('en', { maximumFractionDigits: kind === 'rate' ? 0 : 2 })}${UNIT[kind]}`
    const shown = kind === 'rate' ? `${(ratio * 100).toFixed(0)} %` : `${ratio.toFixed(2)} times`
    console.log(`${name}: ${figure(ours)} beside ${figure(limit)}, ${shown}${verdict(ratio, target, kind)}`)
  }
}

const verdict = (ratio: number, target: number | null, kind: 'rate' | 'cost' | 'size'): string => {
  if (target === null) return ''
  const reached = kind === 'rate' ? ratio >= target : ratio <= target
  const bound = kind === 'rate' ? `at least ${target * 100} %` : `at most ${target} times`
  return ` (${bound}: ${reached ? 'reached' : 'MISSED'})`
}

import { invalidInput } from '#platform/errors/index.ts'

const PART = /^(?:(\d{1,10})|\*)(?::(?:(\d{1,10})|(\*)))?$/

/** Ascending, apart from each other; both ends belong to a range. */
export type NumberRanges = readonly { from: number; to: number }[]

/**
 * Resolves a sequence set (RFC 3501, 9) such as `2,4:7,9:*`; `*` is `largest`, the largest number in use, or 0 where nothing is. The ends
 * of a range may come in either order. Throws `invalid_input` for what is no set.
 */
export const resolveSequenceSet = (text: string, largest: number): NumberRanges => {
  const ranges = text.split(',').map((part) => {
    const match = PART.exec(part)
    if (!match) throw invalidInput('command', `“${text}” is no set of message numbers`)
    const first = numberIn(match[1], largest, text)
    const isRange = part.includes(':')
    const last = isRange ? numberIn(match[2], largest, text) : first
    return { from: Math.min(first, last), to: Math.max(first, last) }
  })
  return merged(ranges.sort((a, b) => a.from - b.from))
}

const numberIn = (digits: string | undefined, largest: number, text: string): number => {
  if (digits === undefined) return largest
  const value = Number(digits)
  if (value === 0 || value > 0xffffffff)
    throw invalidInput('command', `“${text}” holds ${digits}; message numbers are from 1 to 4294967295`)
  return value
}

const merged = (sorted: { from: number; to: number }[]): NumberRanges => {
  const result: { from: number; to: number }[] = []
  for (const range of sorted) {
    const last = result.at(-1)
    if (last && range.from <= last.to + 1) last.to = Math.max(last.to, range.to)
    else result.push({ ...range })
  }
  return result
}

/** Writes ascending numbers as a sequence set: `[1, 2, 3, 5]` as `1:3,5`. */
export const writeSequenceSet = (numbers: readonly number[]): string =>
  merged(numbers.map((number) => ({ from: number, to: number })))
    .map(({ from, to }) => (from === to ? String(from) : `${from}:${to}`))
    .join(',')

/** Those of the ascending `numbers` that lie in the ranges, with their positions. */
export const pickInRanges = (
  numbers: readonly number[],
  ranges: NumberRanges,
): { number: number; index: number }[] => {
  const found: { number: number; index: number }[] = []
  let at = 0
  for (const [index, number] of numbers.entries()) {
    while ((ranges[at]?.to ?? Number.POSITIVE_INFINITY) < number) at += 1
    const range = ranges[at]
    if (!range) break
    if (range.from <= number) found.push({ number, index })
  }
  return found
}

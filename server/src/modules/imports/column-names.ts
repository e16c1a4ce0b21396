import { LONGEST_CUSTOM_NAME } from '#modules/prospects/index.ts'

/**
 * What the columns of a header are called: each name once, the second of a kind as `Name (2)`, one without a name by its place, as
 * `Column 3`. Any name can be that of a custom field.
 */
export const columnNames = (header: readonly string[]): string[] => {
  const taken = new Set<string>()
  return header.map((cell, index) => {
    const name = cleaned(cell) || `Column ${index + 1}`
    let unique = name
    for (let count = 2; taken.has(unique); count += 1) unique = `${name} (${count})`
    taken.add(unique)
    return unique
  })
}

/** Longer ones are cut, with room for a number behind. */
const LONGEST = LONGEST_CUSTOM_NAME - 8

const cleaned = (cell: string): string =>
  cell
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
    .toWellFormed()
    .trim()

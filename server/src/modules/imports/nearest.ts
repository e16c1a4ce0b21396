import { plainName } from './plain-name.ts'

/** Those of the names that look mistyped for `name`, the nearest first; at most one letter in three may differ. */
export const nearest = <Name extends string>(name: string, names: readonly Name[]): Name[] => {
  const plain = plainName(name)
  return names
    .map((candidate) => ({ candidate, distance: distanceOf(plain, plainName(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.min(3, plainName(candidate).length / 3))
    .sort((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate)
}

/** Levenshtein's distance, where two letters that changed places count once. */
const distanceOf = (a: string, b: string): number => {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current[column] = Math.min(
        (current[column - 1] ?? 0) + 1,
        (last[column] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}

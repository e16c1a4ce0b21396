/** Of all prospects, whom a word has that is too common to be asked of an index together with others. */
const COMMON = 0.1

/**
 * Which of several words an index is asked for, by their places: those that few have or, where there are none, the one that fewest have. All
 * entries of a common word take longer to gather than those who have the others take to be looked at.
 *
 * @param rows about how many have each
 */
export const chooseWords = (rows: readonly number[], total: number): number[] => {
  const places = [...rows.keys()]
  const rare = places.filter((place) => (rows[place] ?? 0) < total * COMMON)
  if (rare.length > 0) return rare
  const fewest = places.toSorted((a, b) => (rows[a] ?? 0) - (rows[b] ?? 0))[0]
  return fewest === undefined ? [] : [fewest]
}

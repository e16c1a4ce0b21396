/** Steps of typing (insert, delete, change, swap neighbours) from one text to another: optimal string alignment. */
const typingDistance = (from: string, to: string): number => {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const changed = from[row - 1] === to[column - 1] ? 0 : 1
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + changed,
      )
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return last[to.length] ?? 0
}

/** The known names that a mistyped one probably meant, best first, at most `most`; any case. */
export const nearestNames = (wanted: string, known: Iterable<string>, most = 3): string[] => {
  const typed = wanted.trim().toLowerCase().slice(0, 100)
  if (typed === '') return []
  const allowed = Math.max(2, Math.floor(typed.length / 3))
  const ranked: { name: string; distance: number }[] = []
  for (const name of known) {
    const candidate = name.toLowerCase().slice(0, 100)
    const contained = typed.length >= 3 && (candidate.includes(typed) || typed.includes(candidate))
    const distance = contained && candidate !== '' ? 1 : typingDistance(typed, candidate)
    if (distance <= allowed && distance < Math.max(typed.length, 2)) ranked.push({ name, distance })
  }
  return ranked
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, most)
    .map(({ name }) => name)
}

/** ` Did you mean "a" or "b"?`, with a space before it, or nothing. */
export const didYouMean = (wanted: string, known: Iterable<string>): string => {
  const names = nearestNames(wanted, known).map((name) => `"${name}"`)
  if (names.length === 0) return ''
  const last = names.pop()
  return ` Did you mean ${names.length > 0 ? `${names.join(', ')} or ` : ''}${last}?`
}

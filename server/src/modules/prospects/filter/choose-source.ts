/** What reading prospects from a source costs, in rows. */
export type Estimate = {
  /** About as many as it holds. */
  rows: number
  isOrdered: boolean
  /** Of words, whose rows are read one by one: how many; absent: an index alone has what is wanted of a row. */
  read?: number
}

/** Reading a source and sorting what it has, a row, beside walking through it, which looks each up by its id. */
const GATHERING = 0.5
/** The same for reading what an index alone has, to see who is in two of them. */
const COMPARING = 0.08
/** What two sources may cost to be compared, in rows that are walked through: a tenth of a second. */
const MOST_COMPARED = 9_500
/** So many times as long the longest walk is at least, for most walks are short. */
const LONGER = 2.5

/**
 * From which sources a page is cut, by their places: none, for all prospects in their order; one; or two, for those who are in both. A source
 * that is ordered is walked through until the page is full, which is early where the other conditions mostly hold; one that is not is read
 * whole. The conditions are taken to have nothing to do with each other. Where they exclude each other a walk goes to its end, which people notice; so
 * two sources that can be compared in less time than they notice are, unless the longest walk is as short.
 */
export const chooseSources = (
  sources: readonly Estimate[],
  { total, limit }: { total: number; limit: number },
): number[] => {
  const chosen = cheapest(sources, { total, limit })
  const pair = [...sources.keys()]
    .toSorted((a, b) => comparing(sources[a]) - comparing(sources[b]))
    .slice(0, 2)
  const cost = pair.reduce((sum, place) => sum + comparing(sources[place]), 0)
  if (pair.length === 2 && cost <= MOST_COMPARED && cost * LONGER < longest(sources, chosen, total))
    return pair
  return chosen === null ? [] : [chosen]
}

const cheapest = (
  sources: readonly Estimate[],
  { total, limit }: { total: number; limit: number },
): number | null => {
  const share = ({ rows }: Estimate) => Math.min(1, Math.max(rows, 1) / Math.max(total, 1))
  const all = sources.reduce((product, source) => product * share(source), 1)
  const walk = (rows: number, own: number) => Math.min(rows, (limit * own) / all)
  let best: { index: number | null; cost: number } = { index: null, cost: walk(total, 1) }
  for (const [index, source] of sources.entries()) {
    const cost = source.isOrdered ? walk(source.rows, share(source)) : gathering(source)
    if (cost < best.cost) best = { index, cost }
  }
  return best.index
}

const gathering = ({ read, rows }: Estimate): number => (read ?? rows) * GATHERING

const comparing = (source: Estimate | undefined): number =>
  source === undefined ? 0 : source.read === undefined ? source.rows * COMPARING : gathering(source)

/** What a page costs when nobody in its source fulfils the other conditions. */
const longest = (sources: readonly Estimate[], place: number | null, total: number): number => {
  const source = place === null ? undefined : sources[place]
  if (source === undefined) return total
  return source.isOrdered ? source.rows : gathering(source) + (source.read ?? source.rows)
}

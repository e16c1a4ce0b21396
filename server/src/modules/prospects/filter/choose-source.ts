/** What reading prospects from a source costs, in rows. */
export type Estimate = {
  /** About as many as it holds. */
  rows: number
  /** About as many as have to be read of one that is not ordered, where that is more. */
  read?: number
  isOrdered: boolean
}

/** Reading a source and sorting what it has, a row, beside walking through it, which looks each up by its id. */
const GATHERING = 0.5

/**
 * From which source a page is cut: its place in the list, or null for all prospects in their order. A source that is ordered is walked
 * through until the page is full, which is early where the other conditions mostly hold; one that is not is read whole. The conditions are
 * taken to have nothing to do with each other: what goes wrong then is slow, not false.
 */
export const chooseSource = (
  sources: readonly Estimate[],
  { total, limit }: { total: number; limit: number },
): number | null => {
  const share = ({ rows }: Estimate) => Math.min(1, Math.max(rows, 1) / Math.max(total, 1))
  const all = sources.reduce((product, source) => product * share(source), 1)
  const walk = (rows: number, own: number) => Math.min(rows, (limit * own) / all)
  let best: { index: number | null; cost: number } = { index: null, cost: walk(total, 1) }
  for (const [index, source] of sources.entries()) {
    const cost = source.isOrdered
      ? walk(source.rows, share(source))
      : (source.read ?? source.rows) * GATHERING
    if (cost < best.cost) best = { index, cost }
  }
  return best.index
}

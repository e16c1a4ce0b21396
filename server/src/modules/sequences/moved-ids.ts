import type { Step } from './definition.ts'

/** Steps of both that left their order: those outside a longest run of steps that stand in both in the same order. */
export const movedIds = (old: readonly Step[], steps: readonly Step[]): Set<string> => {
  const places = new Map(old.map(({ id }, index) => [id, index]))
  const kept = steps.flatMap(({ id }) => {
    const place = places.get(id)
    return place === undefined ? [] : [{ id, place }]
  })
  const still = longestRise(kept.map(({ place }) => place))
  return new Set(kept.filter((_, index) => !still.has(index)).map(({ id }) => id))
}

/** The indices of a longest rising subsequence. */
const longestRise = (numbers: readonly number[]): Set<number> => {
  const best: { length: number; before: number }[] = []
  let end = -1
  for (const [index, number] of numbers.entries()) {
    let length = 1
    let before = -1
    for (const [earlier, { length: most }] of best.entries())
      if ((numbers[earlier] ?? 0) < number && most + 1 > length) {
        length = most + 1
        before = earlier
      }
    best.push({ length, before })
    if (end < 0 || length > (best[end]?.length ?? 0)) end = index
  }
  const rise = new Set<number>()
  for (let index = end; index >= 0; index = best[index]?.before ?? -1) rise.add(index)
  return rise
}
